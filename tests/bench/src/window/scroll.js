// Runs in the app's own page.

const frame = () => new Promise((next) => requestAnimationFrame(next));
const pause = (milliseconds) => new Promise((next) => setTimeout(next, milliseconds));
const page = () => document.querySelector('[data-testid=page]');
const cards = () => [...document.querySelectorAll('[data-testid=card]')];

/** Waits for the first picture. */
async function ready() {
  while (document.querySelector('[data-testid=card] .here') === null) await pause(50);
}

/** From now on every thumbnail is the whole picture instead. */
async function originals() {
  const own = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src');
  Object.defineProperty(HTMLImageElement.prototype, 'src', {
    ...own,
    set(address) {
      own.set.call(this, address.replace(/\/thumb\?w=\d+&?/, '/full?'));
    },
  });
}

/** Scrolls to the end until the list grows no more, then back to the top; milliseconds to the end. */
async function readToTheEnd(posters) {
  const began = performance.now();
  do {
    page().scrollTop = page().scrollHeight;
    await frame();
  } while (Number(cards().at(-1)?.dataset.index) !== posters - 1);
  const took = performance.now() - began;
  await top();
  return took;
}

/** Back to the first posters, with their pictures there. */
async function top() {
  page().scrollTop = 0;
  await frame();
  await ready();
  await pause(500);
}

/** Frame times in milliseconds, the most images that were in the gallery, and which share of those in sight was drawn. */
async function scroll({ speed, milliseconds }) {
  const frames = [];
  let [images, inSight, drawn] = [0, 0, 0];
  const gallery = page();
  let top = gallery.scrollTop;
  const began = await frame();
  for (let last = began; last - began < milliseconds; ) {
    const now = await frame();
    frames.push(now - last);
    top += (speed * (now - last)) / 1000;
    gallery.scrollTop = top;
    images = Math.max(images, gallery.querySelectorAll('img').length);
    // Looking costs time, too: now and then is enough.
    if (frames.length % 12 === 0) {
      const { top: upper, bottom: lower } = gallery.getBoundingClientRect();
      for (const picture of gallery.querySelectorAll('.picture')) {
        const { top: from, bottom: to } = picture.getBoundingClientRect();
        if (to < upper || from > lower) continue;
        inSight += 1;
        if (picture.classList.contains('here')) drawn += 1;
      }
    }
    last = now;
  }
  return { frames, images, drawn: inSight === 0 ? 0 : drawn / inSight };
}

/** Milliseconds from typing words that only one poster has to seeing it alone. */
async function search(words) {
  const field = document.querySelector('[data-testid=search]');
  const began = performance.now();
  field.value = words;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  while (cards().length !== 1 || cards()[0].dataset.id !== words) await frame();
  return performance.now() - began;
}

/** The id of the last poster of the list. */
async function last() {
  page().scrollTop = page().scrollHeight;
  await frame();
  await frame();
  return cards().at(-1).dataset.id;
}
