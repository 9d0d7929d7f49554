import { expect, test } from "vitest";
import { createHouse, until } from "./house.ts";

type House = Awaited<ReturnType<typeof createHouse>>;
const contextOf = (house: House, index: number) => house.agent.inputs[index]?.context?.join("\n") ?? "";
const row = (house: House, key: string) => house.conversations().message(`scripted-chat:${key}`);

/** A turn that goes on until it is let go. */
function slow(house: House): { release(): void } {
  const turns: (() => void)[] = [];
  let free = false;
  house.agent.respond(async ({ inputs }) => {
    if (!free) await new Promise<void>((resolve) => turns.push(resolve));
    return inputs.map(({ text }) => text).join(" and ");
  });
  return {
    release() {
      free = true;
      for (const turn of turns) turn();
    },
  };
}

test("an edit of a message that has not begun takes its place: one row, one turn", async () => {
  await using house = await createHouse({ options: { whileBusy: "queue" } });
  await house.open();
  const turn = slow(house);
  await house.chat.say("busy");
  await until(() => house.agent.inputs.length === 1);
  await house.chat.say("buy mlik", { key: "m1", files: [{ id: "old", kind: "photo" }] });
  await house.chat.say("buy milk", { key: "m1:e1", edits: "m1" });
  await house.chat.say("buy milk", { key: "m1:e1", edits: "m1" });
  await house.chat.say("buy oat milk", { key: "m1:e2", edits: "m1", files: [{ id: "new", kind: "photo" }] });
  house.chat.contents.set("new", "x");
  turn.release();
  await until(() => house.chat.sent.length === 2);
  expect(house.agent.inputs.map(({ text }) => text)).toEqual(["busy", "buy oat milk"]);
  expect(house.chat.fetched).toEqual(["new"]);
  expect(await house.conversations().inbox()).toHaveLength(2);
  expect((await row(house, "m1:e2"))?.key).toBe("m1");
});

test("a message that is just being prepared is prepared anew", async () => {
  await using house = await createHouse();
  await house.open();
  house.chat.contents.set("f", (signal) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))));
  await house.chat.say("one", { key: "m1", files: [{ id: "f", kind: "photo" }] });
  await until(() => house.chat.fetched.length === 1);
  house.chat.contents.set("f", "x");
  await house.chat.say("two", { key: "e", edits: "m1" });
  await until(() => house.chat.sent.length === 1);
  expect(house.chat.sent[0]?.text).toBe("You said: two");
  expect(await row(house, "m1")).toMatchObject({ state: "answered", attempt: 1 });
});

test("an edit of a message that is being worked on joins its turn as a correction", async () => {
  await using house = await createHouse();
  await house.open();
  const turn = slow(house);
  await house.chat.say("buy mlik", { key: "m1" });
  await until(() => house.agent.inputs.length === 1);
  await house.chat.say("buy milk", { key: "e", edits: "m1" });
  await until(() => house.agent.inputs.length === 2);
  expect(contextOf(house, 1)).toContain("this replaces a message that you were given before");
  turn.release();
  await until(() => house.chat.sent.length === 1);
  await until(async () => (await row(house, "e"))?.state === "merged");
  expect(await row(house, "e")).toMatchObject({ mergedInto: (await row(house, "m1"))?.id });
});

test("where it cannot join, and when the turn is over, it goes with the next message and is never a turn of its own, also over a restart", async () => {
  await using house = await createHouse({ agent: { steer: false } });
  await house.open();
  const turn = slow(house);
  await house.chat.say("buy mlik", { key: "m1" });
  await until(() => house.agent.inputs.length === 1);
  await house.chat.say("buy milk", { key: "e1", edits: "m1" });
  turn.release();
  await until(async () => (await row(house, "e1"))?.state === "merged");
  await house.chat.say("buy oat milk", { key: "e2", edits: "m1" });
  await house.chat.say("buy oat milk", { key: "e2", edits: "m1" });
  await house.chat.say("/help", { key: "help" });
  await until(() => house.chat.sent.length === 2);
  expect(house.agent.inputs).toHaveLength(1);
  expect(await row(house, "e2")).toMatchObject({ state: "merged", edits: "m1" });
  await house.reopen();
  await house.chat.say("and bread");
  await until(() => house.agent.inputs.length === 2);
  expect(contextOf(house, 1)).toContain('has corrected an earlier message, "buy mlik"; it now reads "buy oat milk"');
  expect(contextOf(house, 1)).not.toContain('reads "buy milk"');
  await house.chat.say("thanks");
  await until(() => house.agent.inputs.length === 3);
  expect(contextOf(house, 2)).not.toContain("corrected");
});

test("an edit of what the agent never saw is a message: unknown, or answered by the house", async () => {
  await using house = await createHouse();
  await house.open();
  await house.chat.say("hello", { key: "e1", edits: "never-seen" });
  await house.chat.say("/help", { key: "m2" });
  await until(() => house.chat.sent.length === 2);
  await house.chat.say("help me", { key: "e2", edits: "m2" });
  await until(() => house.chat.sent.length === 3);
  expect(house.agent.inputs.map(({ text }) => text)).toEqual(["hello", "help me"]);
  await house.chat.say("hello!", { key: "e3", edits: "never-seen" });
  await house.chat.say("helo", { key: "never-seen" });
  await house.chat.say("next");
  await until(() => house.chat.sent.length === 4);
  expect(house.agent.inputs).toHaveLength(3);
  expect(contextOf(house, 2)).toContain('"hello"; it now reads "hello!"');
});

test("nobody edits somebody else's message, and an edit decides nothing", async () => {
  await using house = await createHouse({ known: ["scripted-chat:guest"], options: { whileBusy: "queue" } });
  await house.open();
  const turn = slow(house);
  await house.chat.say("busy");
  await until(() => house.agent.inputs.length === 1);
  await house.chat.say("be nice", { key: "m1" });
  await house.chat.say("delete everything", { key: "e1", edits: "m1", from: "guest" });
  await house.chat.say("let me in", { key: "e2", edits: "m1", from: "mallory" });
  turn.release();
  await until(() => house.chat.sent.length === 3);
  expect(house.agent.inputs.map(({ text }) => text)).toEqual(["busy", "be nice", "delete everything"]);
  expect(contextOf(house, 2)).toMatch(/guest \(known\)/);
  expect(await row(house, "e2")).toMatchObject({ state: "refused" });
});

test("a message that was written wrongly and is edited into /stop stops", async () => {
  await using house = await createHouse();
  await house.open();
  slow(house);
  await house.chat.say("/stpo", { key: "m1" });
  await until(() => house.agent.inputs.length === 1);
  await house.chat.say("/stop", { key: "e", edits: "m1" });
  await until(() => house.chat.sent.some(({ text }) => text === "Stopped."));
});

test("what is taken back before its turn is never begun, also over a restart", async () => {
  await using house = await createHouse({ options: { whileBusy: "queue" } });
  await house.open();
  const turn = slow(house);
  await house.chat.say("busy", { key: "m0" });
  await until(() => house.agent.inputs.length === 1);
  await house.chat.say("secret", { key: "m1" });
  await house.chat.unsay("m1");
  await house.chat.unsay("m1");
  await house.chat.unsay("m0");
  expect(await row(house, "m1")).toMatchObject({ state: "withdrawn", reason: expect.stringContaining("took it back") });
  turn.release();
  await until(() => house.chat.sent.length === 1);
  await house.reopen();
  await house.chat.say("next");
  await until(() => house.chat.sent.length === 2);
  expect(house.agent.inputs.map(({ text }) => text)).toEqual(["busy", "next"]);
  expect(await row(house, "m0")).toMatchObject({ state: "answered" });
  await house.chat.say("changed", { key: "e", edits: "m1" });
  await house.chat.say("last");
  await until(() => house.chat.sent.length === 3);
  expect(house.agent.inputs.at(-1)?.text).toBe("last");
});

test("what is taken back before it is accepted, or before it comes, does not begin either", async () => {
  await using house = await createHouse();
  await house.open();
  const accepting = house.chat.say("one", { key: "m1", album: "gathers" });
  await Promise.all([accepting, house.chat.unsay("m1")]);
  expect(await row(house, "m1")).toMatchObject({ state: "withdrawn" });
  await house.chat.unsay("m2");
  await house.reopen();
  await house.chat.say("two", { key: "m2" });
  await house.chat.say("two, better", { key: "m2:e", edits: "m2" });
  await house.chat.say("three");
  await until(() => house.chat.sent.length === 1);
  expect(house.agent.inputs.map(({ text }) => text)).toEqual(["three"]);
});

test("a correction that is taken back with its message goes nowhere", async () => {
  await using house = await createHouse();
  await house.open();
  await house.chat.say("one", { key: "m1" });
  await until(() => house.chat.sent.length === 1);
  await house.chat.say("two", { key: "e", edits: "m1" });
  await house.chat.unsay("m1");
  await house.chat.say("three");
  await until(() => house.chat.sent.length === 2);
  expect(contextOf(house, 1)).not.toContain("corrected");
});
