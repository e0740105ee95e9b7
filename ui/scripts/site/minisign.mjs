// Minisign signatures, verified with the cryptography of Node.js. Both forms: of the file, and of its BLAKE2b-512 hash.
import { createHash, createPublicKey, verify } from 'node:crypto';

/** SubjectPublicKeyInfo of Ed25519, without the key itself. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * A public key as minisign prints it: "Ed", eight bytes of name, thirty-two of key; nothing if it is not one.
 * @param {string} line
 */
export function publicKey(line) {
  const bytes = Buffer.from(line, 'base64');
  if (bytes.length !== 42 || bytes.toString('latin1', 0, 2) !== 'Ed' || bytes.toString('base64') !== line) return null;
  const key = createPublicKey({ key: Buffer.concat([SPKI, bytes.subarray(10)]), format: 'der', type: 'spki' });
  return { name: bytes.subarray(2, 10), key };
}

/**
 * Why the signature does not hold, completing "NAME.minisig ..."; nothing if it holds.
 * @param {NonNullable<ReturnType<typeof publicKey>>} by
 * @param {Buffer} content
 * @param {string} signature the text of the .minisig file
 */
export function objection(by, content, signature) {
  const [untrusted = '', first = '', trusted = '', last = ''] = signature.split(/\r?\n/);
  const made = Buffer.from(first, 'base64');
  const whole = Buffer.from(last, 'base64');
  const form = made.toString('latin1', 0, 2);
  if (!untrusted.startsWith('untrusted comment: ') || !trusted.startsWith('trusted comment: '))
    return 'is no minisign signature';
  if (made.length !== 74 || whole.length !== 64 || !['Ed', 'ED'].includes(form)) return 'is no minisign signature';
  if (!made.subarray(2, 10).equals(by.name)) return 'was made with another key than publicKey';
  const signed = form === 'ED' ? createHash('blake2b512').update(content).digest() : content;
  if (!verify(null, signed, by.key, made.subarray(10))) return 'does not belong to this file: the signature is wrong';
  const comment = Buffer.from(trusted.slice('trusted comment: '.length));
  if (!verify(null, Buffer.concat([made.subarray(10), comment]), by.key, whole))
    return 'has a comment that was changed';
  return null;
}
