import { echo, type ModelFault, modelFault, useShell, useTool } from "@instar/testing/model-endpoint";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ClaudeHouse, eventually, openClaudeHouse } from "./claude-house.ts";

type Credential = "api-key" | "subscription";

async function createsAndIsRefused(house: ClaudeHouse, credential: Credential): Promise<void> {
  house.endpoint.script(useTool("Write", { file_path: `${house.folder}/hello.txt`, content: "hello\n" }), "I created hello.txt.");
  const created = await house.say("create hello.txt");
  expect(created).toMatchObject({ code: 0, stdout: "I created hello.txt.\n" });
  expect(house.read("hello.txt")).toBe("hello\n");

  house.endpoint.script(useShell("touch FORBIDDEN.txt"), "It was refused.");
  expect((await house.say("now push")).stdout).toContain("It was refused.");
  expect(house.has("FORBIDDEN.txt")).toBe(false);
  const told = house.endpoint.requests.at(-1);
  expect(told?.toolResults[0]?.text).toContain("That would rewrite shared history. Push a new branch instead.");
  expect(told?.credential).toBe(credential === "api-key" ? "api-key" : "token");
}

const createdAndRefused = "creates a file when asked, and a gated call does not run although permissions are bypassed";

describe("the real agent as root", () => {
  let house: ClaudeHouse;
  beforeAll(async () => {
    house = await openClaudeHouse({
      declarations: `import { ContextBlocks } from "@instar/kernel/contracts";
const identity = definePlugin({ api: 1, name: "who", setup: ({ contribute }) => void contribute(ContextBlocks, { id: "who", moments: ["system"], priority: 100, maxTokens: 100, render: () => "You are Kira, keeper of the lighthouse." }) });`,
      plugins: "identity()",
    });
    await house.start();
  });
  beforeEach(() => house.endpoint.respond(echo));
  afterAll(async () => house[Symbol.asyncDispose]());

  test(`${createdAndRefused} (with an API key)`, async () => createsAndIsRefused(house, "api-key"), 90_000);

  test("a slash command from a person stays text", async () => {
    await house.say("remember me");
    const { stdout } = await house.say("/clear");
    expect(stdout).toContain("/clear");
    const request = house.endpoint.requests.at(-1);
    expect(request?.lastUserText).toContain("/clear");
    expect(request?.text).toContain("remember me");
  }, 60_000);

  test("identity is in the request before and after a compaction", async () => {
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
    expect(inbox.map(({ state }) => state)).toEqual(inbox.map(() => "answered"));
    expect(inbox.filter(({ attempt }) => attempt !== 1)).toMatchObject([{ attempt: 2 }]);
  }, 90_000);

  test("SIGTERM in mid-turn: the daemon is gone within ten seconds, and the message is answered after the next start", async () => {
    const before = house.endpoint.requests.length;
    house.endpoint.script({ hang: true });
    const waiting = house.say("think");
    await eventually(() => house.endpoint.requests.length === before + 1, "the request to the model");
    const began = Date.now();
    process.kill(house.daemonPid(), "SIGTERM");
    await eventually(async () => (await house.instar("status")).code === 3, "the daemon to stop");
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(house.agentProcesses()).toEqual([]);
    await house.start();
    expect((await waiting).stdout).toContain("think");
  }, 60_000);

  test.concurrent("a stopped daemon (SIGSTOP) in mid-call: the guarded tool does not run", async () => {
    const before = house.endpoint.requests.length;
    house.endpoint.script({ text: "", tools: [], ...useShell("touch two.txt"), delayMs: 1_000 }, "done");
    const waiting = house.say("work");
    await eventually(() => house.endpoint.requests.length === before + 1, "the request to the model");
    const pid = house.daemonPid();
    process.kill(pid, "SIGSTOP");
    await new Promise((resolve) => setTimeout(resolve, 4_000)); // the CLI is another process on the real clock: this is how long it has to do wrong
    expect(house.has("two.txt")).toBe(false);
    process.kill(pid, "SIGCONT");
    await waiting;
    expect(house.has("two.txt")).toBe(true);
  }, 90_000);

  // Beside the one that mostly waits.
  test.concurrent.each(["api-key", "subscription"] as const)(
    `as nobody with %s: ${createdAndRefused}`,
    async (credential) => {
      await using another = await openClaudeHouse({ user: "nobody", credential });
      await another.start();
      await createsAndIsRefused(another, credential);
    },
    90_000,
  );
});

describe("each fault of the model reaches the chat as one sentence", () => {
  let house: ClaudeHouse;
  beforeAll(async () => {
    house = await openClaudeHouse({ maxRetries: 0, conversations: "{ attempts: 1 }" });
    await house.start();
  });
  afterAll(async () => house[Symbol.asyncDispose]());

  const reachesTheChat = async (fault: () => ModelFault, where: "stdout" | "stderr", words: RegExp) => {
    house.endpoint.respond(() => fault());
    const said = (await house.instar("chat", "--once", "hello", "--timeout", "8"))[where];
    expect(said).toMatch(words);
    expect(said.split("\n").filter((line) => words.test(line))).toHaveLength(1);
  };

  test.each([
    ["401", modelFault.unauthorized, /log(ged)? in|credential|key/i],
    ["a 529", modelFault.overloaded, /overloaded/i],
    ["a server error", modelFault.serverError, /error|fail/i],
  ] as const)("%s", async (_name, fault, words) => reachesTheChat(fault, "stdout", words), 90_000);

  // From here on everyone mostly waits, so they wait together.
  test.concurrent("a 429", async () => reachesTheChat(() => modelFault.rateLimited(1), "stderr", /no more requests.* I go on by myself at \d\d:\d\d/i), 90_000);

  test.concurrent(`as root with a subscription: ${createdAndRefused}; a used-up one parks the message until the reset and says so`, async () => {
    await using subscriber = await openClaudeHouse({ maxRetries: 0, credential: "subscription" });
    await subscriber.start();
    await createsAndIsRefused(subscriber, "subscription");
    const resetsAt = Math.ceil(Date.now() / 1_000) * 1_000 + 3_600_000;
    subscriber.endpoint.respond(() => modelFault.usageLimit({ resetsAt }));
    const { stderr } = await subscriber.instar("chat", "--once", "hello", "--timeout", "8");
    expect(stderr).toMatch(/I go on by myself at \d\d:\d\d/);
    const inbox = JSON.parse((await subscriber.instar("inbox", "--json")).stdout) as { state: string; notBefore: number }[];
    expect(inbox.filter(({ state }) => state !== "answered")).toMatchObject([{ state: "accepted", notBefore: resetsAt }]);
  }, 90_000);

  test.concurrent("an agent that hangs is told about, and then interrupted with the reason", async () => {
    await using hanging = await openClaudeHouse({ conversations: "{ quietAfterMs: 1_000, stalledAfterMs: 3_000 }" });
    await hanging.start();
    hanging.endpoint.respond(() => ({ hang: true }));
    const { stdout, stderr, code } = await hanging.instar("chat", "--once", "hello", "--timeout", "60");
    expect(stderr).toMatch(/Still waiting: the agent has been silent/);
    expect(stdout).toMatch(/I interrupted the agent: it had been silent/);
    expect(code).toBe(1);
  }, 90_000);
});
