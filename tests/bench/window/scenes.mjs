// What is scrolled, and what runs in the page while it is.

export const SCENES = [
  { name: "1,500 in the grid", posters: 1500 },
  { name: "1,500 in the grid, originals", posters: 1500, pictures: "full" },
  { name: "1,500 in the list", posters: 1500, layout: "list" },
  { name: "1,000 in the grid, all read", posters: 1000, whole: true },
  { name: "100,000 in the grid, all read", posters: 100_000, whole: true },
  {
    name: "100,000 in the list, all read",
    posters: 100_000,
    layout: "list",
    whole: true,
  },
];

/** Waits for the first picture. */
export async function ready() {
  while (document.querySelector("[data-testid=card] .here") === null) {
    await new Promise((later) => setTimeout(later, 50));
  }
}

/** Scrolls to the end until the list grows no more, then to the middle; milliseconds to the end. */
export async function readToTheEnd(count) {
  const began = performance.now();
  const page = document.querySelector("[data-testid=page]");
  for (;;) {
    page.scrollTop = page.scrollHeight;
    await new Promise((frame) => requestAnimationFrame(frame));
    const last = [...document.querySelectorAll("[data-testid=card]")].at(-1);
    if (Number(last?.dataset.index) === count - 1) break;
  }
  const took = performance.now() - began;
  page.scrollTop = page.scrollHeight / 2;
  await new Promise((later) => setTimeout(later, 500));
  return took;
}

/** Frame times in milliseconds, the most images that were in the document, and which share of those in sight was drawn. */
export async function scroll({ speed, milliseconds }) {
  const page = document.querySelector("[data-testid=page]");
  const frames = [];
  let images = 0;
  let inSight = 0;
  let drawn = 0;
  let top = page.scrollTop;
  const began = await new Promise((frame) => requestAnimationFrame(frame));
  for (let last = began; last - began < milliseconds;) {
    const now = await new Promise((frame) => requestAnimationFrame(frame));
    frames.push(now - last);
    top += (speed * (now - last)) / 1000;
    page.scrollTop = top;
    images = Math.max(images, page.querySelectorAll("img").length);
    // Looking costs time, too: now and then is enough.
    if (frames.length % 12 === 0) {
      const { top: upper, bottom: lower } = page.getBoundingClientRect();
      for (const picture of page.querySelectorAll(".picture")) {
        const { top: from, bottom: to } = picture.getBoundingClientRect();
        if (to < upper || from > lower) continue;
        inSight += 1;
        if (picture.classList.contains("here")) drawn += 1;
      }
    }
    last = now;
  }
  return { frames, images, drawn: drawn / inSight };
}
