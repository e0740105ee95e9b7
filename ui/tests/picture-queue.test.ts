import { beforeEach, expect, test } from 'vitest';

import { PictureQueue } from '../src/lib/picture-queue';

let queue: PictureQueue;
beforeEach(() => {
  queue = new PictureQueue();
});

const image = (): HTMLImageElement => document.createElement('img');
const turn = (): Promise<void> => Promise.resolve();

test('twelve at a time, those in sight first', async () => {
  const images = Array.from({ length: 30 }, image);
  images.forEach((it, at) => queue.ask(it, `/p/${at}`, () => 30 - at));
  await turn();
  const asked = images.map((it, at) => (it.hasAttribute('src') ? at : -1)).filter((at) => at >= 0);
  expect(asked).toEqual(Array.from({ length: 12 }, (_, at) => 18 + at));
});

test('when one is there, the next follows; its rank is what it is by then', async () => {
  const images = Array.from({ length: 14 }, image);
  const ranks = images.map((_, at) => at);
  images.forEach((it, at) => queue.ask(it, `/p/${at}`, () => ranks[at] ?? 0));
  await turn();
  ranks[12] = 99;
  images[0]?.dispatchEvent(new Event('load'));
  await turn();
  expect(images[13]?.getAttribute('src')).toBe('/p/13');
  expect(images[12]?.hasAttribute('src')).toBe(false);
});

test('one that is scrolled past before its turn is never asked for', async () => {
  const images = Array.from({ length: 13 }, image);
  const ends = images.map((it, at) => queue.ask(it, `/p/${at}`, () => at));
  await turn();
  ends[12]?.();
  images[0]?.dispatchEvent(new Event('load'));
  await turn();
  expect(images[12]?.hasAttribute('src')).toBe(false);
});

test('one that is on its way is called off, and its place goes to another', async () => {
  const images = Array.from({ length: 13 }, image);
  const ends = images.map((it, at) => queue.ask(it, `/p/${at}`, () => at));
  await turn();
  ends[3]?.();
  await turn();
  expect(images[3]?.hasAttribute('src')).toBe(false);
  expect(images[12]?.getAttribute('src')).toBe('/p/12');
});

test('a picture that does not load gives its place up, too', async () => {
  const images = Array.from({ length: 13 }, image);
  images.forEach((it, at) => queue.ask(it, `/p/${at}`, () => at));
  await turn();
  images[0]?.dispatchEvent(new Event('error'));
  await turn();
  expect(images[12]?.getAttribute('src')).toBe('/p/12');
  expect(queue.knows('/p/0')).toBe(false);
});

test('what was here before needs no turn', async () => {
  const first = image();
  queue.ask(first, '/p/1', () => 0);
  await turn();
  first.dispatchEvent(new Event('load'));
  expect(queue.knows('/p/1')).toBe(true);
  const again = image();
  queue.ask(again, '/p/1', () => 0);
  expect(again.getAttribute('src')).toBe('/p/1');
});
