// The host itself, on a small mini-program of its own: what WeChat does for a page, this does too.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";

import { openBrowser, openPhone } from "./support/browser.mjs";
import { compile } from "./support/compile.mjs";
import { openFrame } from "./support/frame.mjs";
import { Phone } from "./support/phone.mjs";
import { serve } from "./support/server.mjs";

let browser;
let server;
/** @type {Phone} */
let phone;

before(async () => {
  const { out } = await compile("tests/miniprogram-host/sample", "sample");
  server = await serve(out);
  browser = await openBrowser();
  phone = new Phone(await openPhone(browser), server.url);
  await phone.open();
});

beforeEach(() => phone.reset());

after(async () => {
  await browser?.close();
  await server?.close();
});

const text = (selector) => phone.page.locator(selector).first().innerText();
const style = (selector, name) =>
  phone.page.evaluate(
    ([at, key]) => getComputedStyle(document.querySelector(at))[key],
    [selector, name],
  );

test("a page is drawn with its modules, scripts and templates, in the order of its life", async () => {
  assert.equal(await text(".greeting"), "你好，host！");
  assert.equal(await text(".item"), "1:ONE");
  await phone.until(({ data }) => data.life === "load show ready");
  assert.equal((await phone.state()).title, "第一页");
});

test("rpx is a part of the width, vh of the window below the title bar", async () => {
  assert.equal(await style(".wide", "width"), "187.5px");
  assert.equal(await style(".tall", "height"), `${1.5 * (812 - 88)}px`);
});

test("styles keep to their page and component", async () => {
  assert.equal(await style(".greeting", "color"), "rgb(0, 0, 255)");
  const [page, component] = [".box", ".components-counter-counter--box"];
  assert.equal(await style(page, "paddingTop"), "18.75px");
  assert.equal(await style(component, "paddingTop"), "37.5px");
  assert.notEqual(await style(component, "color"), "rgb(0, 0, 255)");
  assert.equal(await style("wx-counter", "display"), "block");
});

test("a tap tells where and on what; a long press is no tap", async () => {
  await phone.tap(".wide");
  await phone.until(({ data }) => data.told === "seven true 0");
  await phone.press(".wide", 500);
  assert.equal((await phone.state()).data.told, "long");
});

test("a component has properties, observers, life, slots and events", async () => {
  const component = ".components-counter-counter--number";
  assert.equal(await text(component), "n3");
  await phone.tap(".more");
  await phone.until(({ data }) => data.more === "more 4");
  assert.equal(await text(component), "n4");
  assert.equal(await text(".inside"), "more 4");
});

test("pages lie on each other, and the query stays as it was written", async () => {
  await phone.tap(".link");
  await phone.until(({ stack }) => stack.length === 2);
  const { data, title } = await phone.until(
    (state) => state.title !== "第二页",
  );
  assert.equal(data.id, "a%20b");
  assert.equal(title, "第二页 2");
  await phone.tap("action=page-back");
  const first = await phone.until(({ stack }) => stack.length === 1);
  assert.match(first.data.life, /hide show$/u);
});

test("tabs stay alive, and the app hears of its own life", async () => {
  await phone.tap("text=其他");
  await phone.until(({ route }) => route === "pages/other/other");
  await phone.host("hide");
  await phone.host("show");
  const { data } = await phone.until((state) =>
    state.data.seen.endsWith("hide, show"),
  );
  assert.equal(data.seen, "launch pages/first/first, show, hide, show");
  await phone.tap("text=首页");
  assert.match(
    (await phone.until(({ route }) => route === "pages/first/first")).data.life,
    /hide show$/u,
  );
});

test("pulled down, a page refreshes", async () => {
  await phone.host("pullDown");
  await phone.until(({ data }) => data.life.endsWith("refresh"));
});

test("the theme is the script’s, not the machine’s", async () => {
  assert.equal(await style("wx-page", "backgroundColor"), "rgb(250, 250, 250)");
  await phone.host("change", { theme: "dark" });
  assert.equal(await style("wx-page", "backgroundColor"), "rgb(16, 16, 16)");
  assert.equal(
    await style(".host-title-bar", "backgroundColor"),
    "rgb(17, 17, 17)",
  );
});

test("openSetting wants the tap itself", async () => {
  await phone.host("change", { scope: false });
  await phone.tap(".late-setting");
  const { data } = await phone.until(
    (state) => state.data.answers.length === 1,
  );
  assert.deepEqual(data.answers, [
    "openSetting:fail can only be invoked by user TAP gesture.",
  ]);
  await phone.tap(".setting");
  await phone.layer("settings");
  await phone.tap("action=添加到相册");
  await phone.tap("action=back");
  const after = await phone.until((state) => state.data.answers.length === 2);
  assert.equal(after.data.answers[1], '{"scope.writePhotosAlbum":true}');
});

test("what WeChat has not is not there, and what is not scripted throws", async () => {
  await phone.tap(".gap");
  const { data } = await phone.until(
    (state) => state.data.answers.length === 3,
  );
  assert.deepEqual(data.answers, [
    "wx.chooseVideo is not scripted",
    "undefinedundefinedundefined",
    "module 'app.json' is not defined",
  ]);
  assert.ok(
    (await phone.log()).some(
      ({ what, name }) => what === "gap" && name === "wx.chooseVideo",
    ),
  );
});

test("pictures come from the package", async () => {
  await phone.until(({ data }) => data.own === "2x1");
});

test("typed text reaches the page", async () => {
  await phone.page.locator(".typed input").fill("海报");
  await phone.until(({ data }) => data.typed === "海报");
});

test("the capsule leads to the settings and out of the app", async () => {
  await phone.tap("action=capsule-more");
  await phone.layer("capsule-menu");
  await phone.tap("action=设置");
  await phone.layer("settings");
  await phone.tap("action=back");
  await phone.tap("action=capsule-close");
  await phone.until(({ hidden }) => hidden);
  await phone.tap("action=enter");
  await phone.until(({ hidden }) => !hidden);
});

test("a parent frame commands it by messages, and hears what happens", async () => {
  const around = await openPhone(browser);
  const frame = await openFrame(around.page, server.url);
  await frame.ask("reset", { pace: 0 });
  assert.equal((await frame.ask("state")).route, "pages/first/first");
  await assert.rejects(
    frame.ask("tap", ".nowhere"),
    /nothing to tap: .nowhere/u,
  );
  await assert.rejects(frame.ask("rehearsed"), /nothing is rehearsed/u);
  const heard = await frame.heard();
  assert.ok(heard.some(({ entry }) => entry?.what === "page"));
  await around.close();
});

test("nothing was refused by the content policy, and nothing failed", () => {
  assert.deepEqual(phone.problems, []);
});
