/** The mini-program's files: temporary ones and its own folder. Held in memory, so that reading them can be synchronous. */

import type { Device } from './device';

/** One file. */
export interface StoredFile {
  bytes: Uint8Array<ArrayBuffer>;
  /** As the server named it; WeChat keeps none, the name's extension decides there. */
  type: string;
}

export class Files {
  readonly #device: Device;
  readonly #files = new Map<string, StoredFile>();
  #count = 0;

  constructor(device: Device) {
    this.#device = device;
  }

  /** Root of the mini-program's own folder, `wx.env.USER_DATA_PATH`. */
  get userData(): string {
    return this.#device.userData;
  }

  /** Keeps bytes under a new temporary name. `extension` is '' or '.jpg'. */
  keepTemporary(file: StoredFile, extension: string): string {
    this.#count += 1;
    const path = `${this.#device.temporary}${String(this.#count).padStart(12, '0')}${extension}`;
    this.#files.set(path, file);
    return path;
  }

  get(path: string): StoredFile | undefined {
    return this.#files.get(path);
  }

  set(path: string, file: StoredFile): void {
    this.#files.set(path, file);
  }

  remove(path: string): boolean {
    return this.#files.delete(path);
  }

  /** Paths below a folder. */
  under(folder: string): string[] {
    const start = folder.endsWith('/') ? folder : `${folder}/`;
    return [...this.#files.keys()].filter((path) => path.startsWith(start)).map((path) => path.slice(start.length));
  }

  /** Whether a path can only mean a file of this phone. */
  owns(path: string): boolean {
    return path.startsWith('wxfile://') || path.startsWith('http://tmp/') || path.startsWith('http://usr/');
  }
}

/** Type by the first bytes: a picture's extension says little. */
export function pictureType(bytes: Uint8Array): 'jpeg' | 'png' | 'gif' | 'webp' | 'unknown' {
  const starts = (...expected: number[]): boolean => expected.every((byte, at) => bytes[at] === byte);
  if (starts(0xff, 0xd8, 0xff)) return 'jpeg';
  if (starts(0x89, 0x50, 0x4e, 0x47)) return 'png';
  if (starts(0x47, 0x49, 0x46)) return 'gif';
  if (starts(0x52, 0x49, 0x46, 0x46) && bytes[8] === 0x57) return 'webp';
  return 'unknown';
}
