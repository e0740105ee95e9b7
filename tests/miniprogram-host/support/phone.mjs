// The phone under test, as a test speaks of it.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";

import { repository } from "./compile.mjs";

export class Phone {
  constructor({ page, problems }, url) {
    this.page = page;
    this.problems = problems;
    /** Functions of wx that a page asked for and the host has not, and what pages threw, over all resets. */
    this.gaps = [];
    this.url = url;
  }

  /** Loads the runner page; the mini-program starts with the first `reset`. */
  async open(script) {
    await this.page.goto("about:blank");
    await this.page.goto(`${this.url}/#wait`);
    await this.page.waitForFunction(() => "miniprogramHost" in globalThis);
    await this.reset(script);
  }

  /** Switches the phone on anew. Nothing takes longer than it must. */
  async reset(script = {}) {
    await this.#keepGaps();
    await this.host("reset", { pace: 0, ...script });
  }

  host(name, ...parameters) {
    return this.page.evaluate(
      ([key, values]) => globalThis.miniprogramHost[key](...values),
      [name, parameters],
    );
  }

  state() {
    return this.host("state");
  }

  log() {
    return this.host("log");
  }

  /** Finds by the host's own rules, then moves a real finger of the browser. */
  async tap(target) {
    const { x, y } = await this.#place(target);
    await this.page.touchscreen.tap(x, y);
  }

  /** A finger that stays. */
  async press(target, milliseconds) {
    await this.host("tap", target, milliseconds);
  }

  /** Waits for a state; fails with the last one seen and what happened before it. */
  async until(right, what = String(right)) {
    let last;
    for (let attempt = 0; attempt < 200; attempt += 1) {
      last = await this.state();
      if (right(last)) return last;
      await this.page.waitForTimeout(25);
    }
    const happened = (await this.log())
      .slice(-12)
      .map((entry) => JSON.stringify(entry).slice(0, 300));
    return assert.fail(
      `never: ${what}\n${JSON.stringify(last)}\n${happened.join("\n")}`,
    );
  }

  /** Waits for one of WeChat's own layers to be on top; gives what it says. */
  async layer(name) {
    const { layers } = await this.until(
      (state) => state.layers.at(-1)?.name === name,
      `layer ${name}`,
    );
    return layers.at(-1).detail;
  }

  /** Keeps what is to be seen under target/screenshots/miniprogram. */
  async picture(name) {
    const folder = path.join(
      repository,
      "target",
      "screenshots",
      "miniprogram",
    );
    await mkdir(folder, { recursive: true });
    await this.page.waitForTimeout(120);
    await this.page.screenshot({ path: path.join(folder, `${name}.png`) });
  }

  /** The API calls so far, by name. */
  async calls(api) {
    return (await this.log()).filter(
      (entry) => entry.what === "call" && entry.api === api,
    );
  }

  // The log goes with the phone that is switched off.
  async #keepGaps() {
    const seen = await this.page.evaluate(() =>
      globalThis.miniprogramHost.on ? globalThis.miniprogramHost.log() : [],
    );
    this.gaps.push(
      ...seen
        .filter(({ what }) => what === "gap" || what === "error")
        .map((entry) => entry.name ?? entry.message),
    );
  }

  async #place(target) {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const place = await this.page.evaluate(
        (wanted) => globalThis.miniprogramHost.place(wanted),
        target,
      );
      if (place) return place;
      await this.page.waitForTimeout(25);
    }
    return assert.fail(`nothing to tap: ${target}`);
  }
}
