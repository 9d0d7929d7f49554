import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openChat } from "../src/chat/open-chat.ts";
import type { AgentStatus } from "../src/daemon/agent-status.ts";
import { probeAgent } from "../src/project/probe-agent.ts";
import { makeAgentFolder } from "./agent-folder.ts";

interface Failure {
  readonly error: { readonly code: string; readonly message: string; readonly hint: string };
}

const config = (body: string, more = "") => `import { defineConfig, definePlugin, service } from "instar";
import { z } from "zod";
import echo from "./echo-driver.ts";
${more}
export default defineConfig({ name: "kira", plugins: [echo(), ${body}] });
`;
const plugin = (setup: string) => config(`definePlugin({ api: 1, name: "wrong", ${setup} })()`);

test("whatever is wrong with a changed config, the old agent runs on untouched, and the reason is named", { timeout: 180_000 }, async () => {
  await using agent = makeAgentFolder({ config: config("") });
  await agent.run(["start"]);
  const { pid } = (await probeAgent(agent.folder)) as AgentStatus;
  const wrong: readonly (readonly [string, string, RegExp])[] = [
    ["a syntax error", "export default defineConfig({", /CONFIG_UNREADABLE.*instar\.config\.ts/s],
    [
      "an unknown option",
      config(`definePlugin({ api: 1, name: "wrong", options: z.object({ limit: z.number().default(1) }), setup() {} })({ limt: 2 })`),
      /KERNEL_CONFIG_INVALID.*limt/s,
    ],
    ["a missing service", plugin(`needs: { gone: service("gone") }, setup() {}`), /KERNEL_CONFIG_INVALID.*needs "gone"/s],
    ["a plugin that throws at import", config("", `import "./thrower.ts";`), /at import \(thrower\.ts:1\)/],
    ["a plugin that ends the process at import", config("", `import "./ender.ts";`), /CLI_CHECK_ENDED.*reading the config/s],
    ["a plugin that throws in its set-up", plugin(`setup() { throw new Error("no luck"); }`), /CLI_SETUP_FAILED.*wrong.*no luck \(instar\.config\.ts:5\)/s],
    [
      "a gate that is tapped undeclared",
      plugin(`setup: ({ hooks }) => void hooks.preToolUse.tap("look", () => undefined)`),
      /Add `guards: \["preToolUse"\]` to its definition.*restart/s,
    ],
    [
      "a hook that there is not",
      plugin(`setup: ({ hooks }) => void hooks.preToolUs.tap("look", () => undefined)`),
      /no hook named preToolUs.*\(instar\.config\.ts:5\)\nDid you mean preToolUse/s,
    ],
    [
      "an import that is no factory",
      config("thrower()", `import thrower from "./plain.ts";`),
      /CLI_NO_FACTORY.*plain\.ts has no default export made by definePlugin/s,
    ],
    ["a file that is named and gives no plugin", config(`["./plain.ts"]`), /CLI_NO_FACTORY.*plain\.ts has no default export/s],
    ["a plugin that hangs in its set-up", plugin(`setup: () => new Promise(() => undefined)`), /CLI_CHECK_HUNG.*setting up wrong/s],
    [
      "a plugin that blocks in its set-up",
      plugin(`setup() { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); }`),
      /CLI_CHECK_HUNG.*setting up wrong/s,
    ],
  ];
  agent.write("thrower.ts", 'throw new Error("at import");');
  agent.write("plain.ts", "export const plain = 1;");
  agent.write("ender.ts", "process.exit(3);");
  for (const [what, text, said] of wrong) {
    agent.write("instar.config.ts", text);
    // What does not hang has the time that it has at home: a busy machine may take 5 s to look
    const ran = await agent.run(["reload", ...(said.source.includes("HUNG") ? ["--check", "5"] : []), "--json"]);
    expect(ran.code, what).toBe(1);
    const { error } = ran.json<Failure>();
    expect(`${error.code}: ${error.message}\n${error.hint}`, what).toMatch(said);
    expect(await probeAgent(agent.folder), what).toMatchObject({ running: true, phase: "running", pid, changed: ["instar.config.ts"] });
  }
  expect((await agent.run(["status"])).stdout).toContain("Config:    changed since it was started (instar.config.ts); `instar reload`");
  expect((await agent.run(["chat", "--once", "still there?"])).stdout).toBe("1: still there?\n");
  agent.write("instar.config.ts", config(""));
  expect((await agent.run(["status", "--json"])).json<AgentStatus>().changed).toBeUndefined();
});

test("messages that are said without pause while the agent reloads are all answered, each once and in order", { timeout: 180_000 }, async () => {
  const store = (more: string) => config(`store({ file: "elsewhere.db" }), ${more}`, 'import store from "@instar/plugin-store";');
  await using agent = makeAgentFolder({ config: store("") });
  await agent.run(["start"]);
  const answers: string[] = [];
  await using chat = await openChat({ project: agent.folder, conversation: "main", patienceMs: 60_000, onPart: (part) => void answers.push(part.text) });
  const said: string[] = [];
  let talking = true;
  const talk = (async () => {
    while (talking) {
      const text = `m${said.length}`;
      said.push(text);
      await chat.say(text);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  })();
  for (const name of ["one", "two"]) {
    agent.write("instar.config.ts", store(`definePlugin({ api: 1, name: "${name}", setup() {} })()`));
    const reloaded = await agent.run(["reload", "--json"]);
    expect(reloaded.json()).toMatchObject({ reloaded: true, name: "kira" });
    expect((await agent.run(["plugins"])).stdout).toMatch(new RegExp(`^${name} `, "m"));
  }
  talking = false;
  await talk;
  expect(said.length).toBeGreaterThan(20);
  await expect
    .poll(async () => ((await chat.call("conversations", "status", [])) as { open: number; pending: number }).open, { timeout: 60_000, interval: 100 })
    .toBe(0);
  const heard = () => answers.flatMap((text) => [...text.matchAll(/\bm\d+\b/g)].map(([word]) => word));
  await expect.poll(heard).toEqual(said);
  const inbox = (await agent.run(["inbox", "--limit", "1000", "--json"])).json<readonly { text: string; state: string; attempt: number }[]>();
  expect(inbox.filter(({ state }) => state !== "answered" && state !== "merged")).toEqual([]);
  expect(inbox.map(({ text }) => text).reverse()).toEqual(said);
});

test("a turn that runs may end before the agent is exchanged; one that takes longer than the grace is taken up by the new one", {
  timeout: 180_000,
}, async () => {
  await using agent = makeAgentFolder({ config: config("") });
  await agent.run(["start"]);
  const slow = agent.run(["chat", "--once", "until go, please", "--conversation", "a"]);
  await expect.poll(() => probeAgent(agent.folder)).toMatchObject({ working: 1 });
  const reloading = agent.run(["reload", "--grace", "30", "--json"]);
  await expect.poll(() => readFileSync(join(agent.folder, ".instar/logs/instar.log"), "utf8")).toContain("Draining");
  agent.write("go", "");
  expect((await reloading).json()).toMatchObject({ reloaded: true });
  expect((await slow).stdout).toBe("1: until go, please\n");
  expect((await agent.run(["inbox", "--json"])).json<readonly object[]>()).toMatchObject([{ state: "answered", attempt: 1 }]);

  rmSync(join(agent.folder, "go"));
  const slower = agent.run(["chat", "--once", "until go, again", "--conversation", "b"]);
  await expect.poll(() => probeAgent(agent.folder)).toMatchObject({ working: 1 });
  expect((await agent.run(["reload", "--grace", "1", "--json"])).json()).toMatchObject({ reloaded: true });
  agent.write("go", "");
  expect((await slower).stdout).toBe("1: until go, again\n");
  expect((await agent.run(["inbox", "--json"])).json<readonly object[]>()[0]).toMatchObject({ state: "answered", attempt: 2 });
});

test("when the new agent cannot start though the check had passed, the config of before comes back and this is said", { timeout: 180_000 }, async () => {
  const good = config("");
  await using agent = makeAgentFolder({ config: good });
  await agent.run(["start"]);
  const bad = good.replace("export default", 'if (process.argv[1]?.endsWith("daemon.js")) throw new Error("only when it is real");\nexport default');
  agent.write("instar.config.ts", bad);
  const ran = await agent.run(["reload", "--json"]);
  expect(ran.code).toBe(1);
  expect(ran.json()).toMatchObject({
    error: { code: "CLI_RELOAD_FAILED", message: expect.stringContaining("only when it is real"), hint: expect.stringContaining("instar.config.rejected.ts") },
  });
  expect((await agent.run(["chat", "--once", "hello"])).stdout).toBe("1: hello\n");
  expect(readFileSync(join(agent.folder, "instar.config.ts"), "utf8")).toBe(good);
  expect(readFileSync(join(agent.folder, "instar.config.rejected.ts"), "utf8")).toBe(bad);
  await agent.run(["stop"]);
  expect((await agent.run(["reload"])).code).toBe(3);
});

test("a reload whose terminal goes away while the agent drains still leaves an agent that runs", { timeout: 120_000 }, async () => {
  await using agent = makeAgentFolder({ config: config("") });
  await agent.run(["start"]);
  const { pid } = (await probeAgent(agent.folder)) as AgentStatus;
  const slow = agent.run(["chat", "--once", "until go, please"]);
  await expect.poll(() => probeAgent(agent.folder)).toMatchObject({ working: 1 });
  const reloading = spawn(process.execPath, [fileURLToPath(new URL("../bin/instar.js", import.meta.url)), "reload"], { cwd: agent.folder, stdio: "ignore" });
  const ended = once(reloading, "exit");
  await expect.poll(() => readFileSync(join(agent.folder, ".instar/logs/instar.log"), "utf8")).toContain("Draining");
  reloading.kill("SIGHUP");
  agent.write("go", "");
  await ended;
  expect((await slow).stdout).toBe("1: until go, please\n");
  await expect.poll(() => probeAgent(agent.folder)).toMatchObject({ running: true, phase: "running" });
  expect(await probeAgent(agent.folder)).not.toMatchObject({ pid });
});

test("a config of before that takes long to start stays in its place, and the agent is not said to be down", { timeout: 120_000 }, async () => {
  const inDaemon = 'process.argv[1]?.endsWith("daemon.js")';
  const slow = `import { existsSync } from "node:fs";\nwhile (${inDaemon} && existsSync("slow")) await new Promise((resolve) => setTimeout(resolve, 50));\n`;
  const good = `${slow}${config("")}`;
  await using agent = makeAgentFolder({ config: good });
  await agent.run(["start"]);
  agent.write("slow", "");
  agent.write("instar.config.ts", `if (${inDaemon}) throw new Error("only when it is real");\n${config("")}`);
  const ran = await agent.run(["reload", "--timeout", "4", "--json"]);
  const { error } = ran.json<{ error: { code: string; hint: string } }>();
  expect(error).toMatchObject({ code: "CLI_RELOAD_FAILED", hint: expect.stringMatching(/still starting.*instar\.config\.rejected\.ts/s) });
  expect(readFileSync(join(agent.folder, "instar.config.ts"), "utf8")).toBe(good);
  rmSync(join(agent.folder, "slow"));
  await expect.poll(() => probeAgent(agent.folder), { timeout: 30_000 }).toMatchObject({ running: true, phase: "running" });
});
