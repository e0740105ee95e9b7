// @vitest-environment node
/** Computes WCAG contrast from style.css itself: a colour that is changed there is judged here. */
import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

const css = readFileSync(new URL('../src/style.css', import.meta.url), 'utf8');

function colour(name: string, theme: 'light' | 'dark'): string {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  const hex = found?.[theme === 'light' ? 1 : 2];
  if (hex === undefined) throw new Error(`style.css has no colour --${name}`);
  return hex;
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const TEXT = [
  ['ink', 'ground'],
  ['ink', 'surface'],
  ['ink', 'sunken'],
  ['ink', 'accent-tint'],
  ['ink-soft', 'ground'],
  ['ink-soft', 'surface'],
  ['ink-soft', 'sunken'],
  ['ink-faint', 'ground'],
  ['ink-faint', 'surface'],
  ['ink-faint', 'sunken'],
  ['ink-faint', 'accent-tint'],
  ['accent-ink', 'surface'],
  ['accent-ink', 'ground'],
  ['accent-ink', 'accent-tint'],
  ['listed-ink', 'surface'],
  ['listed-ink', 'ground'],
  ['listed-ink', 'listed-tint'],
  ['ink', 'listed-tint'],
  ['ink-soft', 'accent-tint'],
  ['ink-soft', 'listed-tint'],
  ['good-ink', 'good-tint'],
  ['good-ink', 'surface'],
  ['good-ink', 'ground'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-over'],
  ['on-good', 'good'],
  // Chosen chip and toast are inverted.
  ['ground', 'ink'],
] as const;
/** Borders of fields, bars, focus rings: 3:1 (WCAG 1.4.11). */
const SHAPES = [
  ['line-strong', 'surface'],
  ['line-strong', 'ground'],
  ['accent-ink', 'wall'],
  ['accent', 'sunken'],
] as const;

for (const theme of ['light', 'dark'] as const) {
  test.each(TEXT)(`${theme}: --%s on --%s can be read`, (ink, ground) => {
    expect(contrast(colour(ink, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });
  test.each(SHAPES)(`${theme}: --%s on --%s can be seen`, (ink, ground) => {
    expect(contrast(colour(ink, theme), colour(ground, theme))).toBeGreaterThanOrEqual(3);
  });
}

test('the ruler itself is right', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 1);
});
