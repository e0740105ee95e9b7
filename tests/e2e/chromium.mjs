// Drives the compare screen in Chromium, for tests/e2e/chromium.rs: both flows really run, and each step is looked at
// on both screens.
import assert from "node:assert/strict";
import { mkdir, readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";

import { openBrowser } from "../miniprogram-host/support/browser.mjs";
import { repository } from "../miniprogram-host/support/compile.mjs";

const PICTURES = path.join(repository, "target/screenshots/chromium");
/** Six ways through the flow: the list. */
const SCENARIOS = [
  "denied_then_granted",
  "denied_still_refused",
  "denied_by_system",
  "privacy_not_agreed",
  "offline",
  "storage_full",
];
const SIDES = [
  ["desktop", "left"],
  ["wechat", "right"],
];

let browser;
let page;
const problems = [];

before(async () => {
  await mkdir(PICTURES, { recursive: true });
  browser = await openBrowser();
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: "zh-CN",
  });
  page = await context.newPage();
  page.on("pageerror", (error) => problems.push(error.stack));
  page.on("console", (message) => {
    // The picture of the poster lies behind the window's own protocol; a trace that is refused is answered with 422.
    if (message.type() === "error" && !/status of (?:404|422)/u.test(message.text()))
      problems.push(message.text());
  });
  await page.addInitScript(() => {
    if (window.parent !== window) return;
    let callbacks = 0;
    window.__TAURI_INTERNALS__ = {
      metadata: { currentWindow: { label: "main" }, currentWebview: { label: "main" } },
      transformCallback: () => (callbacks += 1),
      unregisterCallback: () => undefined,
      convertFileSrc: (file, protocol) => `/${protocol}/${file}`,
      invoke: async (command, given) => {
        const response = await fetch(`/ipc/${command}`, {
          method: "POST",
          body: JSON.stringify(given ?? {}),
        });
        if (response.status === 500) throw new Error(await response.text());
        const answer = await response.json();
        if (!response.ok) throw answer;
        return answer;
      },
    };
    window.__TAURI_EVENT_PLUGIN_INTERNALS__ = { unregisterListener: () => undefined };
  });
  await page.goto(process.env.COMPARE_AT);
  await page.getByTestId("card").first().waitFor();
  await page.keyboard.press("Control+Shift+D");
  await page.locator("[data-testid=play]:not([disabled])").waitFor();
});

after(async () => {
  await browser?.close();
});

const by = (id, more = "") => page.locator(`[data-testid=${id}]${more}`);
const phone = () => page.frameLocator("iframe[data-testid=phone]");
const picture = (name) => page.screenshot({ path: path.join(PICTURES, `${name}.png`) });

async function scenario(name) {
  const file = path.join(repository, "tests/scenarios", `${name}.json`);
  return JSON.parse(await readFile(file, "utf8"));
}

/** What a surface is expected to show after a step. */
function expected({ expect = {} }, field, surface) {
  const value = expect[field];
  return value !== null && typeof value === "object" && surface in value
    ? value[surface]
    : value;
}

async function choose(name) {
  await by(`scenario-${name}`).click();
  await page.locator("[data-testid=play]:not([disabled])").waitFor();
}

/** Waits for words on a screen: on the glass itself, not in the trace. */
async function drawn(surface, words, where) {
  const screen = surface === "desktop" ? by("desktop-screen") : phone().locator("body");
  await screen
    .getByText(words, { exact: false })
    .first()
    .waitFor({ state: "visible", timeout: 10_000 })
    .catch(() => assert.fail(`${where}: ${surface} does not show “${words}”`));
}

/** A real press on the phone's glass. The frame is drawn smaller than it is, which the browser's driver does not see. */
async function press(words) {
  const inside = page.frames().find((frame) => frame !== page.mainFrame());
  const at = await inside.evaluate((text) => {
    const buttons = [...document.querySelectorAll("wx-button, [data-action]")];
    const { x, y, width, height } = buttons
      .findLast((button) => button.textContent.trim() === text && button.getClientRects().length > 0)
      .getBoundingClientRect();
    return { x: (x + width / 2) / innerWidth, y: (y + height / 2) / innerHeight };
  }, words);
  const glass = await page.locator("iframe[data-testid=phone]").boundingBox();
  await page.mouse.click(glass.x + at.x * glass.width, glass.y + at.y * glass.height);
}

for (const name of SCENARIOS) {
  test(`${name}: each step on both screens`, async () => {
    const { steps, not_on: not = {} } = await scenario(name);
    await choose(name);
    for (const [number, step] of steps.entries()) {
      await by("step").click();
      for (const [surface, hand] of SIDES) {
        if (surface in not) continue;
        const where = `${name}, step ${number + 1}`;
        const state = expected(step, "state", surface);
        if (state) await by(`state-${hand}`, `[data-state=${state}]`).waitFor();
        const copy = expected(step, "copy", surface);
        // Of a step that another one follows at once nothing stays on the glass.
        if (copy) await drawn(surface, copy, where);
      }
      if (number === 2) await picture(name);
    }
    if (Object.keys(not).length === 0) {
      assert.equal(await by("verdict").getAttribute("data-verdict"), "same", name);
      assert.equal(await by("trace-row").count(), steps.length);
    }
  });
}

test("pressed by hand, each side answers itself and the other is waited for", async () => {
  await choose("denied_then_granted");
  await by("rehearsal-offer-save").click();
  await by("state-left", "[data-state=blocked]").waitFor();
  await by("verdict", "[data-verdict=same]").waitFor();
  await press("保存到本地相册");
  await by("state-right", "[data-state=blocked]").waitFor();
  await by("verdict", "[data-verdict=same]").waitFor();
  const standings = await by("trace-row").evaluateAll((rows) => rows.map(({ dataset }) => dataset.standing));
  assert.ok(!standings.includes("unlisted") && !standings.includes("pending"), standings.join());
  // The focus is in the phone now; its keys still mean the screen's.
  await page.keyboard.press("r");
  await page.getByText("还没有步骤").first().waitFor();
});

test("blink and slider show both pictures", async () => {
  await choose("denied_then_granted");
  for (let step = 0; step < 3; step += 1) await by("step").click();
  await by("state-right", "[data-state=blocked]").waitFor();
  await page.keyboard.press("3");
  await by("slider").waitFor();
  await by("slider").getByText("需要您授权保存相册").first().waitFor();
  await picture("slider");
  await page.getByRole("slider").focus();
  await page.keyboard.press("End");
  assert.equal(await page.getByRole("slider").getAttribute("aria-valuenow"), "100");
  await page.keyboard.press("2");
  await by("blink").waitFor();
  // It blinks by itself until it is flipped by hand.
  await page.keyboard.press("b");
  const hand = await by("blink").getAttribute("data-hand");
  await page.keyboard.press("b");
  await by("blink", `[data-hand=${hand === "left" ? "right" : "left"}]`).waitFor();
  await page.keyboard.press("1");
});

test("a recording is pasted", async () => {
  await choose("offline");
  await by("speed").selectOption("instant");
  await by("play").click();
  await by("verdict", "[data-verdict=same]").waitFor();
  const bones = {
    contract: "0123456789ab",
    environment: "android",
    scenario: "offline",
    steps: [
      { state: "fetching", on: "save", signal: null, t: 0 },
      { state: "stopped", on: "failed.stop", signal: { errMsg: "downloadFile:fail" }, t: 420 },
    ],
  };
  await by("import").click();
  await by("import-text").fill(JSON.stringify({ ...bones, steps: [{ state: "fetchin", on: "save" }] }, null, 1));
  await by("import-do").click();
  await by("import-problem").getByText("steps[0].state").waitFor();
  await by("import-text").fill(JSON.stringify(bones));
  await by("import-do").click();
  await by("side-right").locator("[data-testid=recorded]").waitFor();
  await by("verdict", "[data-verdict=version]").waitFor();
  await picture("other-contract");
  await by("to-live-right").click();
});

test("both sides are written as a page with their pictures", async () => {
  await choose("storage_full");
  await by("play").click();
  await by("verdict", "[data-verdict=same]").waitFor();
  await by("export-trace").click();
  await by("export-pair").click();
  await page.getByText("已导出 pair.html").waitFor();
  const report = await browser.newPage({ viewport: { width: 1280, height: 1400 } });
  await report.goto(`file://${path.join(repository, "target/screenshots/pair.html")}`);
  const frames = report.frames().filter((frame) => frame !== report.mainFrame());
  assert.ok(frames.length >= 8, `${frames.length} pictures`);
  const texts = await Promise.all(frames.map((frame) => frame.locator("body").innerText()));
  assert.ok(texts.some((text) => text.includes("磁盘空间不足")));
  assert.ok(texts.some((text) => text.includes("手机存储空间不足")));
  await report.screenshot({ path: path.join(PICTURES, "pair.png") });
  await report.close();
});

test("the matrix, the table and an error that is looked up", async () => {
  await by("section-matrix").click();
  await by("matrix-sums").waitFor({ timeout: 60_000 });
  assert.equal(await by("cell", "[data-standing=parts]").count(), 0);
  await picture("matrix");
  await by("section-table").click();
  await by("explain-text").fill("saveImageToPhotosAlbum:fail auth deny");
  await by("explanation", "[data-kind=permission_denied_by_user]").waitFor();
  await by("explain-show").click();
  await by("row-permission_denied_by_user").locator("li.hit").waitFor();
  assert.equal(await by("row-permission_denied_by_user").locator("li.hit").count(), 1);
  await picture("table");
});

test("every scenario that is carried is on the screen", async () => {
  const files = await readdir(path.join(repository, "tests/scenarios"));
  await by("section-sides").click();
  assert.equal(await page.locator("aside [data-testid^=scenario-]:not(input)").count(), files.length);
});

test("nothing was refused by the content policy, and nothing failed", () => {
  assert.deepEqual(problems, []);
});
