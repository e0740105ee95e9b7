// The phone in a sandboxed frame under the app's own content policy: messages are all that pass.
import assert from "node:assert/strict";
import path from "node:path";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { openBrowser, openPhone } from "./support/browser.mjs";
import { compile, repository } from "./support/compile.mjs";
import { openFrame } from "./support/frame.mjs";
import { serve } from "./support/server.mjs";

const { buildSync } = createRequire(path.join(repository, "ui/package.json"))(
  "esbuild",
);

const DENIED = [
  { by: "user", event: "save" },
  { by: "host", event: "fetched" },
  {
    by: "fails",
    event: null,
    signal: { errMsg: "saveImageToPhotosAlbum:fail auth deny" },
    mishap: "denied",
  },
];

let browser;
let server;
let around;
let frame;

before(async () => {
  const { out } = await compile("miniprogram", "frame");
  // What the window draws a still with, as the window's bundler makes it.
  buildSync({
    stdin: {
      contents: `
        import { drawSnapshot } from './draw.ts';
        import { snapshotPage } from './page.ts';
        Object.assign(globalThis, { drawSnapshot, snapshotPage });`,
      resolveDir: path.join(repository, "ui/src/miniprogram-host/snapshot"),
      loader: "ts",
    },
    bundle: true,
    format: "iife",
    outfile: path.join(out, "still.js"),
  });
  server = await serve(out);
  browser = await openBrowser();
  around = await openPhone(browser, { width: 820, height: 720, scale: 1 });
  frame = await openFrame(around.page, server.url);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

async function rehearse(parts, steps = []) {
  await frame.ask("rehearse", { scenario: null, ...parts });
  let answer;
  for (const step of steps) answer = await frame.ask("play", step);
  return answer;
}

async function picture(name) {
  const folder = path.join(repository, "target", "screenshots", "miniprogram");
  await mkdir(folder, { recursive: true });
  await around.page.screenshot({ path: path.join(folder, `${name}.png`) });
}

test("it is asked and answers, and every step comes as it happens", async () => {
  const { trace, told } = await rehearse(
    { environment: "wechat-android" },
    DENIED,
  );
  assert.equal(told, null);
  assert.deepEqual(
    trace.steps.map(({ state }) => state),
    ["fetching", "writing", "blocked"],
  );
  const heard = await frame.heard();
  const steps = heard.filter(({ step }) => step);
  assert.deepEqual([...new Set(steps.map(({ at }) => at))], [0, 1, 2]);
  assert.deepEqual(steps.at(-1).step, trace.steps[2]);
  assert.ok(heard.some(({ entry }) => entry?.api === "saveImageToPhotosAlbum"));
});

test("the frame has no origin, and reaches nothing of the page around it", async () => {
  assert.ok((await frame.heard()).every(({ origin }) => origin === "null"));
  const inside = around.page
    .frames()
    .find((one) => one !== around.page.mainFrame());
  const reached = await inside.evaluate(() => {
    const tried = {};
    for (const [name, reach] of Object.entries({
      parent: () => window.parent.document.title,
      storage: () => window.localStorage.length,
    })) {
      try {
        tried[name] = String(reach());
      } catch (error) {
        tried[name] = error.name;
      }
    }
    return tried;
  });
  assert.deepEqual(reached, {
    parent: "SecurityError",
    storage: "SecurityError",
  });
});

test("a question that nobody knows is not answered, a wrong one is", async () => {
  await assert.rejects(frame.ask("tap", ".nowhere"), /nothing to tap/u);
  const before = (await frame.heard()).length;
  await around.page.evaluate(() => {
    const { contentWindow } = document.querySelector("iframe");
    for (const name of ["on", "constructor", "toString"])
      contentWindow.postMessage({ to: "miniprogram", id: -1, do: name }, "*");
  });
  await frame.ask("log");
  const answers = (await frame.heard())
    .slice(before)
    .filter(({ id }) => id === -1);
  assert.deepEqual(answers, []);
});

test("a still is drawn like the screen, with nothing inline and nothing that loads", async () => {
  await rehearse({ environment: "wechat-ios" }, DENIED);
  const still = await frame.ask("snapshot");
  assert.deepEqual([still.width, still.height], [375, 700]);
  assert.doesNotMatch(still.markup, /style=|<script|<img|src=|href=| on\w+=/u);
  assert.ok(
    still.pictures.every((one) => one.startsWith("data:image/jpeg;base64,")),
  );
  await around.page.addScriptTag({ url: `${server.url}/still.js` });
  const differing = await around.page.evaluate(async (taken) => {
    const place = document.createElement("div");
    place.id = "still";
    document.querySelector("iframe").after(place);
    await globalThis.drawSnapshot(taken, place);
    return place.shadowRoot.querySelector(".host-modal").getBoundingClientRect()
      .width;
  }, still);
  assert.equal(differing, 320);
  await picture("30-still");
  const [live, drawn] = await Promise.all(
    ["iframe", "#still"].map((selector) =>
      around.page.locator(selector).boundingBox(),
    ),
  );
  assert.equal(Math.round(drawn.width), 375);
  assert.ok(live.width >= 375);
});

test("a still that a hostile frame made up brings nothing with it", async () => {
  const asked = [];
  const before = around.problems.length;
  const note = (request) => asked.push(request.url());
  around.page.on("request", note);
  const left = await around.page.evaluate(async () => {
    const place = document.createElement("div");
    document.body.append(place);
    await globalThis.drawSnapshot(
      {
        environment: "wechat-ios",
        theme: "light",
        width: 375,
        height: 700,
        markup: `<div class="host-phone" onclick="alert(1)" style="position:fixed" data-x="kept">
          <script>globalThis.bad = 1</script><img src="/stolen.png" onerror="globalThis.bad = 1">
          <iframe src="/frame"></iframe><a href="/away">away</a><form action="/away"><input name="token" type="password"></form>
          <link rel="stylesheet" href="/stolen.css"><object data="/stolen"></object><video src="/stolen.mp4"></video>
          <svg viewBox="0 0 1 1"><use href="/stolen.svg#a"></use><foreignObject><iframe src="/frame"></iframe></foreignObject><path d="M0 0"></path></svg>
          <wx-view class="kept">kept</wx-view></div>`,
        styles: [
          "@import '/stolen.css'; .host-phone { background: url(/stolen-too.png), image-set('/stolen3.png' 1x); color: red }",
          ":host { position: fixed !important; inset: 0; z-index: 99; pointer-events: auto !important }",
        ],
        pictures: [],
      },
      place,
    );
    const { shadowRoot } = place;
    return {
      markup: shadowRoot.innerHTML,
      kept: shadowRoot.querySelector("wx-view").textContent,
      bad: globalThis.bad,
      held: getComputedStyle(place).position,
      presses: getComputedStyle(place).pointerEvents,
    };
  });
  await around.page.evaluate(
    () =>
      new Promise((done) =>
        requestAnimationFrame(() => requestAnimationFrame(done)),
      ),
  );
  around.page.off("request", note);
  // What it tried inline, the policy of the page refused and said so.
  around.problems.length = before;
  assert.doesNotMatch(
    left.markup,
    /script|img|iframe|href|src=|form|object|video|link|use|foreign|style=| on\w+=|name=/iu,
  );
  assert.equal(left.kept, "kept");
  assert.equal(left.bad, undefined);
  assert.deepEqual([left.held, left.presses], ["static", "none"]);
  assert.deepEqual(asked, []);
});

test("a key that nothing in the frame takes is passed on", async () => {
  await rehearse({ environment: "wechat-ios" });
  const before = (await frame.heard()).length;
  await around.page.locator("iframe").click({ position: { x: 180, y: 400 } });
  await around.page.keyboard.press("n");
  let keys = [];
  for (let attempt = 0; attempt < 100 && keys.length === 0; attempt += 1) {
    keys = (await frame.heard()).slice(before).filter(({ key }) => key);
    await around.page.waitForTimeout(20);
  }
  assert.equal(keys[0]?.key.key, "n");
  assert.equal(keys[0].key.ctrlKey, false);
});

test("started anew by WeChat's own menu, the rehearsal stands at its beginning, and says so", async () => {
  await rehearse({ environment: "wechat-ios" }, DENIED);
  const before = (await frame.heard()).length;
  await frame.ask("tap", "action=cancel");
  await frame.ask("tap", "action=capsule-more");
  await frame.ask("tap", "text=重新进入小程序");
  let told = [];
  for (let attempt = 0; attempt < 200 && told.length === 0; attempt += 1) {
    told = (await frame.heard())
      .slice(before)
      .filter(({ restarted }) => restarted);
    await around.page.waitForTimeout(20);
  }
  assert.equal(told.length, 1);
  const { trace, state } = await frame.ask("rehearsed");
  assert.deepEqual(trace.steps, []);
  assert.equal(state.route, "pages/poster/poster");
});

test("a still as a page of its own shows the same", async () => {
  await rehearse(
    { environment: "wechat-ios", theme: "dark", language: "en" },
    DENIED,
  );
  const still = await frame.ask("snapshot");
  const page = await around.page.evaluate(
    (taken) => globalThis.snapshotPage(taken),
    still,
  );
  const alone = await openPhone(browser, { width: 375, height: 700, scale: 1 });
  await alone.page.setContent(page);
  const text = await alone.page.locator(".host-phone").innerText();
  assert.match(text, /Please allow saving to your album/u);
  assert.equal(await alone.page.locator("img").count(), still.pictures.length);
  await alone.page.screenshot({
    path: path.join(
      repository,
      "target/screenshots/miniprogram/31-still-page.png",
    ),
  });
  assert.deepEqual(alone.problems, []);
  await alone.close();
});

test("nothing was refused by either content policy", () => {
  assert.deepEqual(around.problems, []);
});
