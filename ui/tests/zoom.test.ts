import { describe, expect, test } from 'vitest';

import { actualScale, fit, fitScale, isFit, pan, wheelFactor, zoomTo } from '../src/lib/zoom';

const poster = { width: 1080, height: 1920 };
const stage = { width: 960, height: 860 };

describe('fit', () => {
  test('shows the whole poster with a margin', () => {
    const { scale } = fit(poster, stage, 1);
    expect(poster.height * scale).toBeCloseTo(stage.height - 64);
    expect(poster.width * scale).toBeLessThan(stage.width);
  });

  test('a wide poster is held by its width', () => {
    const wide = { width: 4000, height: 1000 };
    expect(wide.width * fitScale(wide, stage, 1)).toBeCloseTo(stage.width - 64);
  });

  test('a small picture is not blown up', () => {
    expect(fitScale({ width: 100, height: 100 }, stage, 1)).toBe(1);
    expect(fitScale({ width: 100, height: 100 }, stage, 2)).toBe(0.5);
  });

  test('a stage without room does not turn the picture inside out', () => {
    expect(fitScale(poster, { width: 0, height: 0 }, 1)).toBeGreaterThan(0);
  });
});

describe('zoom', () => {
  const fitted = fit(poster, stage, 1);

  test('the point under the pointer stays', () => {
    const at = { x: 60, y: -120 };
    const near = zoomTo(fitted, 1, at, poster, stage, 1);
    const before = { x: (at.x - fitted.x) / fitted.scale, y: (at.y - fitted.y) / fitted.scale };
    const after = { x: (at.x - near.x) / near.scale, y: (at.y - near.y) / near.scale };
    expect(after.x).toBeCloseTo(before.x);
    expect(after.y).toBeCloseTo(before.y);
  });

  test('no smaller than fitted, and then in the middle', () => {
    const near = zoomTo(fitted, 2, { x: 200, y: 200 }, poster, stage, 1);
    const back = zoomTo(near, 0.01, { x: -200, y: 10 }, poster, stage, 1);
    expect(back).toEqual(fitted);
    expect(isFit(back, poster, stage, 1)).toBe(true);
    expect(isFit(near, poster, stage, 1)).toBe(false);
  });

  test('no larger than eight times its own pixels', () => {
    expect(zoomTo(fitted, 1000, { x: 0, y: 0 }, poster, stage, 1).scale).toBe(8);
    expect(zoomTo(fitted, 1000, { x: 0, y: 0 }, poster, stage, 2).scale).toBe(4);
  });

  test('1:1 is device pixels', () => {
    expect(actualScale(2)).toBe(0.5);
  });
});

describe('pan', () => {
  test('a poster that fits cannot be moved', () => {
    const fitted = fit(poster, stage, 1);
    expect(pan(fitted, 300, -300, poster, stage)).toEqual(fitted);
  });

  test('a large one stops a little past its edges', () => {
    const near = zoomTo(fit(poster, stage, 1), 1, { x: 0, y: 0 }, poster, stage, 1);
    const far = pan(near, 9999, 9999, poster, stage);
    expect(far.x).toBe((1080 - 960) / 2 + 32);
    expect(far.y).toBe((1920 - 860) / 2 + 32);
  });

  test('a poster that is only taller than the stage moves only up and down', () => {
    const near = zoomTo(fit(poster, stage, 1), 0.6, { x: 0, y: 0 }, poster, stage, 1);
    expect(pan(near, 50, 50, poster, stage)).toMatchObject({ x: 0, y: 50 });
  });
});

describe('wheel', () => {
  test('up is nearer, down is farther, and back is where it began', () => {
    expect(wheelFactor(-100, 0, false)).toBeGreaterThan(1);
    expect(wheelFactor(100, 0, false) * wheelFactor(-100, 0, false)).toBeCloseTo(1);
  });

  test('lines count as more than pixels, and no notch jumps', () => {
    expect(wheelFactor(-3, 1, false)).toBeGreaterThan(wheelFactor(-3, 0, false));
    expect(wheelFactor(-1e6, 0, false)).toBeLessThan(2);
  });
});
