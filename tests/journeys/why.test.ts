import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { RecordedEvent } from "@instar/kernel/contracts";
import { expect, test } from "vitest";
import { makeAgentFolder } from "../../packages/cli/test/agent-folder.ts";

const bin = fileURLToPath(new URL("../../packages/cli/bin/instar.js", import.meta.url));

/** An agent that uses a tool, waits for a file named `go`, and costs a cent; a gate denies its second tool. */
const config = `import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { SessionDrivers } from "@instar/kernel/contracts";
import { defineConfig, definePlugin, deny } from "instar";

const worker = definePlugin({ api: 1, name: "worker", setup({ contribute }) {
  contribute(SessionDrivers, {
    id: "worker", preference: 1, features: new Set(["resume", "inputIds", "toolGate"]),
    async spawn(spec, host) {
      const snapshot = { driver: "worker", version: 1, data: spec.ref.id };
      await host.emit({ type: "process", mark: { pid: 999999, startedAt: 1, mark: spec.ref.id } });
      await host.emit({ type: "snapshot", snapshot });
      const use = async (id, tool, command) => {
        const call = { id, session: spec.ref, cwd: spec.cwd, tool, input: { command }, action: { kind: "shell", command }, signal: new AbortController().signal };
        const { allow } = await host.decide(call);
        if (allow) await host.toolDone({ call, output: "", ok: true, elapsedMs: 7 });
      };
      const work = async (id, text) => {
        await use("look-" + id, "Bash", "ls my-private-folder");
        await use("force-" + id, "Bash", "git push --force");
        while (!existsSync(join(spec.cwd, "go"))) await setTimeout(20);
        await host.emit({ type: "usage", inputTokens: 1000, outputTokens: 20, costUsd: 0.01 });
        await host.emit({ type: "turn-end", inputs: [id], outcome: "done", text: "Done: " + text });
      };
      return { ref: spec.ref, phase: "idle", async send({ id, text }) { void work(id, text); }, async interrupt() {}, capture: async () => "",
        stop: async () => snapshot, async [Symbol.asyncDispose]() {} };
    },
    inspect: async () => "asked", async reap() {},
  });
} });
const guard = definePlugin({ api: 1, name: "guard", guards: ["preToolUse"], setup({ hooks }) {
  hooks.preToolUse.tap("keep history", ({ action }) => action.kind === "shell" && action.command.includes("--force") ? deny("That would rewrite history.") : undefined);
} });
export default defineConfig({ name: "kira", plugins: [worker(), guard()] });
`;

interface Why {
  readonly lines: readonly { readonly type: string; readonly text: string }[];
  readonly events: readonly RecordedEvent[];
  readonly summary: { readonly state: string; readonly costUsd: number; readonly crashes: number; readonly toolsDenied: number };
}

test("the story of a message that survived a crash shows the crash", { timeout: 120_000 }, async () => {
  await using agent = makeAgentFolder({ config });
  const { pid } = (await agent.run(["start", "--json"])).json<{ pid: number }>();
  const waiting = agent.run(["chat", "--once", "a very private text", "--timeout", "60"]);
  const inbox = async () => (await agent.run(["inbox", "--json"])).json<readonly { id: string; state: string }[]>();
  await expect.poll(async () => (await inbox())[0]?.state).toBe("running");
  const id = (await inbox())[0]?.id as string;
  await expect.poll(async () => (await agent.run(["events", "--json", "--type", "tool.denied"])).json<readonly unknown[]>().length).toBe(1);

  const unfinished = await agent.run(["why", id.slice(0, 13)]);
  expect(unfinished.stdout).toContain(`Message ${id}: running`);
  process.kill(pid, "SIGKILL");
  await expect.poll(async () => (await agent.run(["status"])).code).toBe(3);
  const dead = await agent.run(["why", id]);
  expect(dead.stdout).toContain(`Message ${id}: running`);
  expect(dead.stdout).toContain("`instar start` goes on with it.");
  agent.write("go", "");
  expect((await agent.run(["start"])).code).toBe(0);
  expect(await waiting).toMatchObject({ stdout: "Done: a very private text\n", code: 0 });
  await expect.poll(async () => (await agent.run(["why", id, "--json"])).json<Why>().lines.at(-1)?.type).toBe("reply.delivered");

  const { lines, events, summary } = (await agent.run(["why", id, "--json"])).json<Why>();
  expect(lines.map(({ type }) => type)).toEqual([
    "message.accepted",
    "message.running",
    "session.started",
    "tool.allowed",
    "tool.done",
    "tool.denied",
    "house.crashed",
    "house.started",
    "session.reaped",
    "message.running",
    "session.resumed",
    "tool.allowed",
    "tool.done",
    "tool.denied",
    "turn.ended",
    "message.answered",
    "reply.planned",
    "reply.delivered",
  ]);
  expect(lines.filter(({ type }) => type === "message.running").map(({ text }) => text)).toEqual([
    "Attempt 1: it is given to the agent.",
    "Attempt 2: it is given to the agent.",
  ]);
  expect(summary).toMatchObject({ state: "answered", costUsd: 0.01, crashes: 1, toolsDenied: 2 });
  expect(JSON.stringify(events)).not.toMatch(/private|--force/);

  const { stdout } = await agent.run(["why", id]);
  expect(stdout).toContain("The house crashed: this was its last sign of life.");
  expect(stdout).toContain("Bash was denied by guard: keep history: That would rewrite history.");
  expect(stdout).toContain("Cost: 0.01 USD");

  const call = events.find(({ type }) => type === "tool.denied")?.about.call as string;
  expect((await agent.run(["why", call])).stdout).toContain(`Tool call ${call}: denied`);
  const session = events.find(({ type }) => type === "session.started")?.about.session as string;
  expect((await agent.run(["why", session])).stdout).toContain(`Session ${session}`);
  const reply = events.find(({ type }) => type === "reply.planned")?.about.reply as string;
  expect((await agent.run(["why", `${reply}/0`])).stdout).toContain(`Reply ${reply}: delivered`);

  const unknown = await agent.run(["why", "no-such-thing"]);
  expect(unknown.code).toBe(1);
  expect(unknown.stderr).toContain("Nothing is known under");

  await agent.run(["stop"]);
  expect((await agent.run(["why", id])).stdout).toContain("It was answered.");
  expect((await agent.run(["events", "--type", "house"])).stdout.split("\n")[0]).toContain("house.stopped");
});

test("what happens is listed, narrowed, bounded and followed", { timeout: 120_000 }, async () => {
  await using agent = makeAgentFolder();
  expect((await agent.run(["start"])).code).toBe(0);
  await agent.run(["chat", "--once", "hello"]);
  const types = async (...flags: readonly string[]) =>
    (await agent.run(["events", "--json", ...flags])).json<readonly RecordedEvent[]>().map(({ type }) => type);
  await expect.poll(() => types("--type", "reply")).toEqual(["reply.delivered", "reply.planned"]);
  expect(await types("--limit", "1")).toHaveLength(1);
  expect(await types("--type", "message.accepted", "--type", "house.started")).toEqual(["message.accepted", "house.started"]);
  const [accepted] = (await agent.run(["events", "--json", "--type", "message.accepted"])).json<readonly RecordedEvent[]>();
  const about = await types("--about", accepted?.about.message as string);
  expect(about).toEqual(expect.arrayContaining(["message.accepted", "turn.ended", "reply.delivered"]));
  expect(about).not.toContain("house.started");
  expect((await agent.run(["events", "--type", "nothing"])).stdout).toContain("Nothing of that kind happened");
  const wrong = await agent.run(["events", "--since", "721"]);
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining("--since takes a number from 1 to 720, not 721.")]);

  const following = spawn(process.execPath, [bin, "events", "--follow", "--limit", "1", "--type", "message"], {
    cwd: agent.folder,
    stdio: ["ignore", "pipe", "ignore"],
  });
  let followed = "";
  following.stdout.on("data", (chunk: Buffer) => (followed += chunk.toString("utf8")));
  const ended = new Promise((resolve) => following.once("exit", resolve));
  await expect.poll(() => followed).toContain("message.answered");
  await agent.run(["chat", "--once", "again"]);
  await expect.poll(() => followed.split("\n").filter((line) => line.includes("message.answered")).length).toBe(2);
  following.kill("SIGINT");
  expect(await ended).toBe(0);
  const lines = spawn(process.execPath, [bin, "events", "--follow", "--limit", "2", "--json"], { cwd: agent.folder, stdio: ["ignore", "pipe", "ignore"] });
  let written = "";
  lines.stdout.on("data", (chunk: Buffer) => (written += chunk.toString("utf8")));
  await expect.poll(() => written.split("\n").length).toBe(3);
  expect(
    written
      .trim()
      .split("\n")
      .map((line) => typeof (JSON.parse(line) as RecordedEvent).position),
  ).toEqual(["number", "number"]);
  lines.kill("SIGINT");
  await agent.run(["stop"]);
  expect((await agent.run(["events", "--follow"])).stderr).toContain("The agent is not running");
});
