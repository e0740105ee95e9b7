// What Linux packages say of themselves.
import { control, gunzip, untar } from './archive.mjs';
import { Unreadable, slice, text } from './reader.mjs';

/** @typedef {import('./index.mjs').Evidence} Evidence */

/** The app's program in every package. */
const PROGRAM = 'poster-companion';

/** @type {Record<string, string>} */
const ARCH = { amd64: 'x64', x86_64: 'x64', arm64: 'arm64', aarch64: 'arm64' };
/** @type {Record<number, string>} */
const MACHINE = { 62: 'x64', 183: 'arm64' };

/** @param {string} name */
const arch = (name) => ARCH[name] ?? name;

/** @type {(bytes: Buffer) => Evidence} */
export function deb(bytes) {
  const fields = new Map(
    control(bytes)
      .split('\n')
      .map((line) => /** @type {[string, string]} */ (/^([\w-]+):\s*(.*?)\s*$/.exec(line)?.slice(1) ?? ['', ''])),
  );
  return { version: fields.get('Version') ?? '', arch: arch(fields.get('Architecture') ?? '') };
}

const RPM_LEAD = 96;
const RPM_VERSION = 1001;
const RPM_ARCH = 1022;

/** @type {(bytes: Buffer) => Evidence} */
export function rpm(bytes) {
  if (bytes.length < RPM_LEAD || bytes.readUInt32BE(0) !== 0xedabeedb) throw new Unreadable('is no RPM package');
  const signature = rpmHeader(bytes, RPM_LEAD);
  // The header that is meant starts at the next multiple of eight.
  const header = rpmHeader(bytes, RPM_LEAD + Math.ceil(signature.length / 8) * 8);
  return { version: header.string(RPM_VERSION), arch: arch(header.string(RPM_ARCH)) };
}

/**
 * @param {Buffer} bytes
 * @param {number} at
 */
function rpmHeader(bytes, at) {
  const head = slice(bytes, at, 16);
  if (head.readUIntBE(0, 3) !== 0x8eade8) throw new Unreadable('is an RPM package whose header cannot be read');
  const entries = head.readUInt32BE(8);
  const size = head.readUInt32BE(12);
  const index = slice(bytes, at + 16, entries * 16);
  const store = slice(bytes, at + 16 + entries * 16, size);
  return {
    length: 16 + entries * 16 + size,
    /** @param {number} tag */
    string(tag) {
      for (let entry = 0; entry < entries; entry += 1) {
        if (index.readUInt32BE(entry * 16) === tag) return text(store.subarray(index.readUInt32BE(entry * 16 + 8)));
      }
      return '';
    },
  };
}

/** @type {(bytes: Buffer) => Evidence} */
export function tarball(bytes) {
  for (const file of untar(gunzip(bytes))) {
    if (file.name.split('/').at(-1) === PROGRAM && isElf(file.content)) {
      return { ...elf(file.content), program: file.name };
    }
  }
  throw new Unreadable(`holds no program named ${PROGRAM}`);
}

/** @type {(bytes: Buffer) => Evidence} */
export function appImage(bytes) {
  if (!isElf(bytes) || bytes.toString('latin1', 8, 10) !== 'AI') throw new Unreadable('is no AppImage');
  return elf(bytes);
}

/** @param {Buffer} bytes */
const isElf = (bytes) => bytes.length > 20 && bytes.readUInt32BE(0) === 0x7f454c46;

/** @type {(bytes: Buffer) => Evidence} */
function elf(bytes) {
  const machine = bytes.readUInt16LE(18);
  return { arch: MACHINE[machine] ?? `ELF machine ${machine}` };
}
