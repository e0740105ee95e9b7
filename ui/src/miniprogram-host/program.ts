/** The mini-program itself: its modules, components and App, in the framework. */

import {
  glassEasel,
  MiniProgramEnv,
  type AssociatedBackend,
  type CodeSpace,
  type Root,
} from 'glass-easel-miniprogram-adapter';

import { backendOf } from './backend';
import type { Bundle, ComponentConfig } from './bundle';
import { builtIn, type Reach } from './components';
import { Modules } from './modules';
import type { Phone } from './phone';
import type { PageInstance } from './page';
import type { Background } from './wx/album-permission';
import type { Privacy } from './wx/privacy';
import { guarded } from './wx/call';

/** What App() was given, and what getApp() gives. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- its fields are the mini-program's
export type AppInstance = Record<string, any>;

/** What a module finds beside `require`. */
export interface Surroundings {
  wx: () => object;
  privacy: Privacy;
  pages: () => PageInstance[];
  background: Background;
  navigate: Reach['navigate'];
  share: Reach['share'];
  /** Told of every component that comes to life. */
  attached: (component: glassEasel.GeneralComponent) => void;
}

export class Program {
  readonly bundle: Bundle;
  readonly #phone: Phone;
  readonly #surroundings: Surroundings;
  readonly #space: CodeSpace;
  readonly #backend: AssociatedBackend;
  readonly #modules: Modules;
  #app: AppInstance = {};

  constructor(phone: Phone, bundle: Bundle, surroundings: Surroundings) {
    this.#phone = phone;
    this.bundle = bundle;
    this.#surroundings = surroundings;
    const env = new MiniProgramEnv();
    const { privacy, background, navigate, share } = surroundings;
    const components = builtIn(env.getGlobalCodeSpace().getComponentSpace(), {
      phone,
      privacy,
      background,
      navigate,
      share,
    });
    this.#space = env.createCodeSpace('program', true);
    for (const [tag, definition] of components)
      this.#space.getComponentSpace().setGlobalUsingComponent(tag, definition);
    this.#space.setOverallBehavior(this.#readyBehaviour());
    this.#backend = env.associateBackend(backendOf(phone));
    this.#modules = new Modules(bundle, (path) => this.#scope(path));
  }

  /** Defines every component, then runs app.js. */
  start(): AppInstance {
    for (const { path, config, scope } of this.bundle.components) {
      this.#space.addComponentStaticConfig(path, config as never);
      if (scope) this.#space.addStyleSheet(path, undefined, scope);
      const content = this.bundle.templates[path];
      if (content) this.#space.addCompiledTemplate(path, { groupList: this.bundle.templates, content });
    }
    if (this.#modules.has('app.js')) guarded(this.#phone, () => this.#modules.load('app.js'));
    for (const { path } of this.bundle.components) {
      guarded(this.#phone, () => this.#modules.load(`${path}.js`));
    }
    return this.#app;
  }

  /** A module of the mini-program, as its own files would get it. */
  module(path: string): unknown {
    return this.#modules.load(path);
  }

  get app(): AppInstance {
    return this.#app;
  }

  isPage(route: string): boolean {
    return this.bundle.components.some(({ path, config }) => path === route && config.component === false);
  }

  configOf(route: string): ComponentConfig {
    return this.bundle.components.find(({ path }) => path === route)?.config ?? {};
  }

  /** Makes a page's component; nothing is drawn yet. */
  create(route: string): Root {
    return this.#backend.createRoot('wx-page', this.#space, route);
  }

  #scope(path: string): unknown[] {
    const at = path.replace(/\.js$/u, '');
    const { Page, Component, Behavior } = this.#space.componentEnv(at, (found) => found);
    return [
      this.#surroundings.wx(),
      (options: AppInstance) => {
        this.#app = options;
      },
      Page,
      (definition?: AppInstance) => {
        if (!definition) return Component();
        return Component(withoutHoles(definition));
      },
      Object.assign((definition?: AppInstance) => (definition ? Behavior(withoutHoles(definition)) : Behavior()), {
        trait: Behavior.trait,
      }),
      () => this.#app,
      () => this.#surroundings.pages(),
      this.#phone.clock.setTimeout,
      this.#phone.clock.clearTimeout,
    ];
  }

  // The framework leaves `ready` to its host: after the first drawing, for every component however late it comes.
  #readyBehaviour(): glassEasel.GeneralBehavior {
    const phone = this.#phone;
    const { attached } = this.#surroundings;
    return this.#space
      .getComponentSpace()
      .define()
      .lifetime('attached', function () {
        const { _$: element } = this as unknown as { _$: glassEasel.GeneralComponent };
        attached(element);
        phone.later(() => element.triggerLifetime('ready', []));
      })
      .registerBehavior() as unknown as glassEasel.GeneralBehavior;
  }
}

// A life-cycle function that is present but undefined stops the framework.
function withoutHoles(definition: AppInstance): AppInstance {
  const filled = (part: unknown): unknown =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined))
      : part;
  const copy = { ...definition };
  for (const key of ['lifetimes', 'pageLifetimes', 'methods', 'observers']) {
    if (key in copy) copy[key] = filled(copy[key]);
  }
  return copy;
}
