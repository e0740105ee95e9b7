// The mini-program that ships, its files untouched, on a phone that a finger moves.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { openBrowser, openPhone } from "./support/browser.mjs";
import { compile } from "./support/compile.mjs";
import { Phone } from "./support/phone.mjs";
import { drawPosters, posterApi } from "./support/posters.mjs";
import { serve } from "./support/server.mjs";

const SAVED = "您的推广海报已存入手机相册，赶快分享给好友吧";
const NEEDED = "需要您授权保存相册";
const GRANTED = "获取权限成功,再次点击图片即可保存";
const REFUSED = "获取权限失败，将无法保存到相册哦~";
const SHEET = "guidance-sheet";

let browser;
let server;
let size;
/** @type {Phone} */
let phone;

before(async () => {
  const { out } = await compile("miniprogram", "miniprogram");
  browser = await openBrowser();
  const pictures = await drawPosters(browser);
  size = pictures.get("spring").length;
  server = await serve(out, posterApi(pictures));
  phone = new Phone(await openPhone(browser), server.url);
  await phone.open({ network: "offline" });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** The list, with its pictures. */
async function gallery(script = {}) {
  await phone.reset({
    hosts: { "https://posters.example.com": `${server.url}/api` },
    ...script,
  });
  await phone.until(({ data }) => data.state === "shown");
  await phone.page.waitForFunction(() =>
    [...document.querySelectorAll("img")].every((image) => image.complete),
  );
}

/** The poster's page, with its picture. */
async function poster(script = {}) {
  await phone.reset({
    hosts: { "https://posters.example.com": `${server.url}/api` },
    path: "/pages/poster/poster?id=spring",
    ...script,
  });
  await phone.until(({ data }) => data.loaded);
}

async function modal(content) {
  assert.equal((await phone.layer("modal")).content, content);
}

/** Words of the mini-program's own guidance sheet or privacy popup; waits for it. */
async function guidance(tag, expected) {
  await phone.page.waitForFunction(
    ([name, words]) =>
      document.querySelector(name)?.textContent.includes(words),
    [tag, expected],
  );
}

/** The whole file is in the album, once. */
async function oneSaved() {
  const { album } = await phone.state();
  assert.deepEqual(
    album.map(({ type, bytes }) => ({ type, bytes })),
    [{ type: "jpeg", bytes: size }],
  );
}

test("from the gallery to the album", async () => {
  await gallery();
  await phone.picture("01-gallery");
  await phone.tap(".card");
  await phone.until(({ data }) => data.loaded);
  await phone.picture("02-poster");
  await phone.tap(".save");
  assert.deepEqual((await phone.layer("prompt")).buttons, ["拒绝", "允许"]);
  await phone.picture("03-prompt");
  await phone.tap("action=allow");
  await modal(SAVED);
  await phone.picture("04-saved");
  await oneSaved();
  await phone.tap("action=confirm");
  const { layers } = await phone.until((state) => state.layers.length === 0);
  assert.deepEqual(layers, []);
});

test("denied, settings, granted, saved", async () => {
  await poster();
  await phone.tap(".save");
  await phone.layer("prompt");
  await phone.tap("action=deny");
  await modal(NEEDED);
  await phone.picture("05-denied");
  await phone.tap("action=confirm");
  assert.deepEqual((await phone.layer("settings")).rows, [
    { label: "添加到相册", on: false },
  ]);
  await phone.picture("06-settings");
  await phone.tap("action=添加到相册");
  await phone.picture("07-settings-on");
  await phone.tap("action=back");
  await modal(GRANTED);
  await phone.picture("08-granted");
  await phone.tap("action=confirm");
  await modal(SAVED);
  await oneSaved();
});

test("back from the settings without switching on: told so, once", async () => {
  await poster({ scope: false });
  await phone.tap(".save");
  await modal(NEEDED);
  await phone.tap("action=confirm");
  await phone.layer("settings");
  await phone.tap("action=back");
  await modal(REFUSED);
  await phone.picture("09-still-refused");
  await phone.tap("action=cancel");
  await phone.until(({ layers }) => layers.length === 0);
  assert.equal((await phone.calls("openSetting")).length, 1);
  assert.deepEqual((await phone.state()).album, []);
});

test("privacy declined, asked again, agreed", async () => {
  await poster({
    privacy: { declared: true, agreed: false },
    userAnswersPrompt: "allow",
  });
  await phone.tap(".save");
  await guidance("privacy-popup", "隐私保护提示");
  await phone.picture("10-privacy");
  await phone.tap("text=拒绝");
  await guidance(SHEET, "需要您同意隐私保护指引");
  await phone.picture("11-privacy-declined");
  await phone.tap("text=查看并同意");
  await guidance("privacy-popup", "隐私保护提示");
  await phone.tap(".agree");
  await phone.until(({ privacy }) => privacy.agreed);
  // The grant is told, or saved from at once; either way one tap more at most.
  await phone.layer("modal");
  if ((await phone.layer("modal")).content !== SAVED)
    await phone.tap("action=confirm");
  await phone.until(({ layers }) => layers.at(-1)?.detail?.content === SAVED);
  await oneSaved();
});

test("privacy not declared is a message for the owner, never settings", async () => {
  await poster({ privacy: { declared: false, agreed: false } });
  await phone.tap(".save");
  await guidance(SHEET, "privacy_not_declared");
  await phone.picture("12-privacy-undeclared");
  assert.equal((await phone.calls("openSetting")).length, 0);
});

test("no network, then network", async () => {
  await poster({ scope: true });
  await phone.host("change", { network: "offline" });
  await phone.tap(".save");
  await modal("网络连接不上，请检查网络后重试。");
  await phone.picture("13-offline");
  await phone.host("change", { network: "ok" });
  await phone.tap("action=confirm");
  await modal(SAVED);
  await oneSaved();
});

test("a gallery without network can be tried again", async () => {
  await phone.reset({
    hosts: { "https://posters.example.com": `${server.url}/api` },
    network: "offline",
  });
  await phone.until(({ data }) => data.state === "failed");
  await phone.picture("14-gallery-offline");
  await phone.host("change", { network: "ok" });
  await phone.tap("text=重试");
  await phone.until(({ data }) => data.state === "shown");
});

for (const environment of ["ios", "android", "harmony"]) {
  test(`denied by the system of ${environment}: its settings, then the same poster`, async () => {
    await poster({ environment, scope: true, systemAlbum: "denied" });
    await phone.tap(".save");
    await guidance(SHEET, "手机系统没有允许微信使用相册");
    await phone.picture(`15-system-${environment}`);
    await phone.tap("text=去系统设置");
    await phone.layer("system");
    await phone.picture(`16-system-settings-${environment}`);
    await phone.tap('[data-layer="system"] [role="switch"]');
    await phone.tap("action=back");
    // Off iOS nothing but a save can tell whether it was switched on.
    const { layers } = await phone.until(
      (state) => state.layers.at(-1)?.name === "modal",
    );
    if (layers.at(-1).detail.content === GRANTED)
      await phone.tap("action=confirm");
    await phone.until(
      (state) => state.layers.at(-1)?.detail?.content === SAVED,
    );
    await oneSaved();
  });
}

for (const environment of ["pc", "wecom"]) {
  test(`denied by the system of ${environment}, which opens no settings: written steps`, async () => {
    await poster({ environment, scope: true, systemAlbum: "denied" });
    await phone.tap(".save");
    await guidance(
      SHEET,
      environment === "pc" ? "打开电脑的系统设置" : "打开手机的“设置”",
    );
    await phone.picture(`17-steps-${environment}`);
    await phone.tap("text=去系统设置");
    await guidance(SHEET, "我已打开");
    await phone.host("change", { systemAlbum: "authorized" });
    await phone.tap("text=我已打开");
    const { layers } = await phone.until(
      (state) => state.layers.at(-1)?.name === "modal",
    );
    if (layers.at(-1).detail.content === GRANTED)
      await phone.tap("action=confirm");
    await phone.until(
      (state) => state.layers.at(-1)?.detail?.content === SAVED,
    );
    await oneSaved();
  });
}

test("a double tap saves once", async () => {
  await poster({ scope: true });
  await phone.page.evaluate(() =>
    Promise.all([
      globalThis.miniprogramHost.tap(".save"),
      globalThis.miniprogramHost.tap(".save"),
    ]),
  );
  await modal(SAVED);
  await oneSaved();
  assert.equal((await phone.calls("saveImageToPhotosAlbum")).length, 1);
});

test("closing the save dialog of a computer is silent", async () => {
  await poster({ environment: "pc", userAnswersPrompt: "cancel" });
  await phone.tap(".save");
  await phone.until(({ layers }) => layers.length === 0);
  assert.equal((await phone.calls("showModal")).length, 0);
});

test("a download broken off in the background goes on after coming back", async () => {
  await poster({
    scope: true,
    failures: [
      { api: "downloadFile", errMsg: "downloadFile:fail interrupted" },
    ],
  });
  await phone.tap(".save");
  await phone.host("hide");
  await phone.host("show");
  await modal(SAVED);
  await oneSaved();
});

test("HTTP errors that arrive as a success are told", async () => {
  await poster({
    scope: true,
    failures: [{ api: "downloadFile", statusCode: 404 }],
  });
  await phone.tap(".save");
  await modal("这张海报已经不在了，请刷新列表。");
  assert.equal((await phone.calls("saveImageToPhotosAlbum")).length, 0);
});

test("Android gets a name with an extension", async () => {
  await poster({ environment: "android", scope: true });
  await phone.tap(".save");
  await modal(SAVED);
  const [{ options }] = await phone.calls("saveImageToPhotosAlbum");
  assert.match(options.filePath, /\.jpg$/u);
});

test("the second ways: a sheet for the picture, a preview, a long press", async () => {
  await poster();
  await phone.tap(".share");
  await phone.layer("picture-menu");
  await phone.picture("18-share-sheet");
  await phone.tap("action=cancel");
  await phone.until(({ layers }) => layers.length === 0);
  await phone.tap(".picture");
  await phone.layer("preview");
  await phone.tap('[data-layer="preview"]');
  await phone.until(({ layers }) => layers.length === 0);
  await phone.press(".picture", 700);
  await phone.layer("picture-menu");
});

test("a build for QA: its record is shown, copied, and sent as a file", async () => {
  await poster({ scope: false, envVersion: "trial", config: { qa: true } });
  await phone.tap(".save");
  await modal(NEEDED);
  await phone.tap("action=cancel");
  await phone.picture("23-qa-entry");
  await phone.tap("text=测试记录 4");
  await guidance(SHEET, "poster-trace/1");
  await phone.picture("24-qa-record");
  await phone.tap("text=复制测试记录");
  const { detail } = (
    await phone.until(({ layers }) => layers.at(-1)?.name === "hint")
  ).layers.at(-1);
  const { steps } = JSON.parse(detail.copied);
  assert.deepEqual(
    steps.map(({ on }) => on),
    ["save", "fetched", "failed.grant", "dismiss"],
  );
  await phone.tap("text=发送文件");
  await phone.layer("share-file");
  await phone.tap("action=发送给朋友");
  await phone.tap("text=清空记录");
  await guidance("poster-save", "测试记录 0");
});

test("English, dark", async () => {
  await gallery({ language: "en", theme: "dark" });
  await phone.picture("19-gallery-english-dark");
  await poster({ language: "en", theme: "dark", scope: false });
  await phone.picture("20-poster-english-dark");
  await phone.tap(".save");
  await guidance(SHEET, "Please allow saving to your album.");
  await phone.picture("21-denied-english-dark");
  await phone.tap("text=Open settings");
  await phone.layer("settings");
  await phone.picture("22-settings-english-dark");
});

test("no function of wx was missing, nothing was refused, nothing failed", async () => {
  assert.deepEqual(phone.gaps, []);
  assert.deepEqual(phone.problems, []);
});
