// The documented format of a trace, as a check.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

import { repository } from "./compile.mjs";

/** A function that says whether a value is a trace; its `errors` say why not. */
export async function traceSchema() {
  const file = path.join(
    repository,
    "src-tauri/core/contract/trace.schema.json",
  );
  // The linter's own checker knows an older draft by name; what the schema uses is the same in both.
  const { $schema: _, ...schema } = JSON.parse(await readFile(file, "utf8"));
  const ui = createRequire(path.join(repository, "ui/package.json"));
  const Ajv = createRequire(ui.resolve("eslint"))("ajv");
  return new Ajv({ allErrors: true }).compile(schema);
}
