/** `require` of a mini-program: JavaScript inside its own root, by path. */

import type { Bundle } from './bundle';

/** Runs modules once each, with WeChat's names in their scope. */
export class Modules {
  readonly #bundle: Bundle;
  readonly #scope: (path: string) => unknown[];
  readonly #loaded = new Map<string, { exports: unknown }>();

  /** `scope` gives the values of everything after `require, module, exports`, for the file at that path. */
  constructor(bundle: Bundle, scope: (path: string) => unknown[]) {
    this.#bundle = bundle;
    this.#scope = scope;
  }

  has(path: string): boolean {
    return path in this.#bundle.modules;
  }

  /** Throws where WeChat would: for JSON, and for anything outside the root. */
  load(path: string): unknown {
    const known = this.#loaded.get(path);
    if (known) return known.exports;
    const run = this.#bundle.modules[path];
    if (!run) throw new Error(`module '${path}' is not defined`);
    const module = { exports: {} as unknown };
    this.#loaded.set(path, module);
    const require = (request: string): unknown => this.load(this.#resolve(path, request));
    run(require, module, module.exports, ...this.#scope(path));
    return module.exports;
  }

  #resolve(from: string, request: string): string {
    const folder = from.split('/').slice(0, -1);
    const own = request.startsWith('/') ? request.slice(1) : join([...folder, ...request.split('/')]);
    const packed = `miniprogram_npm/${request}`;
    const candidates = [own, `${own}.js`, `${own}/index.js`, `${packed}.js`, `${packed}/index.js`, packed];
    return candidates.find((path) => this.has(path)) ?? own;
  }
}

function join(parts: string[]): string {
  const out: string[] = [];
  for (const part of parts) {
    if (part === '..') out.pop();
    else if (part !== '.' && part !== '') out.push(part);
  }
  return out.join('/');
}
