// release.json: its shape. Whether it is true is asked in check.mjs.
import { publicKey } from './minisign.mjs';
import { Refusal } from './refusal.mjs';

/**
 * @typedef {object} ReleaseFile
 * @property {string} name
 * @property {'linux' | 'windows' | 'macos' | 'wechat'} os
 * @property {'x64' | 'arm64' | 'universal' | 'any'} arch
 * @property {string} kind
 * @property {number} bytes
 * @property {string} sha256 64 hexadecimal digits, lower case
 * @property {string | null} signature the name of the .minisig beside it
 * @property {boolean} signed by the system's own means; on Linux: has a signature
 * @property {string} [requires] the oldest systems it runs on, shown as it is
 */
/**
 * @typedef {object} Release
 * @property {string} version
 * @property {string} date a day of UTC
 * @property {{ zh: string, en: string }} notes lines of plain text; "- " starts an item
 * @property {string} contract
 * @property {string | null} publicKey minisign's, one line
 * @property {ReleaseFile[]} files
 * @property {{ version: string, date: string, url: string }[]} [older]
 */

/** @type {Record<string, { os: string, arch: string[] }>} where each kind of file belongs */
const KINDS = {
  deb: { os: 'linux', arch: ['x64', 'arm64'] },
  rpm: { os: 'linux', arch: ['x64', 'arm64'] },
  'tar.gz': { os: 'linux', arch: ['x64', 'arm64'] },
  AppImage: { os: 'linux', arch: ['x64', 'arm64'] },
  nsis: { os: 'windows', arch: ['x64', 'arm64'] },
  'nsis-offline': { os: 'windows', arch: ['x64', 'arm64'] },
  dmg: { os: 'macos', arch: ['universal', 'x64', 'arm64'] },
  zip: { os: 'wechat', arch: ['any'] },
};

const VERSION = /^\d+\.\d+\.\d+(-[0-9a-z.]+)?$/;
/** Such a name is itself in every shell, in an address and in HTML. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,127}$/;
/** Control characters, and those that turn the direction of the text around them: a line must read as it was written. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const HIDDEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;

/**
 * The release, or a Refusal that names every fault.
 * @param {string} json
 * @returns {Release}
 */
export function read(json) {
  /** @type {string[]} */
  const findings = [];
  /** @type {(holds: unknown, sentence: string) => void} */
  const must = (holds, sentence) => {
    if (!holds) findings.push(sentence);
  };
  let release;
  try {
    release = JSON.parse(json);
  } catch {
    throw new Refusal(['release.json is no JSON.']);
  }
  if (!isRecord(release)) throw new Refusal(['release.json holds no release.']);

  must(matches(release.version, VERSION), `version: ${said(release.version)} is no version such as 1.2.3.`);
  must(isDay(release.date), `date: ${said(release.date)} is no day such as 2026-11-22.`);
  must(matches(release.contract, /^[0-9a-f]{8,64}$/), `contract: ${said(release.contract)} is no hash.`);
  for (const locale of ['zh', 'en']) {
    const notes = isRecord(release.notes) ? release.notes[locale] : undefined;
    must(isText(notes, 20_000), `notes.${locale}: must be plain text without control or direction characters.`);
  }
  must(
    release.publicKey === null || (typeof release.publicKey === 'string' && publicKey(release.publicKey)),
    `publicKey: ${said(release.publicKey)} is neither null nor a minisign public key.`,
  );
  for (const [at, older] of entries(release.older ?? [], 'older', must)) {
    const holds = matches(older.version, VERSION) && isDay(older.date) && isAddress(older.url);
    must(holds, `older[${at}]: needs version, date and an https or relative url.`);
  }

  const files = entries(release.files, 'files', must);
  must(files.length > 0, 'files: a page without a file to download helps nobody.');
  const seen = new Set();
  for (const [at, file] of files) {
    const where = matches(file.name, NAME) ? file.name : `files[${at}]`;
    must(matches(file.name, NAME), `files[${at}]: ${said(file.name)} is no plain file name.`);
    must(!seen.has(file.name), `${where}: stands there twice.`);
    seen.add(file.name);
    const kind = typeof file.kind === 'string' && Object.hasOwn(KINDS, file.kind) ? KINDS[file.kind] : undefined;
    must(kind, `${where}: ${said(file.kind)} is no kind of file that this page knows.`);
    must(!kind || kind.os === file.os, `${where}: ${said(file.os)} is not the system of a ${file.kind}.`);
    must(
      !kind || kind.arch.includes(String(file.arch)),
      `${where}: ${said(file.arch)} is no architecture of a ${file.kind}.`,
    );
    must(Number.isSafeInteger(file.bytes) && Number(file.bytes) > 0, `${where}: bytes ${said(file.bytes)} is no size.`);
    must(matches(file.sha256, /^[0-9a-f]{64}$/), `${where}: sha256 ${said(file.sha256)} is not 64 hexadecimal digits.`);
    must(
      file.signature === null || file.signature === `${file.name}.minisig`,
      `${where}: signature must be null or ${file.name}.minisig.`,
    );
    must(typeof file.signed === 'boolean', `${where}: signed must be true or false.`);
    must(
      file.os !== 'linux' || file.signed === (file.signature !== null),
      `${where}: on Linux signed means that there is a signature file, and the two disagree.`,
    );
    must(file.requires === undefined || isText(file.requires, 80), `${where}: requires must be one short line.`);
  }
  if (findings.length > 0) throw new Refusal(findings);
  return /** @type {Release} */ (/** @type {unknown} */ (release));
}

/** @type {(value: unknown) => value is Record<string, unknown>} */
const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @type {(value: unknown, pattern: RegExp) => boolean} */
const matches = (value, pattern) => typeof value === 'string' && pattern.test(value);

/** @type {(value: unknown, longest: number) => boolean} */
const isText = (value, longest) => typeof value === 'string' && value.length <= longest && !HIDDEN.test(value);

/** @type {(value: unknown) => boolean} */
const isDay = (value) =>
  matches(value, /^\d{4}-\d\d-\d\d$/) &&
  !Number.isNaN(Date.parse(`${value}`)) &&
  new Date(`${value}`).toISOString().startsWith(`${value}`);

/** @type {(value: unknown) => boolean} */
export const isAddress = (value) => matches(value, /^https:\/\/[^\s"'<>\\]+$/) || matches(value, /^(?!\/\/)[\w./-]+$/);

/** @type {(value: unknown) => string} */
const said = (value) => (value === undefined ? 'nothing' : (JSON.stringify(value) ?? 'nothing').slice(0, 80));

/**
 * @param {unknown} value
 * @param {string} name
 * @param {(holds: unknown, sentence: string) => void} must
 * @returns {[number, Record<string, unknown>][]}
 */
function entries(value, name, must) {
  must(Array.isArray(value) && value.every(isRecord), `${name}: must be a list of objects.`);
  return Array.isArray(value) ? [...value.filter(isRecord).entries()] : [];
}
