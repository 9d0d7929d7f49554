import { modelFault, useShell, useTool } from "@instar/testing/model-endpoint";
import { describe, expect, test } from "vitest";
import { eventually, openClaudeHouse } from "./claude-house.ts";

const users = [
  { user: "root", credential: "api-key" },
  { user: "root", credential: "subscription" },
  { user: "nobody", credential: "api-key" },
  { user: "nobody", credential: "subscription" },
] as const;

describe.each(users)("the real agent as $user with $credential", (who) => {
  test("creates a file when asked, and a gated call does not run although permissions are bypassed", async () => {
    await using house = await openClaudeHouse(who);
    await house.start();
    house.endpoint.script(useTool("Write", { file_path: `${house.folder}/hello.txt`, content: "hello\n" }), "I created hello.txt.");
    const created = await house.say("create hello.txt");
    expect(created).toMatchObject({ code: 0, stdout: "I created hello.txt.\n" });
    expect(house.read("hello.txt")).toBe("hello\n");

    house.endpoint.script(useShell("touch FORBIDDEN.txt"), "It was refused.");
    expect((await house.say("now push")).stdout).toContain("It was refused.");
    expect(house.has("FORBIDDEN.txt")).toBe(false);
    const told = house.endpoint.requests.at(-1);
    expect(told?.toolResults[0]?.text).toContain("That would rewrite shared history. Push a new branch instead.");
    expect(told?.credential).toBe(who.credential === "api-key" ? "api-key" : "token");
  }, 90_000);
});

test("a slash command from a person stays text", async () => {
  await using house = await openClaudeHouse();
  await house.start();
  await house.say("remember me");
  const { stdout } = await house.say("/clear");
  expect(stdout).toContain("/clear");
  const request = house.endpoint.requests.at(-1);
  expect(request?.lastUserText).toContain("/clear");
  expect(request?.text).toContain("remember me");
}, 60_000);

test("identity is in the request before and after a compaction", async () => {
  await using house = await openClaudeHouse({
    declarations: `import { ContextBlocks } from "@instar/kernel/contracts";
const identity = definePlugin({ api: 1, name: "who", setup: ({ contribute }) => void contribute(ContextBlocks, { id: "who", moments: ["system"], priority: 100, maxTokens: 100, render: () => "You are Kira, keeper of the lighthouse." }) });`,
    plugins: "identity()",
  });
  await house.start();
  await house.say("hello");
  expect(house.endpoint.requests.at(-1)?.system).toContain("keeper of the lighthouse");
  let tooLong = true;
  house.endpoint.respond((request) => {
    if (request.text.includes("This session is being continued")) return "After the compaction.";
    if (/detailed summary/i.test(request.lastUserText)) return "A summary of what was said.";
    if (!tooLong) return "It was not compacted.";
    tooLong = false;
    return modelFault.promptTooLong();
  });
  const { stdout } = await house.say("go on");
  expect(stdout).toContain("After the compaction.");
  expect(house.endpoint.requests.at(-1)?.system).toContain("keeper of the lighthouse");
  expect(house.endpoint.requests.at(-1)?.text).toContain("A summary of what was said.");
}, 60_000);

test("after kill -9 of the daemon no tool runs, no model request goes out and no process is left; a restart answers", async () => {
  await using house = await openClaudeHouse();
  await house.start();
  house.endpoint.respond((request) => (request.text.includes("You were interrupted") ? "I looked, and went on." : "I was not told."));
  house.endpoint.script(useShell("echo started > begun.txt; for i in $(seq 1 400); do sleep 0.1; done; touch after.txt"));
  const waiting = house.say("work for long");
  await eventually(() => house.has("begun.txt"), "the tool to begin");
  const requests = house.endpoint.requests.length;
  const pid = house.daemonPid();
  process.kill(pid, "SIGKILL");
  await eventually(() => house.agentProcesses().length === 0, "every process of the agent to end");
  expect(house.endpoint.requests).toHaveLength(requests);
  expect(house.has("after.txt")).toBe(false);

  await house.start();
  expect(house.daemonPid()).not.toBe(pid);
  const { stdout } = await waiting;
  expect(stdout).toBe("I looked, and went on.\n");
  const inbox = JSON.parse((await house.instar("inbox", "--json")).stdout) as { state: string; attempt: number }[];
  expect(inbox).toMatchObject([{ state: "answered", attempt: 2 }]);
}, 90_000);

test("a stopped daemon (SIGSTOP) in mid-call: the guarded tool does not run", async () => {
  await using house = await openClaudeHouse();
  await house.start();
  house.endpoint.script({ text: "", tools: [], ...useShell("touch two.txt"), delayMs: 1_000 }, "done");
  const waiting = house.say("work");
  await eventually(() => house.endpoint.requests.length === 1, "the request to the model");
  const pid = house.daemonPid();
  process.kill(pid, "SIGSTOP");
  await new Promise((resolve) => setTimeout(resolve, 4_000)); // the CLI is another process on the real clock: this is how long it has to do wrong
  expect(house.has("two.txt")).toBe(false);
  process.kill(pid, "SIGCONT");
  await waiting;
  expect(house.has("two.txt")).toBe(true);
}, 90_000);

test("SIGTERM in mid-turn: the daemon is gone within ten seconds, and the message is answered after the next start", async () => {
  await using house = await openClaudeHouse();
  await house.start();
  house.endpoint.script({ hang: true });
  const waiting = house.say("think");
  await eventually(() => house.endpoint.requests.length === 1, "the request to the model");
  const began = Date.now();
  process.kill(house.daemonPid(), "SIGTERM");
  await eventually(async () => (await house.instar("status")).code === 3, "the daemon to stop");
  expect(Date.now() - began).toBeLessThan(10_000);
  expect(house.agentProcesses()).toEqual([]);
  await house.start();
  expect((await waiting).stdout).toContain("think");
}, 60_000);

describe("each fault of the model reaches the chat as one sentence", () => {
  const faults = [
    ["401", modelFault.unauthorized, "stdout", /log(ged)? in|credential|key/i],
    ["a 529", modelFault.overloaded, "stdout", /overloaded/i],
    ["a 429", () => modelFault.rateLimited(1), "stderr", /no more requests.* I go on by myself at \d\d:\d\d/i],
    ["a server error", modelFault.serverError, "stdout", /error|fail/i],
  ] as const;

  test.each(faults)(
    "%s",
    async (_name, fault, where, words) => {
      await using house = await openClaudeHouse({ maxRetries: 0, conversations: "{ attempts: 1 }" });
      await house.start();
      house.endpoint.respond(() => fault());
      const said = (await house.instar("chat", "--once", "hello", "--timeout", "8"))[where];
      expect(said).toMatch(words);
      expect(said.split("\n").filter((line) => words.test(line))).toHaveLength(1);
    },
    90_000,
  );

  test("a used-up subscription parks the message until the reset and says so", async () => {
    await using house = await openClaudeHouse({ maxRetries: 0, credential: "subscription" });
    await house.start();
    const resetsAt = Math.ceil(Date.now() / 1_000) * 1_000 + 3_600_000;
    house.endpoint.respond(() => modelFault.usageLimit({ resetsAt }));
    const { stderr } = await house.instar("chat", "--once", "hello", "--timeout", "8");
    expect(stderr).toMatch(/I go on by myself at \d\d:\d\d/);
    const inbox = JSON.parse((await house.instar("inbox", "--json")).stdout) as { state: string; notBefore: number }[];
    expect(inbox).toMatchObject([{ state: "accepted", notBefore: resetsAt }]);
  }, 60_000);

  test("an agent that hangs is told about, and then interrupted with the reason", async () => {
    await using house = await openClaudeHouse({ conversations: "{ quietAfterMs: 1_000, stalledAfterMs: 3_000 }" });
    await house.start();
    house.endpoint.respond(() => ({ hang: true }));
    const { stdout, stderr, code } = await house.instar("chat", "--once", "hello", "--timeout", "60");
    expect(stderr).toMatch(/Still waiting: the agent has been silent/);
    expect(stdout).toMatch(/I interrupted the agent: it had been silent/);
    expect(code).toBe(1);
  }, 90_000);
});
