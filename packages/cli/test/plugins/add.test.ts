import { spawn } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { countingFiles, countingWith } from "./counting-plugin.ts";
import { echoConfig, makeInstalledAgent } from "./installed-agent.ts";

interface Failure {
  readonly error: { readonly code: string; readonly message: string; readonly hint?: string };
}

const slow = { timeout: 240_000 };

test("a packed plugin is shown, added with a yes, taken up by a start, and removed without a trace", slow, async () => {
  await using agent = await makeInstalledAgent();
  const tarball = await agent.pack("counting", countingFiles);
  const before = agent.files();

  const looked = await agent.run(["add", tarball, "--secret", "token"], { input: "s3cret-value" });
  expect(looked.stderr).toContain("counting (instar-plugin-counting 1.2.3)");
  for (const shown of [
    /provides +counting/,
    /needs +store/,
    /guards +preToolUse/,
    /hooks +preToolUse: stop at the limit \(stage normal\)/,
    /points +(channels, routes|routes, channels)/,
    /routes +GET \/counting/,
    /commands +instar counting up: Count up/,
    /secrets +COUNTING_TOKEN/,
    /options +limit \(9\), token \(required\)/,
    /^\+ {4}counting\(\{ token: env\("COUNTING_TOKEN"\) \}\),$/m,
    /^-import \{ defineConfig \} from "instar";$/m,
  ])
    expect(looked.stderr).toMatch(shown);
  expect(looked.stdout).toContain("run the same command with --yes");
  expect(looked.code).toBe(2);
  expect(agent.files()).toEqual(before);
  expect(existsSync(join(agent.folder, ".instar/secrets/COUNTING_TOKEN"))).toBe(false);

  const added = await agent.run(["plugins", "add", tarball, "--secret", "token", "--option", "limit=3", "--yes", "--json"], { input: "s3cret-value" });
  expect(added.stderr).toBe("");
  expect(added.code).toBe(0);
  expect(added.json()).toMatchObject({ added: true, plugin: "counting", secrets: ["COUNTING_TOKEN"], next: "instar start" });
  expect(added.json()).toMatchObject({ channels: [{ id: "counting", deserted: true, pairing: true }] });
  expect(added.stdout).not.toContain("s3cret");
  expect(agent.read("instar.config.ts")).toBe(
    echoConfig
      .replace("{ defineConfig }", "{ defineConfig, env }")
      .replace("// repeats", '// repeats\nimport counting from "instar-plugin-counting";')
      .replace("    echo(),", '    echo(),\n    counting({ limit: 3, token: env("COUNTING_TOKEN") }),'),
  );
  expect(agent.read("package.json")).toMatch(/"instar-plugin-counting": "file:\.instar-packages\/instar-plugin-counting-1\.2\.3-[0-9a-f]{12}\.tgz"/);
  expect(statSync(join(agent.folder, ".instar/secrets/COUNTING_TOKEN")).mode & 0o777).toBe(0o600);
  expect(existsSync(join(agent.folder, "node_modules/instar-plugin-counting/ran"))).toBe(false);
  expect((await agent.run(["counting", "up", "4"])).stdout).toBe("5\n");
  expect((await agent.run(["add", tarball, "--yes"])).stderr).toContain("counting is in the config already");

  const refused = await agent.run(["plugins", "remove", "counting"]);
  expect(refused.code).toBe(2);
  expect(refused.stdout).toContain("Its secret COUNTING_TOKEN stays, unless --purge is added.");
  expect(refused.stderr).toMatch(/^-import counting/m);
  const removed = await agent.run(["plugins", "remove", "counting", "--yes", "--purge"]);
  expect(removed.code).toBe(0);
  expect(agent.files()).toEqual(before);
  expect(existsSync(join(agent.folder, ".instar/secrets/COUNTING_TOKEN"))).toBe(false);
  expect((await agent.run(["counting", "up", "4"])).code).toBe(2);
  expect((await agent.run(["plugins", "remove", "counting", "--yes"])).stderr).toContain("No plugin named counting is in the config");
});

const manifestWith = (change: (manifest: Record<string, never> & { instar: Record<string, unknown>; dependencies?: unknown }) => void) => ({
  "package.json": (text: string) => {
    const manifest = JSON.parse(text);
    change(manifest);
    return JSON.stringify(manifest);
  },
});

test("whatever goes wrong, the project stays as it is, byte for byte, and the reason is named", slow, async () => {
  await using agent = await makeInstalledAgent();
  const before = agent.files();
  const secret = ["--secret", "token", "--yes", "--json"];
  const fails = async (args: readonly string[], code: string, said: string | RegExp, env = {}) => {
    const ran = await agent.run(["add", ...args], { input: "s3cret", env });
    const { error } = ran.json<Failure>();
    expect(`${error.code}: ${error.message}\n${error.hint}`).toMatch(said);
    expect(error.code).toBe(code);
    expect(ran.code).toBe(1);
    expect(agent.files()).toEqual(before);
    expect(existsSync(join(agent.folder, ".instar/secrets/COUNTING_TOKEN"))).toBe(false);
  };
  const packed = (name: string, change: Parameters<typeof countingWith>[0]) => agent.tar(name, countingWith(change));
  const fine = await agent.tar("fine", countingFiles);

  await fails(["nowhere", ...secret], "CLI_NPM_FAILED", /ask the registry/);
  await fails(["./not-there.tgz", ...secret], "CLI_PLUGIN_NOT_FOUND", "path of a folder or a tarball");
  await fails(["https://example.org/x.git", ...secret], "CLI_PLUGIN_NOT_FOUND", "neither a package's name");
  writeFileSync(join(agent.scratch, "no.tgz"), "nothing packed");
  await fails(["../no.tgz", ...secret], "CLI_NOT_A_PLUGIN", "npm pack");
  await fails(
    [
      await packed(
        "plain",
        manifestWith((manifest) => void delete (manifest as { instar?: unknown }).instar),
      ),
      ...secret,
    ],
    "CLI_NOT_A_PLUGIN",
    'no "instar" key',
  );
  await fails([await packed("nothing", { "index.js": () => "export default 5;" }), ...secret], "CLI_NOT_A_PLUGIN", "definePlugin");
  await fails(
    [
      await packed(
        "far",
        manifestWith((manifest) => Object.assign(manifest, { dependencies: { "instar-is-not-there": "^9" } })),
      ),
      ...secret,
    ],
    "CLI_NPM_FAILED",
    /could not install/,
  );
  await fails([await packed("import", { "index.js": (text) => `throw new Error("at import");${text}` }), ...secret], "CLI_PLUGIN_NOT_LOADED", "at import");
  await fails(
    [await packed("exit", { "index.js": (text) => `process.exit(7);${text}` }), ...secret],
    "CLI_PLUGIN_NOT_LOADED",
    /reading the config.*exit code 7/s,
  );
  await fails(
    [await packed("setup", { "index.js": (text) => text.replace("hooks.preToolUse", 'throw new Error("no luck"); hooks.preToolUse') }), ...secret],
    "CLI_SETUP_FAILED",
    "no luck",
  );
  await fails(
    [
      await packed(
        "otherwise",
        manifestWith(({ instar }) =>
          Object.assign(instar, {
            provides: ["numbers"],
            needs: [],
            guards: [],
            commands: {
              "counting down": { file: "./down.js", summary: "Down" },
              status: { file: "./up.js", summary: "x" },
              "approvals yes": { file: "./up.js", summary: "x" },
            },
          }),
        ),
      ),
      ...secret,
    ],
    "CLI_DECLARED_OTHERWISE",
    /provides: package.json says numbers, the plugin counting\n +needs: package.json says nothing, the plugin store\n +guards: package.json says nothing, the plugin preToolUse\n +commands: "counting down" cannot be loaded.*\n +commands: "status" is a command already.*\n +commands: "approvals yes" is a command already/,
  );
  await fails([fine, "--yes", "--json"], "CLI_MISSING_OPTIONS", /--secret token/);
  await fails([fine, "--option", "token=abc", "--yes", "--json"], "CLI_BAD_OPTION", /looks like a secret/);
  await fails([fine, "--option", "limit=many", ...secret], "CLI_BAD_OPTION", /a number is wanted/);
  await fails([fine, "--option", "limt=5", ...secret], "CLI_OPTIONS_REFUSED", /nothing was changed:\n {2}--option limt: is not an option. Did you mean limit/);
  await fails([fine, "--option", "token=env:NOT_SET", "--yes", "--json"], "CLI_OPTIONS_REFUSED", /--option token: needs the secret NOT_SET/);
  const unsaid = await agent.run(["add", fine, "--yes"]);
  expect(unsaid.stderr).toMatch(/needs +store\n +guards +preToolUse\n +commands .*\n +secrets +none\n +options +limit \(9\), token \(required\)/);
  expect(unsaid.stderr).toContain("Add --secret token");

  agent.write("plugins/mine.ts", 'import { definePlugin } from "instar";\nexport default definePlugin({ api: 1, name: "counting", setup() {} });\n');
  agent.write("instar.config.ts", echoConfig.replace("// repeats", '\nimport mine from "./plugins/mine.ts";').replace("echo(),", "echo(), mine(),"));
  const twice = await agent.run(["add", fine, ...secret], { input: "s3cret" });
  expect(twice.json<Failure>().error).toMatchObject({
    code: "CLI_PLUGIN_HERE",
    message: "A plugin named counting is here already (./plugins/mine.ts), so nothing was changed.",
    hint: expect.stringContaining("instar plugins remove ./plugins/mine.ts"),
  });
  rmSync(join(agent.folder, "plugins"), { recursive: true });

  const inside = await agent.run(["add", fine, ...secret], { input: "s3cret", env: { INSTAR_SESSION: "s1" } });
  expect(inside.json()).toMatchObject({ error: { code: "CLI_OWNER_ONLY" } });
  const config = `${echoConfig.replace("plugins: [", "plugins: make(").replace("],\n});", "),\n});")}function make(...all) { return all; }\n`;
  agent.write("instar.config.ts", config);
  const byHand = await agent.run(["add", fine, ...secret], { input: "s3cret" });
  expect(byHand.json()).toMatchObject({ error: { code: "CLI_CONFIG_BY_HAND" } });
  expect(agent.read("instar.config.ts")).toBe(config);
  agent.write("instar.config.ts", echoConfig);
  expect(agent.files()).toEqual(before);
});

test("Ctrl-C in the middle of an installation puts everything back", slow, async () => {
  await using agent = await makeInstalledAgent();
  const tarball = await agent.tar("fine", countingFiles);
  const before = agent.files();
  // An npm that has begun to write and goes on for ever.
  const shims = join(agent.scratch, "shims");
  mkdirSync(shims);
  writeFileSync(join(shims, "npm"), "#!/bin/sh\necho begun >> package.json\necho begun > package-lock.json\nexec sleep 60\n", { mode: 0o755 });
  const bin = fileURLToPath(new URL("../../bin/instar.js", import.meta.url));
  const env = { ...agent.env, PATH: `${shims}${delimiter}${agent.env["PATH"]}` };
  const child = spawn(process.execPath, [bin, "add", tarball, "--option", "token=env:HOME", "--yes"], { cwd: agent.folder, env, stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal)));
  await expect.poll(() => agent.read("package.json"), { timeout: 30_000, interval: 50 }).toContain("begun");
  child.kill("SIGINT");
  expect(await ended).toBe(1);
  expect(agent.files()).toEqual(before);
});

test("npm never works through a link: it would change what other projects use", slow, async () => {
  await using agent = await makeInstalledAgent();
  const fine = await agent.tar("fine", countingFiles);
  renameSync(join(agent.folder, "node_modules"), join(agent.scratch, "shared"));
  symlinkSync(join(agent.scratch, "shared"), join(agent.folder, "node_modules"));
  const ran = await agent.run(["add", fine, "--secret", "token", "--yes", "--json"], { input: "x" });
  expect(ran.json()).toMatchObject({ error: { code: "CLI_LINKED_MODULES" } });
  expect(existsSync(join(agent.scratch, "shared/instar-plugin-counting"))).toBe(false);
});

test("a folder is packed and added, one that another plugin needs is not removed, and a config in JSON works as well", slow, async () => {
  await using agent = await makeInstalledAgent({
    configFile: "package.json",
    config: JSON.stringify({ name: "kira", plugins: [["@instar/plugin-offline"]] }),
  });
  const before = agent.files();
  for (const [path, content] of Object.entries(countingFiles)) {
    mkdirSync(join(agent.scratch, "mine"), { recursive: true });
    writeFileSync(join(agent.scratch, "mine", path), content);
  }
  const added = await agent.run(["add", "../mine", "--option", "token=env:HOME", "--yes", "--json"]);
  expect(added.stdout).toContain('"added": true');
  rmSync(join(agent.scratch, "mine"), { recursive: true });
  expect(JSON.parse(agent.read("package.json"))).toMatchObject({
    instar: { plugins: [["@instar/plugin-offline"], ["instar-plugin-counting", { token: expect.stringContaining("HOME") }]] },
  });
  const needing = {
    "package.json": JSON.stringify({
      name: "instar-plugin-needing",
      version: "0.0.1",
      type: "module",
      exports: "./index.js",
      instar: { plugin: "needing", provides: ["skills"], needs: ["counting"] },
    }),
    "index.js":
      'import { definePlugin, service } from "@instar/kernel";\nexport default definePlugin({ api: 1, name: "needing", provides: service("skills"), needs: { counting: service("counting") }, setup: () => ({}) });\n',
  };
  const replacing = await agent.run(["add", await agent.tar("needing", needing), "--yes"]);
  expect(replacing.stderr).toContain("needing replaces the default provider of skills: it begins without what the former one kept.");
  expect(replacing.code).toBe(0);
  const both = agent.files();
  const refused = await agent.run(["plugins", "remove", "counting", "--yes", "--json"]);
  expect(refused.json()).toMatchObject({ error: { code: "CLI_PLUGIN_NEEDED", message: expect.stringContaining('needing needs "counting"') } });
  expect(agent.files()).toEqual(both);
  expect((await agent.run(["plugins", "remove", "needing", "--yes"])).code).toBe(0);
  expect((await agent.run(["plugins", "remove", "instar-plugin-counting", "--yes"])).code).toBe(0);
  expect(JSON.parse(agent.read("package.json"))).toEqual(JSON.parse(before.get("package.json") ?? ""));
  expect([...agent.files().keys()]).toEqual([...before.keys()]);
});
