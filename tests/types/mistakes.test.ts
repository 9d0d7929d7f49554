import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../source-files.ts";

const preamble = `import { defineConfig, definePlugin, hold, optional, service } from "@instar/kernel";
import { defineCommand } from "@instar/kernel/command";
import { Channels, HealthChecks } from "@instar/kernel/contracts";
import { z } from "zod";
const Bell = service<{ ring(times: number): void }>("bell");
const mine = (setup: Parameters<typeof definePlugin>[0]["setup"]) => definePlugin({ api: 1, name: "mine", setup });
export { Bell, Channels, HealthChecks, defineCommand, defineConfig, definePlugin, hold, mine, optional, z };
`;

/** What a stranger gets wrong, and the words of the compiler that must name it. Whoever makes them worse sees it here. */
const mistakes: readonly (readonly [mistake: string, code: string, ...words: readonly string[]])[] = [
  ["a plugin that was not called", 'defineConfig({ name: "kira", plugins: [definePlugin({ api: 1, name: "x", setup() {} })] });', "Type '() => Plugin' is not"],
  ["a gate that allows", 'mine(({ hooks }) => void hooks.preToolUse.tap("t", () => true));', "'boolean' is not assignable", "Advice | Objection | undefined"],
  [
    "a gate that holds",
    'mine(({ hooks }) => void hooks.preToolUse.tap("t", () => hold("later")));',
    "'Held' is not assignable",
    "Advice | Objection | undefined",
  ],
  ["half a reply", 'mine(({ hooks }) => void hooks.beforeReply.tap("t", () => ({ text: "" })));', "from type 'Reply': key, address, answers"],
  [
    "an event changed in place",
    'mine(({ hooks }) => void hooks.beforeReply.tap("t", (r) => void (r.text = "")));',
    "'text' because it is a read-only property",
  ],
  ["a hook by another name", "mine(({ hooks }) => void hooks.onMessage);", "'onMessage' does not exist on type 'ScopedHooks<Hooks>'"],
  ["another version of the API", 'definePlugin({ api: 2, name: "x", setup() {} });', "Type '2' is not assignable to type '1'"],
  ["no version of the API", 'definePlugin({ name: "x", setup() {} });', "Property 'api' is missing"],
  [
    "a service that is not returned",
    'definePlugin({ api: 1, name: "x", provides: Bell, setup() {} });',
    "Type 'void' is not assignable to type 'MaybePromise<{ ring(times: number)",
  ],
  [
    "an optional service taken for there",
    'definePlugin({ api: 1, name: "x", needs: { bell: optional(Bell) }, setup: ({ services }) => services.bell.ring(1) });',
    "'services.bell' is possibly 'undefined'",
  ],
  [
    "a service that was not asked for",
    'definePlugin({ api: 1, name: "x", needs: { bell: Bell }, setup: ({ services }) => services.gong });',
    "'gong' does not exist",
  ],
  [
    "a guard of what is no gate",
    'definePlugin({ api: 1, name: "x", guards: ["beforeReply"], setup() {} });',
    `'"beforeReply"' is not assignable to type '"beforeJob" | "preToolUse"'`,
  ],
  [
    "a finding of another shape",
    'mine(({ contribute }) => void contribute(HealthChecks, { id: "x", run: () => "fine" }));',
    "'string' is not assignable to type 'MaybePromise<Finding>'",
  ],
  [
    "a channel that gives back no reference",
    'mine(({ contribute }) => void contribute(Channels, { id: "x", open: async () => ({ close: async () => {} }), limit: 10, send: async () => {} }));',
    "'void' is not assignable to type '{ readonly ref: string; }'",
  ],
  ["a service for a point", "mine(({ contribute }) => void contribute(Bell, { ring() {} }));", `Type '"service"' is not assignable to type '"point"'`],
  [
    "an option of another type",
    'definePlugin({ api: 1, name: "x", options: z.object({ max: z.number() }), setup() {} })({ max: "3" });',
    "Type 'string' is not assignable to type 'number'",
  ],
  [
    "an option that there is not",
    'definePlugin({ api: 1, name: "x", options: z.object({ max: z.number() }), setup() {} })({ max: 3, mix: 4 });',
    "'mix' does not exist",
  ],
  ["options that are missing", 'definePlugin({ api: 1, name: "x", options: z.object({ max: z.number() }), setup() {} })();', "Expected 1 arguments, but got 0"],
  [
    "a flag of no known type",
    'defineCommand({ flags: { limit: { type: "number", description: "d" } }, async run() {} });',
    `'"number"' is not assignable to type '"boolean" | "integer" | "string"'`,
  ],
  [
    "a flag that may be missing",
    'defineCommand({ flags: { limit: { description: "d" } }, run: async ({ flags }) => flags.limit.length });',
    "'flags.limit' is possibly 'undefined'",
  ],
];

let folder: string;
let output = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "instar-mistakes-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const compilerOptions = {
    composite: false,
    declaration: false,
    noEmit: true,
    pretty: false,
    rewriteRelativeImportExtensions: false,
    allowImportingTsExtensions: true,
  };
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ extends: join(root, "tsconfig.base.json"), compilerOptions, include: ["*.ts"] }));
  writeFileSync(join(folder, "preamble.ts"), preamble);
  for (const [index, [, code]] of mistakes.entries())
    writeFileSync(
      join(folder, `mistake-${index}.ts`),
      `import { Bell, Channels, HealthChecks, defineCommand, defineConfig, definePlugin, hold, mine, optional, z } from "./preamble.ts";\n${code}\n`,
    );
  output = await new Promise((resolve) => execFile(join(root, "node_modules/.bin/tsc"), ["-p", "."], { cwd: folder }, (_error, out) => resolve(out)));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const complaint = (index: number) => new RegExp(`^mistake-${index}\\.ts\\(.*\\n(?:[ \\t].*\\n)*`, "gm");

test.each(mistakes.map(([mistake, , ...words], index) => ({ mistake, words, index })))("the compiler names $mistake", ({ words, index }) => {
  const said = (output.match(complaint(index)) ?? []).join("");
  for (const word of words) expect(said).toContain(word);
  expect(said.split("\n").length, said).toBeLessThanOrEqual(8);
});

test("and complains of nothing else", () => {
  expect(output.split("\n").filter((line) => /^[a-z].*error TS/.test(line) && !line.startsWith("mistake-"))).toEqual([]);
});
