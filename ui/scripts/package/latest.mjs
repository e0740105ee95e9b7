// What the app reads when it looks for a newer version: node scripts/package/latest.mjs FILES OUT BASE
//
// BASE is the address that the files lie under. Each needs its signature as Tauri writes it, NAME.sig, beside it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { named, notes, UPDATES, version } from './files.mjs';

const [folder, out, base] = process.argv.slice(2);
if (base === undefined) throw new Error('usage: node scripts/package/latest.mjs FILES OUT BASE');

const release = version();
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
if (Object.keys(platforms).length === 0) throw new Error(`${folder} holds nothing signed that the app could fetch`);

const { zh, en } = notes(release);
const latest = {
  version: release,
  notes: `${zh}\n\n${en}`,
  notes_in: { 'zh-CN': zh, en },
  pub_date: new Date().toISOString(),
  platforms,
};
writeFileSync(out, `${JSON.stringify(latest, null, 2)}\n`);
