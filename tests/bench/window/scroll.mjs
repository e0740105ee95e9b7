// How the gallery scrolls: node tests/bench/window/scroll.mjs [--json] [--rounds N] [--seconds N]
//
// The window as it is built, in Chromium without a graphics card, over made-up posters with real JPEG pictures. Each scene
// scrolls at 3000 pixels a second. Frames are counted in the page; `script_ms` and `layout_ms` are what one frame costs the
// window itself; `drawn_percent` is the share of pictures in sight that were there; memory is the heap after a collection.
// Scenes take turns round by round; figures are medians. Frame rates without a graphics card mean something as ratios.
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";

import { buildPage, chromium } from "./build.mjs";
import { draw, serve } from "./serve.mjs";

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    rounds: { type: "string", default: "3" },
    seconds: { type: "string", default: "5" },
  },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
const SPEED = 3000;

const SCENES = [
  { name: "1,500 in the grid", posters: 1500 },
  {
    name: "1,500 in the grid, originals",
    posters: 1500,
    pictures: "full",
  },
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

/** Runs in the page. Scrolls to the end until the list grows no more; milliseconds. */
async function readToTheEnd(count) {
  const began = performance.now();
  const main = document.querySelector("[data-testid=page]");
  for (;;) {
    main.scrollTop = main.scrollHeight;
    await new Promise((frame) => requestAnimationFrame(frame));
    const last = [...document.querySelectorAll("[data-testid=card]")].at(-1);
    if (Number(last?.dataset.index) === count - 1) break;
  }
  const took = performance.now() - began;
  main.scrollTop = main.scrollHeight / 2;
  await new Promise((later) => setTimeout(later, 500));
  return took;
}

/** Runs in the page. Frame times in milliseconds, the most images that were in the document, and which share of those in sight was drawn. */
async function scroll({ speed, milliseconds }) {
  const main = document.querySelector("[data-testid=page]");
  const frames = [];
  let images = 0;
  let inSight = 0;
  let drawn = 0;
  let top = main.scrollTop;
  const began = await new Promise((frame) => requestAnimationFrame(frame));
  for (let last = began; last - began < milliseconds; ) {
    const now = await new Promise((frame) => requestAnimationFrame(frame));
    frames.push(now - last);
    top += (speed * (now - last)) / 1000;
    main.scrollTop = top;
    images = Math.max(images, main.querySelectorAll("img").length);
    // Looking costs time, too: now and then is enough.
    if (frames.length % 12 === 0) {
      const { top: upper, bottom: lower } = main.getBoundingClientRect();
      for (const picture of main.querySelectorAll(".picture")) {
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

/** Seconds that the page has spent so far in scripts, and in styles and layout. */
async function spent(inspector) {
  const { metrics } = await inspector.send("Performance.getMetrics");
  const of = (name) => metrics.find((metric) => metric.name === name).value;
  return {
    script: of("ScriptDuration"),
    layout: of("LayoutDuration") + of("RecalcStyleDuration"),
  };
}

const median = (list) =>
  [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const round = (value, digits = 1) => Number(value.toFixed(digits));

async function play(browser, url, scene) {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 860 },
  });
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  const query = new URLSearchParams({
    posters: String(scene.posters),
    layout: scene.layout ?? "grid",
    pictures: scene.pictures ?? "thumb",
  });
  await page.goto(`${url}/tests/scroll.html?${query}`);
  await page.waitForSelector("[data-testid=card] .here");
  const readMs = scene.whole
    ? await page.evaluate(readToTheEnd, scene.posters)
    : null;
  const inspector = await page.context().newCDPSession(page);
  await inspector.send("Performance.enable");
  const before = await spent(inspector);
  const { frames, images, drawn } = await page.evaluate(scroll, {
    speed: SPEED,
    milliseconds: seconds * 1000,
  });
  const after = await spent(inspector);
  await inspector.send("HeapProfiler.collectGarbage");
  const { usedSize } = await inspector.send("Runtime.getHeapUsage");
  await page.close();
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const ordered = [...frames].sort((a, b) => a - b);
  return {
    fps: (1000 * frames.length) / frames.reduce((sum, ms) => sum + ms, 0),
    p95_ms: ordered[Math.floor(ordered.length * 0.95)],
    worst_ms: ordered.at(-1),
    script_ms: (1000 * (after.script - before.script)) / frames.length,
    layout_ms: (1000 * (after.layout - before.layout)) / frames.length,
    drawn_percent: 100 * drawn,
    images,
    heap_mb: usedSize / 1e6,
    read_ms: readMs,
  };
}

const out = await mkdtemp(path.join(os.tmpdir(), "poster-scroll-"));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run"],
});
try {
  await buildPage(out);
  const pictures = await draw(browser);
  const server = await serve(out, pictures);
  const runs = new Map(SCENES.map((scene) => [scene, []]));
  for (let turn = 0; turn < rounds; turn += 1) {
    for (const scene of SCENES) {
      runs.get(scene).push(await play(browser, server.url, scene));
    }
  }
  await server.end();
  const results = SCENES.map((scene) => {
    const of = (key) => median(runs.get(scene).map((run) => run[key]));
    return {
      name: scene.name,
      posters: scene.posters,
      layout: scene.layout ?? "grid",
      pictures: scene.pictures ?? "thumb",
      fps: round(of("fps")),
      p95_ms: round(of("p95_ms")),
      worst_ms: round(of("worst_ms")),
      script_ms: round(of("script_ms"), 2),
      layout_ms: round(of("layout_ms"), 2),
      drawn_percent: round(of("drawn_percent"), 0),
      images: of("images"),
      heap_mb: round(of("heap_mb")),
      read_ms: scene.whole ? round(of("read_ms"), 0) : null,
    };
  });
  const [thumbs, originals] = results;
  const report = {
    browser: `Chromium ${browser.version()}`,
    rounds,
    seconds,
    speed: SPEED,
    thumb_kb: round(median(pictures.thumb.map((jpeg) => jpeg.length)) / 1000),
    full_kb: round(median(pictures.full.map((jpeg) => jpeg.length)) / 1000),
    results,
    thumbs_against_originals: round(thumbs.fps / originals.fps, 2),
  };
  if (values.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else {
    console.table(
      Object.fromEntries(
        results.map(({ name, posters, layout, pictures, ...figures }) => [
          name,
          figures,
        ]),
      ),
    );
    console.log(
      `thumbnails against originals: ${report.thumbs_against_originals}x`,
    );
  }
} finally {
  await browser.close();
  await rm(out, { recursive: true, force: true });
}
