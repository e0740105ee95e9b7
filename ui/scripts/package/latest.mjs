// What the app reads when it looks for a newer version.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { named, notes, UPDATES, version } from './files.mjs';

/**
 * Writes latest.json into the folder, unless it holds nothing that an app could fetch. Each file needs its signature as Tauri
 * writes it, NAME.sig, beside it.
 * @param {string} folder
 * @param {string} base the address that the files lie under
 */
export function writeLatest(folder, base) {
  const release = version();
  /** @type {Record<string, { url: string, signature: string }>} */
  const platforms = {};
  for (const { name, rest } of named(folder, release)) {
    const signature = path.join(folder, `${name}.sig`);
    if (!existsSync(signature)) continue;
    for (const platform of UPDATES[rest] ?? []) {
      platforms[platform] = {
        url: `${base.replace(/\/$/, '')}/${name}`,
        signature: readFileSync(signature, 'utf8').trim(),
      };
    }
  }
  if (Object.keys(platforms).length === 0) return false;
  const { zh, en } = notes(release);
  const latest = {
    version: release,
    notes: `${zh}\n\n${en}`,
    notes_in: { 'zh-CN': zh, en },
    pub_date: new Date().toISOString(),
    platforms,
  };
  writeFileSync(path.join(folder, 'latest.json'), `${JSON.stringify(latest, null, 2)}\n`);
  return true;
}
