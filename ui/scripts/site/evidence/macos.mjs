// What a macOS disk image says of itself, in its last 512 bytes.
import { Unreadable } from './reader.mjs';

const TRAILER = 512;
const SIGNATURE_LENGTH = 304;

/** @type {(bytes: Buffer) => import('./index.mjs').Evidence} */
export function dmg(bytes) {
  const trailer = bytes.subarray(Math.max(0, bytes.length - TRAILER));
  if (trailer.length < TRAILER || trailer.toString('latin1', 0, 4) !== 'koly') throw new Unreadable('is no disk image');
  return { signed: trailer.readBigUInt64BE(SIGNATURE_LENGTH) > 0n };
}
