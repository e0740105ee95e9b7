// Compiles a mini-program to a folder under target/, as the UI's build does.
import path from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "../../../ui/scripts/miniprogram/build.mjs";

export const repository = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  "..",
  "..",
  "..",
);

export async function compile(root, name) {
  const out = path.join(repository, "target", "miniprogram-host", name);
  const report = await build({
    root: path.join(repository, root),
    out,
    reachable: ["http://127.0.0.1:*"],
  });
  return { out, report };
}
