import { execFile } from "node:child_process";
import { appendFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Plugin } from "@instar/kernel";
import { AgentTools, Jobs } from "@instar/kernel/contracts";
import { askGates, createTestKernel } from "@instar/testing";
import { expect, test } from "vitest";
import { makeAgentFolder } from "../agent-folder.ts";

const slow = { timeout: 180_000 };
const root = fileURLToPath(new URL("../../../../", import.meta.url));

const offlineConfig = `import { defineConfig } from "instar";
import offline from "@instar/plugin-offline";

export default defineConfig({
  name: "kira",
  plugins: [offline()],
});
`;

test("a plugin of every kind in one file comes up in an agent, and acts", slow, async () => {
  await using agent = makeAgentFolder({ config: offlineConfig });
  const config = () => readFileSync(join(agent.folder, "instar.config.ts"), "utf8");
  const create = (name: string, kind: string) => agent.run(["plugins", "create", name, "--kind", kind, "--here", "--yes", "--json"]);
  const said = async (text: string) => (await agent.run(["chat", "--once", text])).stdout;

  const looked = await agent.run(["plugins", "create", "tea", "--kind", "gate", "--here"]);
  expect(looked.stderr).toContain("+++ plugins/tea.ts");
  expect(looked.stderr).toContain('+import tea from "./plugins/tea.ts";');
  expect(looked.stdout).toContain("the same command with --yes");
  expect(looked.code).toBe(2);
  expect(config()).toBe(offlineConfig);
  expect(existsSync(join(agent.folder, "plugins"))).toBe(false);

  const gate = await create("tea", "gate");
  expect(gate.json()).toMatchObject({
    created: true,
    files: [{ file: "plugins/tea.ts" }],
    next: ["instar start", "instar hooks --trace", 'instar chat --once "run git push"'],
  });
  for (const [name, kind] of [
    ["post", "channel"],
    ["morning", "job"],
    ["world-time", "tool"],
    ["greet", "command"],
    ["glossary", "service"],
    ["parrot", "driver"],
  ] as const)
    expect((await create(name, kind)).code, kind).toBe(0);
  expect(config()).toContain("plugins: [offline(), tea(), post(), morning(), worldTime(), greet(), glossary(), parrot()],");

  expect((await agent.run(["start"])).code).toBe(0);
  await agent.run(["access", "grant", "post:me", "--owner"]);
  appendFileSync(join(agent.folder, "post-in.txt"), "good evening\n");
  expect(await said("hello")).toBe("You said: hello\n");
  expect(await said("/greet ada")).toContain("Hello, ada!");
  expect(await said("/glossary instar")).toContain("a stage between two moults");
  const answers = () => (existsSync(join(agent.folder, "post-out.txt")) ? readFileSync(join(agent.folder, "post-out.txt"), "utf8") : "");
  await expect.poll(answers).toContain("You said: good evening");

  const made = await Promise.all(
    ["tea", "morning", "world-time"].map(async (name) => ((await import(join(agent.folder, "plugins", `${name}.ts`))) as { default: () => Plugin }).default()),
  );
  await using kernel = await createTestKernel(made, { now: "2026-03-01T12:00:00Z" });
  expect(await askGates(kernel, { kind: "shell", command: "git push" })).toMatchObject({ allow: false, by: "tea: nothing leaves this machine" });
  expect(await askGates(kernel, { kind: "shell", command: "git status" })).toMatchObject({ allow: true });
  const signal = new AbortController().signal;
  for (const { value } of kernel.contributions(Jobs)) expect(await value.run({ dueAt: 0, attempt: 1, signal })).toBe("It is Sun Mar 01 2026.");
  for (const { value } of kernel.contributions(AgentTools))
    expect(await value.run({ zone: "Asia/Tokyo" }, { caller: { kind: "owner" }, signal })).toContain("21:00");

  const options = JSON.parse(readFileSync(join(root, "templates/agent/tsconfig.json"), "utf8")) as { compilerOptions: object };
  agent.write("tsconfig.json", JSON.stringify({ compilerOptions: { ...options.compilerOptions, types: ["node"] }, include: ["plugins", "instar.config.ts"] }));
  const types = promisify(execFile)(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", "."], { cwd: agent.folder });
  expect((await types.catch((error: { stdout: string }) => error)).stdout).toBe("");

  const removed = await agent.run(["plugins", "remove", "parrot", "--yes"]);
  expect(removed.stdout).toContain("Its file ./plugins/parrot.ts stays");
  expect(config()).not.toContain("parrot");
});

test("what cannot be put into the config is not written either, and the reason is named", slow, async () => {
  await using agent = makeAgentFolder();
  const config = () => readFileSync(join(agent.folder, "instar.config.ts"), "utf8");
  const before = { config: config(), files: readdirSync(agent.folder) };
  const refused = async (name: string, code: string, exit: number, more: readonly string[] = [], env = {}) => {
    const ran = await agent.run(["plugins", "create", name, "--kind", "job", "--here", "--yes", "--json", ...more], { env });
    expect(ran.json()).toMatchObject({ error: { code } });
    expect(ran.code).toBe(exit);
    expect(readdirSync(agent.folder).filter((file) => file !== ".instar")).toEqual(before.files);
  };
  await refused("echo", "CLI_PLUGIN_NAME_TAKEN", 2);
  await refused("tea", "CLI_OWNER_ONLY", 1, [], { INSTAR_SESSION: "session-1" });
  await refused("tea", "CLI_HERE_OR_FOLDER", 2, ["--folder", "tea"]);
  await refused("tea", "CLI_NO_AGENT_FOLDER", 1, ["--dir", join(agent.folder, "..", "home")]);
  expect(config()).toBe(before.config);

  agent.write("instar.config.ts", before.config.replace("[echo()]", "[echo()].slice()"));
  await refused("tea", "CLI_CONFIG_BY_HAND", 1);
  agent.write("instar.config.ts", `${before.config}\nthrow new Error("the config is out of order");\n`);
  await refused("tea", "CONFIG_UNREADABLE", 1);
});
