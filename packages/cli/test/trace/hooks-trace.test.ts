import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { TraceLine } from "../../src/trace/trace-line.ts";
import { type AgentFolder, makeAgentFolder } from "../agent-folder.ts";

const secret = "sk-very-secret-1234567890";

const config = `import { defineConfig, definePlugin, env, isolated } from "instar";
import { deny } from "@instar/kernel";
import { Lifecycle } from "@instar/kernel/contracts";
import { z } from "zod";
import echo from "./echo-driver.ts";

const asks = definePlugin({
  api: 1, name: "asks", needs: { lifecycle: Lifecycle }, guards: ["preToolUse"],
  options: z.object({ key: z.string() }),
  setup({ hooks, services, options }) {
    hooks.preToolUse.tap("keep away from secrets", () => deny(\`Not with \${options.key}.\`, "Leave it out."));
    hooks.afterMessage.tap("try a tool", async ({ session }) => {
      const call = { id: "call-1", session, cwd: "/", tool: "Bash", input: { command: "the very text" }, action: { kind: "other" }, signal: new AbortController().signal };
      await services.lifecycle.decide(call as never);
      throw new Error("after all");
    });
  },
});
export default defineConfig({ name: "kira", plugins: [echo(), asks({ key: env("KEY") }), isolated("./plugins/apart.ts")] });
`;

const apart = `import { definePlugin } from "@instar/kernel";
export default definePlugin({
  api: 1, name: "apart",
  setup({ hooks }) {
    hooks.beforeMessage.tap("shout", (message) => ({ ...message, text: message.text.toUpperCase() }));
  },
});
`;

/** `instar hooks --trace`, and what it has said so far. */
function watch(agent: AgentFolder, args: readonly string[]) {
  const child = spawn(process.execPath, [fileURLToPath(new URL("../../bin/instar.js", import.meta.url)), "hooks", "--trace", ...args], {
    cwd: agent.folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (said.stdout += chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => (said.stderr += chunk.toString("utf8")));
  return Object.assign(said, { child, ended: once(child as ChildProcess, "exit").then(([code]) => code as number) });
}

test("the taps of a running agent are shown as they run, also over a reload, without a word of what was said", { timeout: 120_000 }, async () => {
  await using agent = makeAgentFolder({ config });
  agent.write("plugins/apart.ts", apart);
  const stopped = await agent.run(["hooks", "--trace"]);
  expect([stopped.code, stopped.stderr]).toEqual([3, expect.stringContaining("`instar start`")]);
  expect((await agent.run(["hooks", "--trace", "--hook", "preTolUse"])).stderr).toContain("Did you mean preToolUse?");
  expect((await agent.run(["hooks", "--limit", "3"])).code).toBe(2);

  const env = { KEY: secret };
  expect((await agent.run(["start"], { env })).code).toBe(0);
  const all = watch(agent, ["--json"]);
  const gates = watch(agent, ["--hook", "preToolUse", "--plugin", "asks", "--limit", "1"]);
  await expect.poll(() => all.stderr + gates.stderr).toMatch(/Watching \d+ taps[\s\S]*Watching 1 tap;/);
  expect((await agent.run(["chat", "--once", "tell me"])).stdout).toBe("1: TELL ME\n");
  expect(await gates.ended).toBe(0);
  expect(gates.stdout).toMatch(
    / preToolUse {7}asks: keep away from secrets {2}deny: Not with \[secret\]\.? .* ms {2}\[call call-1, tool Bash, session [\w-]+\]\n +Leave it out\.\n$/,
  );

  const lines = () =>
    all.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as TraceLine);
  await expect.poll(() => lines().some(({ verdict, plugin }) => plugin === "asks" && verdict === "failed")).toBe(true);
  const of = (name: string) => lines().find(({ plugin, hook }) => `${plugin} ${hook}` === name);
  expect(of("apart beforeMessage")).toMatchObject({
    kind: "pipeline",
    reason: "shout",
    verdict: "replaced",
    changed: ["text"],
    about: { channel: "local", message: expect.any(String) },
  });
  expect(of("asks preToolUse")).toMatchObject({ kind: "gate", verdict: "deny", hint: "Leave it out.", about: { call: "call-1", tool: "Bash" } });
  expect(of("asks afterMessage")).toMatchObject({
    verdict: "failed",
    outcome: "reported",
    error: { code: "HOOK_TAP_FAILED", message: expect.stringContaining("after all") },
  });
  expect(of("events pluginError")).toMatchObject({ verdict: "nothing", about: { failed: "asks in afterMessage" } });

  expect((await agent.run(["restart"], { env })).code).toBe(0);
  await expect.poll(() => all.stderr).toMatch(/has gone away[\s\S]*The agent is back \(process \d+\)/);
  await agent.run(["chat", "--once", "once more"]);
  await expect.poll(() => lines().filter(({ plugin, hook }) => plugin === "apart" && hook === "beforeMessage").length).toBe(2);
  expect(all.stdout + all.stderr + gates.stdout).not.toMatch(/very text|tell me|TELL ME|sk-very-secret/i);
  all.child.kill("SIGINT");
  expect(await all.ended).toBe(0);

  const narrowed = await agent.run(["hooks", "--plugin", "asks", "--hook", "preToolUse", "--json"]);
  expect(narrowed.json()).toEqual({ preToolUse: { kind: "gate", taps: [{ plugin: "asks", reason: "keep away from secrets", stage: 0 }] } });
});
