import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { definePlugin } from "@instar/kernel";
import { expect, test } from "vitest";
import { z } from "zod";
import { optionsTable, withOptionsTable } from "../src/options-table.ts";

const plugin = definePlugin({
  api: 1,
  name: "tea",
  options: z.object({
    minutes: z.int().default(4).describe("how long it\n  draws"),
    kind: z.string().describe("green | black"),
    sugar: z.boolean().optional(),
  }),
  setup: () => undefined,
});

const table = [
  "| option | default | what it is |",
  "| --- | --- | --- |",
  "| `minutes` | `4` | how long it draws |",
  "| `kind` | required | green \\| black |",
  "| `sugar` |  |  |",
];

test("a schema is told as a table: defaults, what is required, and each sentence in one line", () => {
  expect(optionsTable(plugin({ kind: "green" }))).toBe(table.join("\n"));
  expect(optionsTable(definePlugin({ api: 1, name: "plain", setup: () => undefined })())).toBe("It has no options.");
});

test("a README has the table between its marks, and keeps all else", () => {
  const readme = "# Tea\n<!-- options -->\nold\n<!-- /options -->\nMore.\n";
  const written = withOptionsTable(readme, plugin({ kind: "green" }));
  expect(written).toBe(`# Tea\n<!-- options -->\n${table.join("\n")}\n<!-- /options -->\nMore.\n`);
  expect(withOptionsTable(written ?? "", plugin({ kind: "green" }))).toBe(written);
  expect(withOptionsTable("# Tea\n", plugin({ kind: "green" }))).toBeUndefined();
});

test("instar-plugin-options writes it, and says what a README lacks", () => {
  const folder = mkdtempSync(join(tmpdir(), "instar-options-"));
  const bin = new URL("../bin/instar-plugin-options.js", import.meta.url).pathname;
  const write = () => execFileSync(process.execPath, [bin, folder], { encoding: "utf8", stdio: "pipe" });
  try {
    mkdirSync(join(folder, "src"));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    writeFileSync(join(folder, "src/index.ts"), 'export default () => ({ name: "plain" as string, definition: {} });');
    writeFileSync(join(folder, "README.md"), "# Plain\n");
    expect(write).toThrow("<!-- options -->");
    writeFileSync(join(folder, "README.md"), "# Plain\n<!-- options -->\n<!-- /options -->\n");
    expect(write()).toBe("README.md lists the options of plain.\n");
    expect(readFileSync(join(folder, "README.md"), "utf8")).toContain("It has no options.");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
