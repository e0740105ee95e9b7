// How the gallery scrolls: node tests/bench/window/scroll.mjs [--json] [--webkit] [--scene WORDS] [--rounds N] [--seconds N]
//
// The window as it is built, in Chromium (or WebKitGTK) without a graphics card, over made-up posters with real JPEG
// pictures, 3000 pixels a second. Frames are counted in the page. `script_ms` and `layout_ms` are what one frame costs the
// window itself; `drawn_percent` is the share of pictures in sight that were there; `heap_mb` is what stays after a
// collection; `read_ms` is the way through all pages of the list. Scenes take turns round by round; figures are medians.
// Frame rates without a graphics card mean something as ratios.
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";

import { buildPage } from "./build.mjs";
import { openChromium } from "./chromium.mjs";
import { ready, readToTheEnd, SCENES, scroll } from "./scenes.mjs";
import { draw, serve } from "./serve.mjs";
import { openWebKit } from "./webkit.mjs";

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    webkit: { type: "boolean", default: false },
    scene: { type: "string", default: "" },
    rounds: { type: "string", default: "3" },
    seconds: { type: "string", default: "5" },
  },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
const SPEED = 3000;
const scenes = SCENES.filter(({ name }) => name.includes(values.scene));
const VIEWPORT = { width: 1280, height: 860 };

const median = (list) =>
  [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const round = (value, digits = 1) =>
  value === null || value === undefined ? null : Number(value.toFixed(digits));

async function play(browser, url, scene) {
  const query = new URLSearchParams({
    posters: String(scene.posters),
    layout: scene.layout ?? "grid",
    pictures: scene.pictures ?? "thumb",
  });
  const page = await browser.open(
    `${url}/tests/scroll.html?${query}`,
    VIEWPORT,
  );
  await page.evaluate(ready);
  const readMs = scene.whole
    ? await page.evaluate(readToTheEnd, scene.posters)
    : null;
  const before = await page.spent?.();
  const { frames, images, drawn } = await page.evaluate(scroll, {
    speed: SPEED,
    milliseconds: seconds * 1000,
  });
  const after = await page.spent?.();
  const heap = await page.heap?.();
  await page.close();
  const ordered = [...frames].sort((a, b) => a - b);
  const each = (what) =>
    before === undefined
      ? null
      : (1000 * (after[what] - before[what])) / frames.length;
  return {
    fps: (1000 * frames.length) / frames.reduce((sum, ms) => sum + ms, 0),
    p95_ms: ordered[Math.floor(ordered.length * 0.95)],
    worst_ms: ordered.at(-1),
    script_ms: each("script"),
    layout_ms: each("layout"),
    drawn_percent: 100 * drawn,
    images,
    heap_mb: heap === undefined ? null : heap / 1e6,
    read_ms: readMs,
  };
}

const out = await mkdtemp(path.join(os.tmpdir(), "poster-scroll-"));
const drawing = await openChromium();
const browser = values.webkit ? await openWebKit() : drawing;
try {
  await buildPage(out);
  const pictures = await draw(drawing.browser);
  const server = await serve(out, pictures);
  const runs = new Map(scenes.map((scene) => [scene, []]));
  for (let turn = 0; turn < rounds; turn += 1) {
    for (const scene of scenes) {
      process.stderr.write(`round ${turn + 1} of ${rounds}: ${scene.name}\n`);
      runs.get(scene).push(await play(browser, server.url, scene));
    }
  }
  await server.end();
  const results = scenes.map((scene) => {
    const of = (key, digits = 1) =>
      round(median(runs.get(scene).map((run) => run[key])), digits);
    return {
      name: scene.name,
      posters: scene.posters,
      layout: scene.layout ?? "grid",
      pictures: scene.pictures ?? "thumb",
      fps: of("fps"),
      p95_ms: of("p95_ms"),
      worst_ms: of("worst_ms"),
      script_ms: of("script_ms", 2),
      layout_ms: of("layout_ms", 2),
      drawn_percent: of("drawn_percent", 0),
      images: of("images", 0),
      heap_mb: of("heap_mb"),
      read_ms: of("read_ms", 0),
    };
  });
  const fps = (kind) =>
    results.find(
      ({ posters, layout, pictures: of }) =>
        posters === 1500 && layout === "grid" && of === kind,
    )?.fps;
  const ratio =
    fps("full") === undefined ? null : round(fps("thumb") / fps("full"), 2);
  const report = {
    browser: `${values.webkit ? "WebKitGTK" : "Chromium"} ${browser.version()}`,
    rounds,
    seconds,
    speed: SPEED,
    thumb_kb: round(median(pictures.thumb.map((jpeg) => jpeg.length)) / 1000),
    full_kb: round(median(pictures.full.map((jpeg) => jpeg.length)) / 1000),
    results,
    thumbs_against_originals: ratio,
  };
  if (values.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else {
    const table = results.map(
      ({ name, posters, layout, pictures: kind, ...figures }) => [
        name,
        figures,
      ],
    );
    console.log(report.browser);
    console.table(Object.fromEntries(table));
    if (ratio !== null)
      console.log(`frame rate of thumbnails against originals: ${ratio}x`);
  }
} finally {
  await browser.close();
  if (values.webkit) await drawing.close();
  await rm(out, { recursive: true, force: true });
}
