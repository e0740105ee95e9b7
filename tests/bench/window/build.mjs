// Builds the window as it is shipped, over a shelf of made-up posters instead of the program behind it.
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ui = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  "../../../ui",
);
const require = createRequire(path.join(ui, "package.json"));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);

/** Into `out`; the page is `tests/scroll.html` there. */
export async function buildPage(out) {
  const { build } = await load("vite");
  await build({
    root: ui,
    configFile: path.join(ui, "vite.config.ts"),
    logLevel: "error",
    build: {
      outDir: out,
      emptyOutDir: true,
      rollupOptions: { input: path.join(ui, "tests/scroll.html") },
    },
  });
}

export const { chromium } = require("playwright-core");
