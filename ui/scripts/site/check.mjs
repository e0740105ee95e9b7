// Is release.json true? Every claim is held against the files in the folder.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { programIn } from '../../download/parts/help.mjs';
import { EVIDENCE } from './evidence/index.mjs';
import { Unreadable } from './evidence/reader.mjs';
import { objection, publicKey } from './minisign.mjs';
import { Refusal } from './refusal.mjs';

/** @typedef {import('./release.mjs').Release} Release */
/** @typedef {import('./release.mjs').ReleaseFile} ReleaseFile */

const SUMS = 'SHA256SUMS';

/**
 * Passes if every claim is true; a Refusal names all that are not.
 * @param {Release} release
 * @param {string} folder
 * @param {boolean} [promised] signatures come later: nothing is said about them yet
 * @returns {Promise<{ beside: string[] }>} what else of the folder the page may link: checksums and their signature
 */
export async function check(release, folder, promised = false) {
  const findings = [];
  const by = release.publicKey === null ? null : publicKey(release.publicKey);
  for (const file of release.files) {
    const content = await contentOf(folder, file.name);
    if (content === null) findings.push(`${file.name}: is not in the folder.`);
    else findings.push(...contradictions(release, file, content));
    if (content !== null && !promised) findings.push(...(await unsound(folder, file, content, by)));
  }
  const beside = promised && by !== null ? [SUMS, `${SUMS}.minisig`] : await sums(release, folder, by, findings);
  if (findings.length > 0) throw new Refusal(findings);
  return { beside };
}

/**
 * @param {Release} release
 * @param {ReleaseFile} file
 * @param {Buffer} content
 */
function* contradictions(release, file, content) {
  if (content.length !== file.bytes)
    yield `${file.name}: has ${content.length} bytes, release.json says ${file.bytes}.`;
  const hash = createHash('sha256').update(content).digest('hex');
  if (hash !== file.sha256) yield `${file.name}: has the SHA-256 ${hash}, release.json says ${file.sha256}.`;
  if (!file.name.includes(`_${release.version}_`))
    yield `${file.name}: does not carry the version ${release.version} in its name.`;

  let evidence;
  try {
    evidence = EVIDENCE[file.kind]?.(content) ?? {};
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    yield `${file.name}: ${error.message}.`;
    return;
  }
  if (evidence.version !== undefined && !spellings(release.version).test(evidence.version)) {
    yield `${file.name}: says of itself that it is version ${evidence.version}, release.json says ${release.version}.`;
  }
  if (evidence.arch !== undefined && evidence.arch !== file.arch) {
    yield `${file.name}: is built for ${evidence.arch}, release.json says ${file.arch}.`;
  }
  const program = programIn(release.version);
  if (evidence.program !== undefined && evidence.program !== program) {
    yield `${file.name}: holds its program as ${evidence.program}, the page tells people to start ${program}.`;
  }
  if (file.signed && evidence.signed === false)
    yield `${file.name}: carries no code signature, release.json says that it does.`;
  if (!file.signed && evidence.signed === true && file.os === 'windows') {
    yield `${file.name}: carries a code signature, release.json says that it does not.`;
  }
}

/**
 * How packages write a version: Linux adds a revision (1.2.3-1) and puts a pre-release behind "~", Windows has numbers only.
 * @param {string} version
 */
function spellings(version) {
  const [numbers = '', pre] = version.replaceAll('.', '\\.').split(/-(.*)/);
  return new RegExp(pre === undefined ? `^${numbers}(-\\d+)?$` : `^${numbers}([-~]${pre}(-\\d+)?)?$`);
}

/**
 * What is wrong with the signature file, or with there being none.
 * @param {string} folder
 * @param {{ name: string, signature: string | null }} file
 * @param {Buffer} content
 * @param {ReturnType<typeof publicKey>} by
 */
async function unsound(folder, file, content, by) {
  const signature = await contentOf(folder, `${file.name}.minisig`);
  if (file.signature === null) {
    return signature === null ? [] : [`${file.name}: lies beside a signature, release.json says that it has none.`];
  }
  if (by === null) return [`${file.name}: has a signature, but release.json names no publicKey to check it with.`];
  if (signature === null) return [`${file.signature}: is not in the folder.`];
  const wrong = objection(by, content, signature.toString('utf8'));
  return wrong === null ? [] : [`${file.signature}: ${wrong}.`];
}

/**
 * The list of checksums, if there is one: it must say the same as release.json.
 * @param {Release} release
 * @param {string} folder
 * @param {ReturnType<typeof publicKey>} by
 * @param {string[]} findings
 */
async function sums(release, folder, by, findings) {
  const content = await contentOf(folder, SUMS);
  if (content === null) return [];
  const lines = content.toString('utf8').split(/\r?\n/).filter(Boolean);
  const listed = new Map(lines.map((line) => [line.slice(64).replace(/^ [ *]/, ''), line.slice(0, 64)]));
  for (const file of release.files) {
    const hash = listed.get(file.name);
    if (hash === undefined) findings.push(`${SUMS}: does not list ${file.name}.`);
    else if (hash !== file.sha256) findings.push(`${SUMS}: has another SHA-256 for ${file.name} than release.json.`);
  }
  const signature = `${SUMS}.minisig`;
  if ((await contentOf(folder, signature)) === null) return [SUMS];
  findings.push(...(await unsound(folder, { name: SUMS, signature }, content, by)));
  return [SUMS, signature];
}

/**
 * @param {string} folder
 * @param {string} name
 */
async function contentOf(folder, name) {
  try {
    return await readFile(path.join(folder, name));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return null;
    throw error;
  }
}
