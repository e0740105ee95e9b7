// What a Windows installer says of itself. Its own machine type tells nothing: installers are 32-bit programs.
import { Unreadable, slice } from './reader.mjs';

const PE32 = 0x10b;
const PE32_PLUS = 0x20b;
/** VS_FIXEDFILEINFO: its signature and the version of its structure. */
const VERSION_BLOCK = Buffer.from('bd04effe00000100', 'hex');

/** @type {(bytes: Buffer) => import('./index.mjs').Evidence} */
export function installer(bytes) {
  if (bytes.length < 64 || bytes.toString('latin1', 0, 2) !== 'MZ') throw new Unreadable('is no Windows program');
  const pe = bytes.readUInt32LE(60);
  if (slice(bytes, pe, 4).toString('latin1') !== 'PE\0\0') throw new Unreadable('is no Windows program');
  const optional = pe + 24;
  const magic = slice(bytes, optional, 2).readUInt16LE(0);
  if (magic !== PE32 && magic !== PE32_PLUS) throw new Unreadable('is a Windows program whose header cannot be read');
  // The fifth of the data directories is the table of Authenticode certificates; its size is the second number.
  const certificates = slice(bytes, optional + (magic === PE32 ? 96 : 112) + 4 * 8, 8).readUInt32LE(4);
  const version = productVersion(bytes);
  return { signed: certificates > 0, ...(version === undefined ? {} : { version }) };
}

/** @param {Buffer} bytes */
function productVersion(bytes) {
  const at = bytes.indexOf(VERSION_BLOCK);
  if (at === -1) return undefined;
  const block = slice(bytes, at, 24);
  const [high, low] = [block.readUInt32LE(16), block.readUInt32LE(20)];
  return [high >>> 16, high & 0xffff, low >>> 16].join('.');
}
