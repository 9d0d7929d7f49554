import { afterAll, beforeAll, expect, test } from "vitest";
import { probeAgent } from "../src/project/probe-agent.ts";
import { connect } from "../src/socket/connect.ts";
import type { Push } from "../src/socket/protocol.ts";
import { makeAgentFolder } from "./agent-folder.ts";

interface Part {
  readonly key: string;
  readonly text: string;
}

interface Row {
  readonly id: string;
  readonly state: string;
  readonly text: string;
  readonly address: { readonly conversation: string };
}

/** It serves all that do not count its lives; each test has a conversation of its own. */
const agent = makeAgentFolder();
beforeAll(async () => void (await agent.run(["start"])));
afterAll(() => agent[Symbol.asyncDispose]());

/** A terminal whose every move the test makes. */
async function openTerminal(conversation: string, seen: readonly string[] = []) {
  const parts: Part[] = [];
  const connection = await connect(agent.folder, { onPush: ({ event, data }: Push) => void (event === "part" && parts.push(data as Part)) });
  await connection.call("chat", "attach", [conversation, seen]);
  const rows = async (list: "inbox" | "outbox") =>
    ((await connection.call("conversations", list, [{}])) as Row[]).filter(({ address }) => address.conversation === conversation);
  return {
    parts,
    say: (key: string, text: string) => connection.call("chat", "say", [conversation, `${conversation}-${key}`, text]),
    acknowledge: (key: string) => connection.call("chat", "seen", [conversation, key]),
    outbox: () => rows("outbox"),
    inbox: () => rows("inbox"),
    close: () => connection[Symbol.dispose](),
  };
}

test("a message that is said twice under one key is handled once", { timeout: 90_000 }, async () => {
  const terminal = await openTerminal("twice");
  const [first, second] = [await terminal.say("key-1", "hello"), await terminal.say("key-1", "hello")];
  expect(second).toEqual(first);
  await expect.poll(() => terminal.parts.length).toBe(1);
  await terminal.acknowledge(terminal.parts[0]?.key ?? "");
  await expect.poll(async () => (await terminal.outbox()).map(({ state }) => state)).toEqual(["delivered"]);
  expect(await terminal.say("key-1", "hello")).toEqual(first);
  expect(await terminal.inbox()).toHaveLength(1);
  expect(terminal.parts).toHaveLength(1);
  terminal.close();
});

test("a part that a terminal has not acknowledged is shown to the next one, unless that one has seen it", { timeout: 90_000 }, async () => {
  const first = await openTerminal("unseen");
  await first.say("key-1", "one");
  await expect.poll(() => first.parts.length).toBe(1);
  first.close();

  const second = await openTerminal("unseen");
  await expect.poll(() => second.parts).toEqual(first.parts);
  second.close();

  const third = await openTerminal("unseen", [first.parts[0]?.key ?? ""]);
  await expect.poll(async () => (await third.outbox()).map(({ state }) => state)).toEqual(["delivered"]);
  expect(third.parts).toEqual([]);
  third.close();
});

test("what was shown before the daemon was killed is found again by what terminals remember", { timeout: 90_000 }, async () => {
  const { pid } = (await agent.run(["status", "--json"])).json<{ pid: number }>();
  const before = await openTerminal("killed");
  await before.say("key-1", "one");
  await expect.poll(() => before.parts.length).toBe(1);
  process.kill(pid, "SIGKILL");
  await expect.poll(() => probeAgent(agent.folder)).toMatchObject({ running: false, phase: "stopped" });
  await agent.run(["start"]);
  const after = await openTerminal("killed", [before.parts[0]?.key ?? ""]);
  await expect.poll(async () => (await after.outbox()).map(({ state }) => state)).toEqual(["delivered"]);
  expect(after.parts).toEqual([]);
  after.close();
});

test("a terminal goes on over a killed agent: what it said is answered once", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder();
  const { pid } = (await agent.run(["start", "--json"])).json<{ pid: number }>();
  const waiting = agent.run(["chat", "--once", "until go"]);
  await expect.poll(async () => (await agent.run(["inbox", "--json"])).json<Row[]>()[0]?.state).toBe("running");
  process.kill(pid, "SIGKILL");
  await expect.poll(() => probeAgent(agent.folder)).toMatchObject({ running: false, phase: "stopped" });
  await agent.run(["start"]);
  agent.write("go", "");
  const { stdout, code } = await waiting;
  expect(stdout).toContain("until go");
  expect(code).toBe(0);
  expect((await agent.run(["inbox", "--json"])).json<Row[]>().map(({ state }) => state)).toEqual(["answered"]);
  expect((await agent.run(["chat", "--once", "more"])).stderr).toBe("");
});

test("two terminals of one conversation both see an answer, and it is delivered once", { timeout: 90_000 }, async () => {
  const [one, other] = [await openTerminal("two"), await openTerminal("two")];
  await one.say("key-1", "hello");
  await expect.poll(() => [one.parts.length, other.parts.length]).toEqual([1, 1]);
  await other.acknowledge(other.parts[0]?.key ?? "");
  await expect.poll(async () => (await one.outbox()).map(({ state }) => state)).toEqual(["delivered"]);
  one.close();
  other.close();
});
