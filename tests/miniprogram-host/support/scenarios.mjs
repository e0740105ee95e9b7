// The scenarios of tests/scenarios, with every failure in the words of an environment: what the app hands to the phone.
import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

import { repository } from "./compile.mjs";

const require = createRequire(import.meta.url);
const { classify } = loadClassify();
const { environments, mishaps } = require(
  path.join(repository, "src-tauri/core/contract/environments.json"),
);

export const phones = environments
  .filter(({ surface }) => surface === "wechat")
  .map(({ id }) => id);

/** Those that are played on a phone. */
export async function scenarios() {
  const folder = path.join(repository, "tests", "scenarios");
  const names = (await readdir(folder)).filter((name) =>
    name.endsWith(".json"),
  );
  const all = await Promise.all(
    names
      .sort()
      .map(async (name) =>
        JSON.parse(await readFile(path.join(folder, name), "utf8")),
      ),
  );
  return all.filter(({ not_on: not }) => not?.wechat === undefined);
}

/** A step as `play` takes it. */
export function stepOf({ user, host, fails, late = false }) {
  if (user) return { by: "user", event: user };
  if (host) return { by: "host", event: host, late };
  const signal = fails.wechat;
  return { by: "fails", event: null, late, signal, mishap: mishapOf(signal) };
}

/** What a step is to lead to on a phone. */
export function expectedOf({ expect = {} }) {
  return Object.fromEntries(
    Object.entries(expect).map(([field, value]) => [
      field,
      value !== null && typeof value === "object" && "wechat" in value
        ? value.wechat
        : value,
    ]),
  );
}

/** The word for what befell; null where every environment shows the signal as it is. The twin of core's. */
function mishapOf(signal) {
  if (signal.statusCode !== undefined) return null;
  const api = signal.errMsg.split(":", 1)[0];
  const { kind, event } = classify(signal);
  const found = mishaps.find(
    (one) =>
      one.kind === kind &&
      (one.event ?? event) === event &&
      one.wechat.some((row) => (row.api ?? api) === api),
  );
  return found?.mishap ?? null;
}

function loadClassify() {
  const { program } = require("../../miniprogram/harness.js");
  return program().load("flow/classify.js");
}
