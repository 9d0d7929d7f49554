import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { defineCommand } from "@instar/kernel/command";
import { expect, test } from "vitest";
import { compareCommands, differencesOf } from "../src/plugin-contract/compare-commands.ts";

const words = { args: { who: { required: true, description: "whom" } }, flags: { loudly: { type: "boolean", description: "in capital letters" } } } as const;
const greet = defineCommand({ summary: "Greet somebody", ...words, run: async () => undefined });
const entry = { file: "./dist/commands/greet.js", summary: "Greet somebody", ...words };

test("a command that package.json lists as it is differs in nothing, with or without a summary of its own", () => {
  const { summary: _summary, ...silent } = greet;
  expect(differencesOf("greet", entry, greet)).toEqual([]);
  expect(differencesOf("greet", entry, silent)).toEqual([]);
});

test("a flag that was forgotten, an argument that is told otherwise and another summary are named with both sides", () => {
  const changed = { ...entry, summary: "Greet", args: { who: { description: "whom" } }, flags: {} };
  expect(differencesOf("greet", changed, greet)).toEqual([
    '"greet": the argument "who" is {"required":true,"description":"whom"} in its file and {"description":"whom"} in package.json',
    '"greet": the flag "loudly" is {"type":"boolean","description":"in capital letters"} in its file and nothing in package.json',
    '"greet": the summary is "Greet somebody" in its file and "Greet" in package.json',
  ]);
});

test("the source is looked at before the build, then the build; a file that is missing, or no command, is named", async () => {
  const folder = mkdtempSync(join(tmpdir(), "instar-commands-"));
  const write = (file: string, flag: string) => {
    mkdirSync(join(folder, file, ".."), { recursive: true });
    writeFileSync(join(folder, file), `export default { flags: { ${flag}: { description: "it" } }, run: () => undefined };\n`);
  };
  try {
    write("src/commands/greet.ts", "newer");
    write("dist/commands/greet.js", "older");
    write("dist/commands/built.js", "alone");
    writeFileSync(join(folder, "src/commands/none.ts"), "export const nothing = 1;\n");
    const listed = (file: string) => ({ file, summary: "", flags: { alone: { description: "it" } } });
    const commands = {
      greet: listed("./dist/commands/greet.js"),
      built: listed("./dist/commands/built.js"),
      none: listed("dist/commands/none.js"),
      gone: listed("./dist/commands/gone.js"),
    };
    expect(await compareCommands(commands, pathToFileURL(join(folder, "package.json")))).toEqual([
      '"greet": the flag "alone" is nothing in its file and {"description":"it"} in package.json',
      '"greet": the flag "newer" is {"description":"it"} in its file and nothing in package.json',
      '"none": its file exports no command by default; export what defineCommand gives back',
      '"gone": its file ./dist/commands/gone.js is not there, and no source of it either',
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
