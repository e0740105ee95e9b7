// What a file says of itself, read from its bytes: the page may claim nothing else.
import { appImage, deb, rpm, tarball } from './linux.mjs';
import { dmg } from './macos.mjs';
import { Unreadable } from './reader.mjs';
import { installer } from './windows.mjs';

/**
 * What is missing is what this kind of file does not tell.
 * @typedef {object} Evidence
 * @property {string} [version]
 * @property {string} [arch]
 * @property {string} [program] where in it the app's program lies
 * @property {boolean} [signed] whether it carries a code signature of its system
 */

/** @type {(bytes: Buffer) => Evidence} */
function zip(bytes) {
  if (bytes.length < 22 || bytes.readUInt32BE(0) !== 0x504b0304) throw new Unreadable('is no zip archive');
  return {};
}

/** @type {Record<string, (bytes: Buffer) => Evidence>} by kind of file */
export const EVIDENCE = {
  deb,
  rpm,
  'tar.gz': tarball,
  AppImage: appImage,
  nsis: installer,
  'nsis-offline': installer,
  dmg,
  zip,
};
