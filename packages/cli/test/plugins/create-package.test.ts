import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { planPackageFiles } from "../../src/plugins/create-files.ts";
import { type PluginKind, pluginKinds } from "../../src/plugins/create-kinds.ts";
import { parsePluginName } from "../../src/plugins/plugin-name.ts";
import { makeInstalledAgent } from "./installed-agent.ts";

const modules = fileURLToPath(new URL("../../../../node_modules/", import.meta.url));
const slow = { timeout: 180_000 };

/** Runs a tool of the workspace; what it says, and its exit code. */
async function run(tool: string, args: readonly string[], cwd: string) {
  const { VITEST: _vitest, NODE_OPTIONS: _options, ...env } = process.env;
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [join(modules, tool), ...args], { cwd, env: { ...env, NO_COLOR: "1" } });
    return { code: 0, said: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, said: `${stdout}${stderr}` };
  }
}

function writePackage(folder: string, kind: PluginKind, name: string): void {
  for (const { file, content } of planPackageFiles(kind, parsePluginName(name))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
}

/** What its README shows to people, so that it is type-checked, too. */
function writeExamples(folder: string): void {
  const blocks = readFileSync(join(folder, "README.md"), "utf8").matchAll(/^```ts\n([\s\S]*?)^```$/gm);
  for (const [index, [, text = ""]] of [...blocks].entries()) writeFileSync(join(folder, "test", `readme-${index + 1}.ts`), text);
}

test("a plugin of every kind is type-checked, with what its README shows, and passes its own tests as it was created", slow, async () => {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "instar-create-")));
  try {
    symlinkSync(modules, join(scratch, "node_modules"));
    for (const kind of pluginKinds) {
      writePackage(join(scratch, `my-${kind}`), kind, `my-${kind}`);
      writeExamples(join(scratch, `my-${kind}`));
    }
    const paths = { "instar-plugin-*/contract": ["./*/src/contract.ts"], "instar-plugin-*": ["./*/src/index.ts"] };
    const check = { extends: "./my-gate/tsconfig.json", compilerOptions: { paths }, include: ["*/src", "*/test"] };
    writeFileSync(join(scratch, "tsconfig.json"), JSON.stringify(check));
    // The journeys of a stranger run the channel's whole contract; what takes long in it is left out here.
    const wanted = "^(?!.*channel contract)|C(1|3|21|25|33): |opted out of";
    const [types, tests] = await Promise.all([
      run("typescript/bin/tsc", ["-p", "."], scratch),
      run("vitest/vitest.mjs", ["run", "--root", ".", "--reporter", "json", "--testNamePattern", wanted], scratch),
    ]);
    expect(types.said).toBe("");
    const report = JSON.parse(tests.said.slice(tests.said.indexOf("{"))) as {
      readonly testResults: readonly { readonly name: string; readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[] }[];
    };
    const results = report.testResults.map(({ name, assertionResults }) => ({ name: name.slice(scratch.length + 1), assertionResults }));
    expect(
      results.flatMap(({ name, assertionResults }) => assertionResults.filter(({ status }) => status === "failed").map((one) => `${name}: ${one.fullName}`)),
    ).toEqual([]);
    expect(results.map(({ name }) => name).sort()).toEqual(pluginKinds.map((kind) => `my-${kind}/test/my-${kind}.test.ts`).sort());
    for (const { name, assertionResults } of results) expect(assertionResults.filter(({ status }) => status === "passed").length, name).toBeGreaterThan(5);
    expect(tests.code).toBe(0);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
});

test("a created package says what it is, builds, lists its options, is added from its folder, and acts", slow, async () => {
  await using agent = await makeInstalledAgent();
  const folder = join(agent.scratch, "instar-plugin-coffee");

  const wrong = await agent.run(["plugins", "create", "coffee", "--kind", "gatte", "--json"]);
  expect(wrong.code).toBe(2);
  expect(wrong.stdout).toContain("Did you mean gate?");
  const made = await agent.run(["plugins", "create", "coffee", "--kind", "command", "--folder", "../instar-plugin-coffee", "--json"]);
  expect(made.code).toBe(0);
  expect(made.json()).toMatchObject({
    plugin: "coffee",
    package: "instar-plugin-coffee",
    kind: "command",
    folder,
    files: expect.arrayContaining([{ file: "src/commands/coffee.ts", what: "the command for the terminal" }]) as unknown,
    next: ["cd ../instar-plugin-coffee && npm install", "npm test", "npm run build"],
  });
  expect(readdirSync(folder).sort()).toEqual([
    ".gitignore",
    ".instar-packages",
    "README.md",
    "package.json",
    "src",
    "test",
    "tsconfig.build.json",
    "tsconfig.json",
  ]);
  expect((await agent.run(["plugins", "create", "coffee", "--kind", "job", "--folder", "../instar-plugin-coffee"])).stderr).toContain("is not an empty folder");

  const before = agent.files();
  const early = await agent.run(["add", "../instar-plugin-coffee", "--yes", "--json"]);
  expect(early.json()).toMatchObject({ error: { code: "CLI_NOT_BUILT", hint: expect.stringContaining("npm run build") as string } });
  expect(agent.files()).toEqual(before);

  symlinkSync(modules, join(folder, "node_modules"));
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { scripts: { build: string }; dependencies: object };
  expect(await run("typescript/bin/tsc", ["-p", "tsconfig.build.json"], folder)).toEqual({ code: 0, said: "" });
  expect(await run("publint/src/cli.js", ["--strict"], folder)).toMatchObject({ code: 0 });
  // Nothing is fetched here: what the workspace has is taken from there.
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...manifest, dependencies: { zod: `file:${join(modules, "zod")}` } }));
  expect(manifest.scripts.build).toBe("tsc -p tsconfig.build.json");

  const readme = readFileSync(join(folder, "README.md"), "utf8");
  writeFileSync(join(folder, "README.md"), readme.replace("| `greeting` |", "| `farewell` |"));
  expect(await run("@instar/testing/bin/instar-plugin-options.js", [], folder)).toMatchObject({ code: 0 });
  expect(readFileSync(join(folder, "README.md"), "utf8")).toBe(readme);

  const added = await agent.run(["add", "../instar-plugin-coffee", "--yes"]);
  expect(added.stderr).toMatch(/commands +instar coffee: Greet somebody/);
  expect(added.code).toBe(0);
  expect((await agent.run(["coffee", "ada", "--loudly"])).stdout).toBe("HELLO, ADA!\n");
  const taken = await agent.run(["plugins", "create", "coffee", "--kind", "gate", "--folder", "../more"]);
  expect(taken.stderr).toContain("instar-plugin-coffee is installed in this agent's folder");
  expect(taken.code).toBe(2);
  expect(existsSync(join(agent.scratch, "more"))).toBe(false);
});
