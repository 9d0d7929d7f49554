import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { fakeClaudeExecutable } from "@instar/testing/fake-claude";
import { answerBy, claudeExecutable, claudeTestEnvironment, echo, startModelEndpoint, useShell } from "@instar/testing/model-endpoint";
import { describe, expect, test } from "vitest";
import { type DrivenClaude, driveClaude, initialize, type Line, shapeOf } from "./drive-claude.ts";

/** What the real program did when this was recorded; record anew with `RECORD_FIXTURES=1`. */
const fixture = new URL("fixtures/claude-2.1.329-scenes.json", import.meta.url);
const sessionId = "11111111-2222-4333-8444-555555555555";
const order = /\[\[(tool|bg) (.*?)\]\]/;

/** A model that obeys the same words as the stand-in does. */
const obedient = answerBy(
  [
    {
      text: order,
      afterTool: false,
      answer: (request) => {
        const [, kind, command = ""] = order.exec(request.lastUserText) ?? [];
        const call = useShell(command);
        return kind === "bg" ? { tools: [{ name: "Bash", input: { command, description: "scripted", run_in_background: true } }] } : call;
      },
    },
    { text: "[[slow 500]]", answer: { text: "Slowly.", delayMs: 500 } },
  ],
  echo,
);

async function world() {
  const home = await mkdtemp(join(tmpdir(), "instar-fake-claude-"));
  const cwd = join(home, "work");
  await mkdir(cwd);
  const endpoint = await startModelEndpoint({ respond: obedient });
  const env = claudeTestEnvironment({ endpoint, home });
  const started: DrivenClaude[] = [];
  return {
    home,
    cwd,
    env,
    start(executable: string, ...args: string[]) {
      const claude = driveClaude(executable, { cwd, env, args });
      started.push(claude);
      return claude;
    },
    transcript: async (id = sessionId) => {
      const file = join(home, ".claude", "projects", cwd.replace(/[^a-zA-Z0-9]/g, "-"), `${id}.jsonl`);
      return (await readFile(file, "utf8"))
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Record<string, unknown> & { type: string });
    },
    async [Symbol.asyncDispose]() {
      for (const claude of started) await claude.kill("SIGKILL");
      await endpoint.close();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const preToolUse = (line: Line) => (line.request as { input?: { hook_event_name?: string } } | undefined)?.input?.hook_event_name === "PreToolUse";
const deny = { hookSpecificOutput: { hookEventName: "PreToolUse", permissionDecision: "deny", permissionDecisionReason: "because" } };
const ask = { hookSpecificOutput: { hookEventName: "PreToolUse", permissionDecision: "ask", permissionDecisionReason: "sure?" } };

/** The same inputs for both programs; gives the shapes of the lines of each scene. */
async function play(claude: DrivenClaude): Promise<Record<string, string[]>> {
  const scenes: Record<string, string[]> = {};
  let seen = 0;
  const scene = async (name: string, act: () => Promise<unknown>) => {
    await act();
    // `completed` follows its result; what an unknown request answers proves that all earlier lines have come.
    await claude.control({ subtype: "a request nobody knows" });
    scenes[name] = claude.lines
      .slice(seen)
      .filter((line) => line.type !== "control_response" && line.type !== "stream_event")
      .map(shapeOf);
    seen = claude.lines.length;
  };
  await scene("start", () => initialize(claude));
  await scene("text", () => claude.say("hello"));
  await scene("tool", () => claude.say("[[tool echo hi >> a.txt]]"));
  await scene("failing tool", () => claude.say("[[tool false]]"));
  claude.onPreToolUse(() => deny);
  await scene("denied", () => claude.say("[[tool echo hi >> denied.txt]]"));
  claude.onPreToolUse(() => ask);
  await scene("asked", () => claude.say("[[tool echo hi >> asked.txt]]"));
  claude.onPreToolUse(() => ({}));
  await scene("folded", async () => {
    const called = claude.next(preToolUse);
    const first = claude.say("[[tool until test -e go; do sleep 0.02; done]]");
    await called;
    const queued = claude.next((line) => line.type === "command_lifecycle" && line.state === "queued");
    const second = claude.say("[[say and]] second");
    await queued;
    await promisify(execFile)("touch", [join(cwdOf(claude), "go")]);
    expect(await first).toBe(await second);
  });
  await scene("interrupted", async () => {
    const called = claude.next(preToolUse);
    const result = claude.say("[[tool touch running; sleep 30]]");
    await called;
    await promisify(execFile)("sh", ["-c", "until test -e running; do sleep 0.02; done"], { cwd: cwdOf(claude) });
    await claude.control({ subtype: "interrupt" });
    await result;
  });
  await scene("model", () => claude.control({ subtype: "set_model", model: "claude-haiku-4-5" }));
  await scene("command as text", () => claude.say("/compact keep the plan"));
  await scene("compact", () => claude.say("/compact keep the plan", { composed: false }));
  await scene("background", async () => {
    const byItself = claude.next((line) => line.type === "result" && line.origin !== undefined);
    await claude.say("[[bg until test -e behind; do sleep 0.02; done]]");
    await promisify(execFile)("touch", [join(cwdOf(claude), "behind")]);
    await byItself;
  });
  return scenes;
}

function cwdOf(claude: DrivenClaude): string {
  return String(claude.lines.find((line) => line.subtype === "init")?.cwd);
}

describe("the stand-in for Claude Code", () => {
  test("speaks the same lines in the same order as the real program", async () => {
    await using real = await world();
    await using fake = await world();
    const realClaude = real.start(claudeExecutable(), "--session-id", sessionId);
    const fakeClaude = fake.start(fakeClaudeExecutable(), "--session-id", sessionId);
    const [expected, played] = await Promise.all([play(realClaude), play(fakeClaude)]);
    if (process.env.RECORD_FIXTURES) await writeFile(fixture, `${JSON.stringify(expected, undefined, 2)}\n`);
    const recorded = JSON.parse(await readFile(fixture, "utf8")) as unknown;
    expect(played).toEqual(expected);
    expect(expected).toEqual(recorded);
    expect(await realClaude.end()).toBe(0);
    expect(await fakeClaude.end()).toBe(0);
  });

  test("tells its version at once", async () => {
    const { stdout } = await promisify(execFile)(fakeClaudeExecutable(), ["--version"], { env: { PATH: process.env.PATH ?? "" } });
    expect(stdout).toBe("2.1.329 (Claude Code)\n");
  });

  test("remembers over a resume, and refuses a session it does not know or that exists already", async () => {
    await using its = await world();
    const first = its.start(fakeClaudeExecutable(), "--session-id", sessionId);
    await first.say("my cat is Tom");
    await first.kill("SIGKILL");
    const resumed = its.start(fakeClaudeExecutable(), "--resume", sessionId);
    expect(await resumed.say("what did I say?")).toMatchObject({ result: "You said before: my cat is Tom", session_id: sessionId });
    expect(await resumed.end()).toBe(0);
    expect(await its.start(fakeClaudeExecutable(), "--resume", "99999999-2222-4333-8444-555555555555").end()).toBe(1);
    expect(await its.start(fakeClaudeExecutable(), "--session-id", sessionId).end()).toBe(1);
  });

  test("forks into a session of its own", async () => {
    await using its = await world();
    const first = its.start(fakeClaudeExecutable(), "--session-id", sessionId);
    await first.say("one");
    const fork = its.start(fakeClaudeExecutable(), "--resume", sessionId, "--fork-session");
    const result = await fork.say("what did I say?");
    expect(result.result).toBe("You said before: one");
    expect(result.session_id).not.toBe(sessionId);
  });

  test("writes a transcript in which an answer descends from the message's own id", async () => {
    await using its = await world();
    const claude = its.start(fakeClaudeExecutable(), "--session-id", sessionId);
    await claude.say("[[tool echo hi]]", { uuid: "bbbbbbbb-0000-4000-8000-000000000001" });
    const records = await its.transcript();
    const answer = records.find((record) => (record.message as { stop_reason?: string } | undefined)?.stop_reason === "end_turn");
    const chain: unknown[] = [];
    for (let at = answer; at; at = records.find((record) => record.uuid === at?.parentUuid))
      chain.push(at.type === "assistant" ? (at.message as { stop_reason: string }).stop_reason : at.uuid);
    expect(chain.at(-1)).toBe("bbbbbbbb-0000-4000-8000-000000000001");
    expect(chain).toContain("tool_use");
  });

  test("merges waiting messages as the real program does, and keeps their ids", async () => {
    await using its = await world();
    for (const executable of [fakeClaudeExecutable(), claudeExecutable()]) {
      const id = executable === claudeExecutable() ? "22222222-2222-4333-8444-555555555555" : sessionId;
      const claude = its.start(executable, "--session-id", id);
      await claude.say("before");
      const [, second, third] = await Promise.all([claude.say("one [[slow 500]]"), claude.say("two"), claude.say("three")]);
      expect(second).toBe(third);
      expect(second?.user_message_uuids).toHaveLength(2);
      await claude.end();
      const merged = (await its.transcript(id)).find((record) => record.mergedSendUuids !== undefined);
      expect([merged?.mergedSendUuids, merged?.uuid]).toEqual([["aaaaaaaa-0000-4000-8000-000000000003"], "aaaaaaaa-0000-4000-8000-000000000004"]);
    }
  });

  test("obeys the gate: a denial, silence and a failure keep a tool from running", async () => {
    await using its = await world();
    const claude = its.start(fakeClaudeExecutable());
    await claude.control({ subtype: "initialize", hooks: { PreToolUse: [{ hookCallbackIds: ["cb"], timeout: 0.2, onFailure: "block" }] } });
    claude.onPreToolUse(() => deny);
    expect((await claude.say("[[tool touch a]]")).result).toContain("because");
    claude.onPreToolUse(() => undefined);
    expect((await claude.say("[[tool touch b]]")).result).toContain("did not respond");
    claude.onPreToolUse(() => ({ hookSpecificOutput: { hookEventName: "PreToolUse", updatedInput: { command: "echo rewritten" } } }));
    expect((await claude.say("[[tool touch c]]")).result).toBe("The tool gave: rewritten");
    const { stdout } = await promisify(execFile)("ls", [its.cwd]);
    expect(stdout).toBe("");
  });

  test("tells what it was told: the system prompt and what hooks added", async () => {
    await using its = await world();
    const claude = its.start(fakeClaudeExecutable(), "--append-system-prompt", "You are Kira.");
    await initialize(claude);
    claude.onPreToolUse(() => ({ hookSpecificOutput: { hookEventName: "PreToolUse", additionalContext: "Mind the gap." } }));
    await claude.say("[[tool true]]");
    expect((await claude.say("[[told]]")).result).toBe("You are Kira.\nMind the gap.");
  });

  test("fails in all the ways it is asked to", async () => {
    await using its = await world();
    const claude = its.start(fakeClaudeExecutable());
    expect(await claude.say("[[error 401]]")).toMatchObject({ subtype: "success", is_error: true, terminal_reason: "api_error", api_error_status: 401 });
    expect(await claude.say("[[limit 1800000000]]")).toMatchObject({ is_error: true, api_error: "usage_limit_reached" });
    expect(claude.lines.find((line) => line.type === "rate_limit_event")).toMatchObject({ rate_limit_info: { status: "rejected", resetsAt: 1_800_000_000 } });
    expect(await claude.say("[[retry 529 2]] [[say after all]]")).toMatchObject({ is_error: false, result: "after all" });
    expect(claude.lines.filter((line) => line.subtype === "api_retry")).toHaveLength(2);
    await claude.say("[[garbage]]");
    expect(claude.lines.some((line) => line.type === "no-json")).toBe(true);
    const hanging = claude.say("[[hang]]");
    await claude.next((line) => line.subtype === "status");
    await claude.control({ subtype: "interrupt" });
    expect(await hanging).toMatchObject({ subtype: "error_during_execution", terminal_reason: "aborted_streaming" });
    await expect(claude.say("[[crash 3]]")).rejects.toThrow("ended with 3");
  });

  test("dies or freezes when told to, so that nothing but a kill helps", async () => {
    await using its = await world();
    const crashing = its.start(fakeClaudeExecutable());
    await expect(crashing.say("[[crash]]")).rejects.toThrow("ended with null");
    const frozen = its.start(fakeClaudeExecutable());
    const said = frozen.say("[[freeze]]").catch(() => "killed");
    await frozen.next((line) => line.subtype === "status");
    const unanswered = frozen.control({ subtype: "interrupt" }).catch(() => "killed");
    await frozen.kill("SIGKILL");
    expect([await said, await unanswered]).toEqual(["killed", "killed"]);
  });

  test("goes on for a while when its supervisor has closed its side: guarded tools are blocked, and the transcript gets an answer", async () => {
    await using its = await world();
    const claude = its.start(fakeClaudeExecutable(), "--session-id", sessionId);
    await initialize(claude);
    claude.onPreToolUse(() => undefined);
    const called = claude.next(preToolUse);
    const said = claude.say("[[tool touch late.txt]]");
    await called;
    expect(await claude.end()).toBe(0);
    expect((await said).result).toContain("did not respond");
    const { stdout } = await promisify(execFile)("ls", [its.cwd]);
    expect(stdout).toBe("");
    expect((await its.transcript()).some((record) => (record.message as { stop_reason?: string } | undefined)?.stop_reason === "end_turn")).toBe(true);
  });
});
