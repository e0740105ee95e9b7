// @vitest-environment node
/** The shell's content policy and the boundary of the window, looked for in the sources. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

const src = join(import.meta.dirname, '../src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.(svelte|ts|css)$/.test(file) && !/^(miniprogram-host|generated)\/|^contract\.ts$/.test(file));
const text = (file: string): string => readFileSync(join(src, file), 'utf8');

test('there are sources to look at', () => {
  expect(files).toContain('view/App.svelte');
  expect(files).toContain('host/tauri.ts');
});

describe.each(files)('%s', (file) => {
  test('has no style attribute and no raw HTML (the policy allows neither)', () => {
    expect(text(file)).not.toMatch(/\sstyle=|\{@html|innerHTML|insertAdjacentHTML/);
  });

  test('reaches nothing beyond the app', () => {
    const addresses = text(file).match(/(?:https?:)?\/\/[\w.-]+\.\w+[^'"`\s)]*/g) ?? [];
    // A placeholder, and what Tauri calls its own protocol on Windows.
    expect(addresses.filter((it) => !/^https:\/\/posters\.example\.com$|^http:\/\/poster\.localhost/.test(it))).toEqual(
      [],
    );
    expect(text(file)).not.toMatch(/\bfetch\(|XMLHttpRequest|WebSocket|localStorage|\bdata:image/);
  });

  test.runIf(file !== 'host/tauri.ts')('does not know Tauri', () => {
    expect(text(file)).not.toContain('@tauri-apps/');
    expect(text(file)).not.toContain('__TAURI');
  });

  test.runIf(file.endsWith('.svelte'))('takes its colours from style.css', () => {
    const style = /<style>([\s\S]*)<\/style>/.exec(text(file))?.[1] ?? '';
    // Shadows over pictures are black in both themes; a mask has no colour.
    expect(style.replace(/(box-shadow|mask-image):[^;]*;/g, '')).not.toMatch(/#[0-9a-f]{3,8}\b|rgb\(|hsl\(/i);
  });
});

test('no page of the window parses a message', () => {
  for (const file of files.filter((name) => name.startsWith('view/'))) {
    expect(text(file), file).not.toMatch(/errMsg|\.detail\b|\.message\b|\.body\.(match|includes|startsWith)/);
  }
});

test('the window and the program agree how many files are handed over at once', () => {
  const most = (source: string): string | undefined => /\bMOST(?:: usize)? = (\d+)/.exec(source)?.[1];
  const here = most(text('lib/handover.svelte.ts'));
  expect(here).toBeDefined();
  expect(most(readFileSync(join(src, '../../src-tauri/src/handover.rs'), 'utf8'))).toBe(here);
});
