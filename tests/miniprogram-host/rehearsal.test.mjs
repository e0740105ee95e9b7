// Every scenario of tests/scenarios on the mini-program that ships, on every phone: what the flow goes through is what
// the scenario expects, and it is gone through as a user and WeChat would.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";

import { openBrowser, openPhone } from "./support/browser.mjs";
import { compile, repository } from "./support/compile.mjs";
import { Phone } from "./support/phone.mjs";
import { expectedOf, phones, scenarios, stepOf } from "./support/scenarios.mjs";
import { traceSchema } from "./support/schema.mjs";
import { serve } from "./support/server.mjs";

/** Steps at which the flow has to be told directly, and on which phones; the host's `told` says why to who looks. */
const TOLD = [
  // The waiting sign covers the page, and brings no button.
  { scenario: "cancelled", steps: [1, 5] },
  // A look at the permission is never cancelled.
  { scenario: "cancelled_at_the_switch", steps: [10] },
  // What cannot be looked up the next save finds out; it never fails in a save's words.
  { scenario: "denied_by_system", steps: [5] },
  // Only iOS shows the phone's own switch to a mini-program. WeCom's sample phone is an iPhone.
  {
    scenario: "denied_by_system",
    steps: [8],
    on: ["wechat-android", "wechat-harmony", "wechat-pc", "wechat-devtools"],
  },
  // There is no such button while it waits; and under the last dialog no finger reaches the other one.
  { scenario: "double_tap", steps: [2, 6] },
  // While it looks, and on WeChat's own page, nothing of ours is drawn.
  { scenario: "granted_left_alone", steps: [5, 10] },
  // An HTTP status while storing or at WeChat's switch; three failures of a look.
  { scenario: "trouble_at_every_stage", steps: [18, 36, 42, 49, 56, 63] },
];

/** Where a phone's own words are classified otherwise than the scenario expects: the differences that are listed. */
const LISTED = JSON.parse(
  await readFile(path.join(repository, "tests/divergences.json"), "utf8"),
).filter(({ environment }) => phones.includes(environment));

/** The first step of a scenario that differs there. */
function differsAt(scenario, environment) {
  const steps = LISTED.filter(
    (row) => row.scenario === scenario && row.environment === environment,
  ).map(({ step }) => step);
  return steps.length > 0 ? Math.min(...steps) : undefined;
}

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

const all = await scenarios();
const isTrace = await traceSchema();
let browser;
let server;
/** @type {Phone} */
let phone;

before(async () => {
  const { out } = await compile("miniprogram", "rehearsal");
  server = await serve(out);
  browser = await openBrowser();
  phone = new Phone(await openPhone(browser), server.url);
  await phone.open({ network: "offline" });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** Plays it to its end, inside the page; gives every answer. */
function play(environment, { name, steps }, count = steps.length) {
  return phone.page.evaluate(
    async ([parts, list]) => {
      const { miniprogramHost: host } = globalThis;
      await host.rehearse(parts);
      const played = [];
      for (const step of list) {
        const { trace, at, told } = await host.play(step);
        played.push({ step: trace.steps[at], told });
      }
      return { played, ...host.rehearsed() };
    },
    [{ environment, scenario: name }, steps.slice(0, count).map(stepOf)],
  );
}

/** What a step of the trace shows of what may be expected. */
function shown({ offers, ...step }) {
  return {
    ...step,
    offers: offers.map(({ event }) => event),
    labels: offers.map(({ label }) => label),
  };
}

test("there are scenarios and phones", () => {
  assert.ok(all.length > 30);
  assert.equal(phones.length, 6);
});

for (const environment of phones) {
  const here = ({ on }) => on?.includes(environment) ?? true;
  for (const scenario of all) {
    const { name, steps } = scenario;
    const parts = differsAt(name, environment);
    test(`${environment}: ${name}`, async () => {
      const count = parts === undefined ? steps.length : parts + 1;
      const { played, trace } = await play(environment, scenario, count);
      for (const [at, { step }] of played.entries()) {
        const expected = expectedOf(steps[at]);
        const seen = shown(step);
        const drawn = Object.fromEntries(
          Object.keys(expected).map((field) => [field, seen[field]]),
        );
        if (at === parts) assert.notDeepEqual(drawn, expected, `step ${at}`);
        else assert.deepEqual(drawn, expected, `step ${at}`);
        assert.equal(step.at, at);
      }
      const told = played.flatMap((one, at) => (one.told ? [at] : []));
      const known = TOLD.filter((row) => row.scenario === name && here(row))
        .flatMap((row) => row.steps)
        .filter((at) => at < count);
      assert.deepEqual(told, known);
      assert.ok(isTrace(trace), JSON.stringify(isTrace.errors));
      // Nothing happened that no step asked for.
      assert.equal(trace.steps.length, count);
    });
  }
}

test("every listed difference of a phone belongs to a scenario that is played there", () => {
  for (const { scenario, environment, step } of LISTED) {
    const found = all.find(({ name }) => name === scenario);
    assert.ok(found?.steps[step], `${scenario} on ${environment}: ${step}`);
  }
});

test("played again it is the same trace", async () => {
  const long = all.find(({ name }) => name === "denied_then_granted");
  const first = await play("wechat-android", long);
  const second = await play("wechat-android", long);
  assert.deepEqual(second.trace, first.trace);
  assert.deepEqual(
    first.trace.steps.map(({ t }) => t),
    first.trace.steps.map((_, at) => at * 500),
  );
});

test("a trace says what was observed, what caught it and why", async () => {
  const { trace } = await play(
    "wecom",
    all.find(({ name }) => name === "rate_limited"),
  );
  assert.equal(trace.format, "poster-trace/1");
  assert.equal(trace.surface, "wechat");
  assert.equal(trace.environment, "wecom");
  assert.equal(trace.scenario, "rate_limited");
  const failed = trace.steps[1];
  assert.equal(failed.signal.statusCode, 429);
  assert.equal(failed.signal.facts.wait, 90);
  assert.match(failed.copy, /2 分钟/u);
  assert.match(failed.classified.pattern, /^statusCode 429$/u);
  assert.equal(typeof failed.classified.rule, "number");
  assert.ok(failed.classified.why["zh-CN"].length > 0);
  assert.equal(trace.clock, "simulated");
});

test("the numbered instructions are those of the sheet; a dialog has none", async () => {
  const { trace } = await play(
    "wechat-ios",
    all.find(({ name }) => name === "denied_by_system"),
  );
  const blocked = trace.steps.find(({ state }) => state === "blocked");
  const settings = trace.steps.filter(
    ({ instructions }) => instructions.length > 0,
  );
  assert.ok(blocked);
  assert.ok(settings.length > 0);
  for (const { instructions } of settings)
    assert.ok(instructions.every((line) => line.length > 1));
});

/** Answers what a finger started, when it waits. */
async function answer(signal) {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await phone.host("answer", signal)) return;
    await phone.page.waitForTimeout(10);
  }
  assert.fail("nothing waits for an answer");
}

test("by hand: a finger begins, what waits is answered, and it is traced", async () => {
  await phone.host("rehearse", { environment: "wechat-ios", scenario: null });
  assert.equal(await phone.host("answer", null), false);
  await phone.tap(".save");
  await answer(null);
  await answer(null);
  const saved = "您的推广海报已存入手机相册，赶快分享给好友吧";
  await phone.until(({ layers }) => layers.at(-1)?.detail?.content === saved);
  assert.equal((await phone.state()).album.length, 1);
  await phone.tap("action=confirm");
  await phone.tap(".save");
  await answer({ errMsg: "downloadFile:fail timeout" });
  await phone.until(({ layers }) => layers.at(-1)?.name === "modal");
  const { trace } = await phone.host("rehearsed");
  assert.deepEqual(
    trace.steps.map(({ on, at }) => [on, at]),
    [
      ["save", null],
      ["fetched", null],
      ["saved", null],
      ["dismiss", null],
      ["save", null],
      ["failed.retry", null],
    ],
  );
});

test("by hand: denied, the real settings page, granted, saved", async () => {
  await phone.host("rehearse", { environment: "wechat-android" });
  for (const step of DENIED) await phone.host("play", step);
  await phone.tap("action=confirm");
  await phone.layer("settings");
  await phone.tap("action=添加到相册");
  await phone.tap("action=back");
  const granted = "获取权限成功,再次点击图片即可保存";
  await phone.until(({ layers }) => layers.at(-1)?.detail?.content === granted);
  await phone.tap("action=confirm");
  await answer(null);
  await answer(null);
  await phone.until(({ album }) => album.length === 1);
  const { trace } = await phone.host("rehearsed");
  assert.equal(trace.steps.at(-1).on, "saved");
  assert.ok(trace.steps.every(({ taken }) => taken));
});

test("a poster of its own is saved, whole", async () => {
  const dot = await phone.page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), {
      width: 30,
      height: 40,
    });
    canvas.getContext("2d").fillRect(5, 5, 10, 10);
    return canvas.toDataURL("image/png").split(",")[1];
  });
  const posters = [
    { id: "own/1", title: "自带的海报", width: 30, height: 40, picture: dot },
  ];
  await phone.host("rehearse", {
    environment: "wechat-pc",
    scenario: null,
    posters,
  });
  assert.equal((await phone.state()).title, "自带的海报");
  await phone.tap(".save");
  await answer(null);
  await answer(null);
  const { album } = await phone.until((state) => state.album.length === 1);
  assert.deepEqual(
    album.map(({ type, bytes }) => ({ type, bytes })),
    [{ type: "png", bytes: Buffer.from(dot, "base64").length }],
  );
});

test("nothing was refused by the content policy, nothing was missing, nothing failed", () => {
  assert.deepEqual(phone.problems, []);
  assert.deepEqual(phone.gaps, []);
});
