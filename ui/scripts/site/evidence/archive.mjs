// The archives inside packages: tar, its compressions, and the ar around a .deb.
import { spawnSync } from 'node:child_process';
import { gunzipSync } from 'node:zlib';

import { Unreadable, slice, text } from './reader.mjs';

/** More than any package of ours holds, so that a bomb ends here. */
const LARGEST = 1 << 30;

/** @param {Buffer} bytes */
export function gunzip(bytes) {
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST });
  } catch {
    throw new Unreadable('holds gzip data that cannot be unpacked');
  }
}

/**
 * What dpkg makes by default; Node.js does not know it, and every system that builds a .deb has the program.
 * @param {Buffer} bytes
 */
function unxz(bytes) {
  const { status, stdout } = spawnSync('xz', ['--decompress', '--stdout'], { input: bytes, maxBuffer: LARGEST });
  if (status !== 0) throw new Unreadable('holds xz data that cannot be unpacked (is the program xz there?)');
  return stdout;
}

/**
 * The plain files of a tar.
 * @param {Buffer} bytes
 * @returns {Generator<{ name: string, content: Buffer }>}
 */
export function* untar(bytes) {
  let long = '';
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0;) {
    const header = slice(bytes, at, 512);
    const size = Number.parseInt(text(header.subarray(124, 136)).trim() || '0', 8);
    if (Number.isNaN(size)) throw new Unreadable('holds a tar that cannot be read');
    const content = slice(bytes, at + 512, size);
    const kind = String.fromCharCode(header[156] ?? 0);
    const prefix = text(header.subarray(257, 262)) === 'ustar' ? text(header.subarray(345, 500)) : '';
    const name = long || [prefix, text(header.subarray(0, 100))].filter(Boolean).join('/');
    if (kind === '0' || kind === '\0') yield { name: name.replace(/^\.\//, ''), content };
    // GNU tar writes a long name as the content of an entry before its file.
    long = kind === 'L' ? text(content) : '';
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

/**
 * The control file of a .deb.
 * @param {Buffer} bytes
 */
export function control(bytes) {
  if (bytes.toString('latin1', 0, 8) !== '!<arch>\n') throw new Unreadable('is no Debian package');
  for (let at = 8; at + 60 <= bytes.length;) {
    const name = bytes
      .toString('latin1', at, at + 16)
      .trim()
      .replace(/\/$/, '');
    const size = Number.parseInt(bytes.toString('latin1', at + 48, at + 58), 10);
    const content = slice(bytes, at + 60, size);
    if (name.startsWith('control.tar')) {
      const open = {
        'control.tar': (/** @type {Buffer} */ it) => it,
        'control.tar.gz': gunzip,
        'control.tar.xz': unxz,
      }[name];
      if (open === undefined)
        throw new Unreadable(`holds ${name}, which cannot be looked into: pack it with gzip or xz`);
      for (const file of untar(open(content))) if (file.name === 'control') return file.content.toString('utf8');
    }
    at += 60 + size + (size % 2);
  }
  throw new Unreadable('is a Debian package without a control file');
}
