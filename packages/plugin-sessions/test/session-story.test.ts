import type { ToolCall } from "@instar/kernel";
import type { HouseEvent } from "@instar/kernel/contracts";
import { createManualClock } from "@instar/testing";
import { expect, test } from "vitest";
import { createSessionStory } from "../src/session-story.ts";
import { createHouse } from "./fixtures/house.ts";

const ref = { id: "s1", driver: "scripted" };
const call = (id: string, input = { command: "cat secret.txt" }): ToolCall => ({
  id,
  session: ref,
  cwd: "/",
  tool: "Bash",
  input,
  action: { kind: "shell", command: "cat secret.txt" },
  signal: new AbortController().signal,
});

function createStory({ bindsInputs = true } = {}) {
  const clock = createManualClock();
  const events: HouseEvent[] = [];
  const lines: string[] = [];
  const write = (text: string) => void lines.push(text);
  const log = { debug: write, info: write, warn: write, error: write };
  return { story: createSessionStory({ ref, bindsInputs, clock, log, record: (event) => void events.push(event) }), events, clock, lines };
}

test("a turn tells whom it answers, how long it took, and what it cost, each turn for itself", async () => {
  const { story, events, clock } = createStory();
  story.sent({ id: "i1", message: "m1", text: "one" });
  story.sent({ id: "i2", message: "m2", text: "two" });
  await clock.advance(1_500);
  story.saw({ type: "usage", inputTokens: 10, outputTokens: 2, costUsd: 0.25 });
  story.saw({ type: "turn-end", inputs: ["i1"], outcome: "done", text: "my secret answer" });
  await clock.advance(500);
  story.saw({ type: "turn-end", inputs: ["i2"], outcome: "failed", text: "", error: { kind: "limit", text: "Limit reached", resetsAt: 99 } });
  expect(events).toMatchObject([
    {
      type: "turn.ended",
      about: { session: "s1", message: "m1" },
      costUsd: 0.25,
      data: { outcome: "done", elapsedMs: 1_500, inputTokens: 10, outputTokens: 2 },
    },
    { type: "turn.ended", about: { message: "m2" }, data: { outcome: "failed", error: "limit", resetsAt: 99, elapsedMs: 500, inputTokens: 0 } },
  ]);
  expect(events[1]).not.toHaveProperty("costUsd");
  expect(JSON.stringify(events)).not.toContain("secret");
});

test("messages that share a turn share its tools and its end", () => {
  const { story, events } = createStory();
  story.sent({ id: "i1", message: "m1", text: "" });
  story.sent({ id: "i2", message: "m2", text: "" });
  story.decided(call("c1"), { allow: true, advice: [] }, 3);
  story.saw({ type: "turn-end", inputs: ["i1", "i2"], outcome: "done", text: "" });
  expect(events).toMatchObject([
    { type: "tool.allowed", about: { message: "m1", call: "c1" }, data: { messages: ["m1", "m2"] } },
    { type: "turn.ended", about: { message: "m1" }, data: { messages: ["m1", "m2"] } },
  ]);
});

test("a driver that does not say whom a turn answers answers all, and an input that was not taken is none", () => {
  const { story, events } = createStory({ bindsInputs: false });
  story.sent({ id: "i1", message: "m1", text: "" });
  story.sent({ id: "i2", message: "m2", text: "" });
  story.unsent("i2");
  story.saw({ type: "turn-end", inputs: [], outcome: "done", text: "" });
  story.saw({ type: "turn-end", inputs: [], outcome: "done", text: "" });
  expect(events.map(({ about }) => about.message)).toEqual(["m1", undefined]);
});

test("a tool's input is a digest, a denial says by whom and why, and what ran says how it went", () => {
  const { story, events } = createStory();
  story.decided(call("c1"), { allow: false, by: "guard: no secrets", reason: "That is private.", advice: [] }, 1);
  story.decided(call("c2"), { allow: true, advice: [] }, 1);
  story.decided(call("c3", { command: "other" }), { allow: true, advice: [] }, 1);
  story.ran({ call: call("c2"), output: "the secret", ok: false, elapsedMs: 12 });
  expect(events).toMatchObject([
    { type: "tool.denied", text: "Bash was denied by guard: no secrets: That is private.", data: { by: "guard: no secrets", reason: "That is private." } },
    { type: "tool.allowed", data: { digest: expect.stringMatching(/^[0-9a-f]{64}$/) } },
    { type: "tool.allowed" },
    { type: "tool.done", about: { call: "c2" }, data: { ok: false, elapsedMs: 12 } },
  ]);
  const digests = events.flatMap(({ data }) => (data as { digest?: string }).digest ?? []);
  expect(new Set(digests).size).toBe(2);
  expect(JSON.stringify(events)).not.toContain("secret.txt");
});

test("a call that makes no sense is decided all the same", () => {
  const { story, events, lines } = createStory();
  expect(() => story.decided({} as ToolCall, { allow: true, advice: [] }, 0)).not.toThrow();
  expect(events).toEqual([]);
  expect(lines).toHaveLength(1);
});

test("a session's life is told from its start to its end, and what a former run left", async () => {
  const events: HouseEvent[] = [];
  const journal = { record: (event: HouseEvent) => void events.push(event) };
  const house = await createHouse({ events: journal });
  await house.ask("chat");
  await house.driver.agents[0]?.answer();
  await house.sessions.stop(0);
  const second = await createHouse({ events: journal, store: house.store, drivers: [house.driver] });
  await second.ask("chat");
  await house.driver.agents[1]?.crash("killed");
  await second.sessions.end("chat", "A new conversation was begun.");
  expect(events.map(({ type }) => type)).toEqual(["session.started", "turn.ended", "session.parked", "session.resumed", "session.failed", "session.ended"]);

  const third = await createHouse({ events: journal, store: house.store, drivers: [house.driver] });
  await third.ask("other");
  events.length = 0;
  await createHouse({ events: journal, store: house.store, drivers: [house.driver] }); // the third one was killed
  expect(events).toMatchObject([{ type: "session.reaped", data: { pid: 1_003, was: expect.any(String) } }]);
});
