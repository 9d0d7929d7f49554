import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "@instar/kernel";
import { createJiti } from "jiti";
import { writeOptionsTable } from "./options-table.ts";

/** `instar-plugin-options [folder]`: writes the table of options into the README of a plugin's package. */
const folder = resolve(process.argv[2] ?? ".");
const source = ["src/index.ts", "src/index.js", "index.js", "dist/index.js"].map((file) => resolve(folder, file)).find((file) => existsSync(file));
const fail = (why: string) => {
  process.stderr.write(`${why}\n`);
  process.exitCode = 1;
};

if (source === undefined) fail(`${folder} has no src/index.ts, so there is no plugin whose options could be listed.`);
else {
  const make = await createJiti(import.meta.url).import<(options?: object) => Plugin>(source, { default: true });
  // A factory only wraps what it is given; nothing is validated here.
  const plugin = make({});
  if (writeOptionsTable(resolve(folder, "README.md"), plugin)) process.stdout.write(`README.md lists the options of ${plugin.name}.\n`);
  else fail("README.md has no place for the options. Add these two lines:\n<!-- options -->\n<!-- /options -->");
}
