/** A file is not what its name says, or is cut; the message completes "NAME ...". */
export class Unreadable extends Error {}

/**
 * The bytes from `at`; what lies beyond the end is a cut file, not a shorter answer.
 * @param {Buffer} bytes
 * @param {number} at
 * @param {number} length
 */
export function slice(bytes, at, length) {
  if (at < 0 || length < 0 || at + length > bytes.length) throw new Unreadable('ends in the middle');
  return bytes.subarray(at, at + length);
}

/**
 * Text up to the first NUL byte.
 * @param {Buffer} bytes
 */
export function text(bytes) {
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end === -1 ? bytes.length : end);
}
