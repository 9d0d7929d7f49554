import { definePlugin, hold, type Plugin } from "@instar/kernel";
import { type ScriptedTurn, settle } from "@instar/testing";
import { expect, test } from "vitest";
import { createFaultyStore } from "../faulty-store.ts";
import { createHouse, until } from "../house.ts";

const edits = { channel: { edit: true } };
type House = Awaited<ReturnType<typeof createHouse>>;

const words = (house: House) => house.chat.edits.map(({ text }) => text);

/** An agent that is given something, and answers when it is told to. */
async function atWork(house: House, text = "build it") {
  let release = (_: string) => {};
  let turn: ScriptedTurn | undefined;
  const given = house.agent.inputs.length;
  house.agent.respond((started) => {
    turn = started;
    return new Promise((resolve) => {
      release = resolve;
    });
  });
  await house.chat.say(text);
  await until(() => house.agent.inputs.length > given && turn !== undefined, "the agent to be given it");
  const start = (id: string, command: string) => turn?.host.emit({ type: "tool-start", id, tool: "Bash", action: { kind: "shell", command } });
  return { start, answer: (words: string) => release(words) };
}

test("long work is told in one silent message, which is edited in place, and says in the end how long it took", async () => {
  await using house = await createHouse(edits);
  const { clock } = await house.open();
  const { start, answer } = await atWork(house);
  await start("1", "npm test -- --token hunter2");
  await clock.advance(44_000);
  expect(house.chat.sent).toEqual([]);
  await clock.advance(2_000);
  await until(() => house.chat.sent.length === 1, "the message");
  expect(house.chat.sent[0]).toMatchObject({ text: "Working for 45 s. Now: running a command (`npm test`).", silent: true, conversation: "main" });
  await clock.advance(80_000);
  await until(() => words(house).at(-1)?.startsWith("Working for 2 min") === true, "an edit");
  answer("built");
  await until(() => house.chat.sent.length === 2, "the answer");
  expect(house.chat.sent[1]).toMatchObject({ text: "built" });
  expect(house.chat.sent[1]).not.toHaveProperty("silent");
  await clock.advance(2_000);
  await until(() => words(house).at(-1) === "Done after 2 min.", "the end");
  const count = words(house).length;
  await clock.advance(600_000);
  expect(words(house)).toHaveLength(count);
  expect(new Set(house.chat.edits.map(({ ref }) => ref))).toEqual(new Set(["ref-1"]));
  expect(JSON.stringify([house.chat.sent, house.chat.edits])).not.toContain("hunter2");
  expect(await house.conversations().outbox()).toHaveLength(1);
  expect(await house.conversations().inbox()).toMatchObject([{ state: "answered" }]);
});

test("a quick turn, a channel that edits nothing, and an option of 0 mean no such message", async () => {
  await using house = await createHouse(edits);
  const { clock } = await house.open();
  await house.chat.say("quick");
  await until(() => house.chat.sent.length === 1);
  await clock.advance(600_000);
  for (const quiet of [{}, { ...edits, options: { progressAfterMs: 0 } }]) {
    await using other = await createHouse(quiet);
    const { clock } = await other.open();
    await atWork(other);
    await clock.advance(170_000);
    expect([other.chat.sent, other.chat.edits]).toEqual([[], []]);
  }
  expect([house.chat.sent.length, house.chat.edits.length]).toEqual([1, 0]);
});

test("silence is said in that message, and not in another one", async () => {
  await using house = await createHouse(edits);
  const { clock } = await house.open();
  await atWork(house);
  await clock.advance(46_000);
  await until(() => house.chat.sent.length === 1);
  for (let times = 0; times < 10; times++) await clock.advance(20_000);
  await until(() => words(house).some((text) => text.includes("Silent for 3 min; /stop ends it.")), "the mention");
  expect(house.chat.sent).toHaveLength(1);
});

test("where the house has said a sentence already, that is the message which is edited", async () => {
  await using house = await createHouse({ channel: { edit: true, typing: false } });
  const { clock } = await house.open();
  const { answer } = await atWork(house);
  await clock.advance(2_000);
  await until(() => house.chat.sent.length === 1);
  expect(house.chat.sent[0]?.text).toBe("On it.");
  await clock.advance(45_000);
  for (let times = 0; times < 5; times++) await clock.advance(10_000);
  await until(() => words(house).length > 0, "an edit");
  expect(house.chat.sent).toHaveLength(1);
  answer("there");
  await until(() => house.chat.sent.length === 2);
  await clock.advance(2_000);
  await until(() => words(house).at(-1)?.startsWith("Done after") === true);
  expect(new Set(house.chat.edits.map(({ ref }) => ref))).toEqual(new Set(["ref-1"]));
});

test.each([
  ["/stop", "Stopped after 1 min."],
  ["fails", "Ended without an answer after 1 min."],
  ["limit", "Paused after 1 min."],
])("after %s it says: %s", async (how, last) => {
  await using house = await createHouse(edits);
  const { clock } = await house.open();
  let fail = (_: { error: { kind: "model"; text: string } | { kind: "limit"; text: string } }) => {};
  house.agent.respond(
    () =>
      new Promise((resolve) => {
        fail = resolve;
      }),
  );
  await house.chat.say("go");
  await until(() => house.agent.inputs.length === 1);
  await clock.advance(46_000);
  await until(() => house.chat.sent.length === 1);
  await clock.advance(20_000);
  if (how === "/stop") await house.chat.say("/stop");
  else fail({ error: { kind: how === "limit" ? "limit" : "model", text: "It is over" } });
  await until(() => house.chat.sent.length === 2, "a word about it");
  await clock.advance(3_000);
  await until(() => words(house).at(-1) === last, `the end, not ${words(house).at(-1)}`);
});

test("after a restart the same message goes on being edited, also one that was sent a moment ago", async () => {
  await using house = await createHouse(edits);
  const { clock } = await house.open();
  await atWork(house);
  await clock.advance(46_000);
  await until(() => house.chat.sent.length === 1);
  let release = (_: string) => {};
  house.agent.respond(
    () =>
      new Promise((resolve) => {
        release = resolve;
      }),
  );
  await house.reopen();
  await until(() => house.agent.inputs.length === 2);
  for (let times = 0; times < 10; times++) await clock.advance(10_000);
  await until(() => words(house).at(-1)?.startsWith("Working for 2 min") === true, "an edit");
  release("done at last");
  await until(() => house.chat.sent.length === 2);
  await clock.advance(3_000);
  await until(() => words(house).at(-1) === "Done after 2 min.");
  expect(house.chat.sent.map(({ text }) => text)).toEqual(["Working for 45 s.", "done at last"]);
});

test("what a killed process had shown is ended when its answer had been given already", async () => {
  const disk = createFaultyStore();
  await using house = await createHouse({ ...edits, store: disk.plugin });
  const { clock } = await house.open();
  const { answer } = await atWork(house);
  await clock.advance(46_000);
  await until(async () => house.chat.sent.length === 1 && disk.commits.flat().some((op) => JSON.stringify(op).includes("ref-1")), "the message, on record");
  answer("there");
  await until(() => house.chat.sent.length === 2);
  await house.crash(disk.drop);
  for (let times = 0; times < 3; times++) await clock.advance(6_000);
  await until(() => words(house).at(-1) === "Done after 46 s.", "the end");
  expect(house.chat.sent).toHaveLength(2);
});

test.each([true, false])("killed before it was known that the message arrived, there is no second one (can be found: %s)", async (canFind) => {
  const disk = createFaultyStore();
  await using house = await createHouse({ store: disk.plugin, channel: { edit: true, canFind } });
  const { clock } = await house.open();
  await atWork(house);
  disk.state.left = 1;
  await clock.advance(46_000);
  await until(() => house.chat.sent.length === 1);
  delete disk.state.left;
  house.agent.respond(() => "the answer");
  await house.crash(disk.drop);
  await until(() => house.chat.sent.length === 2);
  for (let times = 0; times < 6; times++) await clock.advance(20_000);
  if (canFind) await until(() => words(house).at(-1)?.startsWith("Done after") === true, "the end");
  expect(house.chat.sent.map(({ text }) => text)).toEqual(["Working for 45 s.", "the answer"]);
  if (!canFind) expect(house.chat.edits).toEqual([]);
});

test("a message whose turn does not go on after a restart is ended with a word", async () => {
  await using house = await createHouse({ ...edits, options: { attempts: 1 } });
  const { clock } = await house.open();
  await atWork(house);
  await clock.advance(46_000);
  await until(() => house.chat.sent.length === 1);
  await house.reopen();
  await until(() => house.chat.sent.length === 2, "a word to the sender");
  await clock.advance(5_000);
  await until(() => words(house).at(-1)?.startsWith("Ended without an answer") === true, "the end");
});

test("a message about which nobody knows whether it arrived has no second one", async () => {
  await using house = await createHouse(edits);
  const { clock } = await house.open();
  const { answer } = await atWork(house);
  house.chat.fail({ outcome: "unknown", next: { afterMs: 1_000, scope: "address" }, after: true });
  for (let times = 0; times < 10; times++) await clock.advance(15_000);
  expect(house.chat.sent).toHaveLength(1);
  answer("all the same");
  await until(() => house.chat.sent.length === 2);
  expect(house.chat.edits).toEqual([]);
});

test("one that was lost on the way is found where the service can be read back", async () => {
  await using house = await createHouse({ channel: { edit: true, canFind: true } });
  const { clock } = await house.open();
  await atWork(house);
  house.chat.fail({ outcome: "unknown", next: { afterMs: 1_000, scope: "address" }, after: true });
  await clock.advance(46_000);
  await until(() => house.chat.sent.length === 1);
  for (let times = 0; times < 5; times++) await clock.advance(15_000);
  await until(() => words(house).length > 0, "an edit");
  expect(house.chat.sent).toHaveLength(1);
});

test("nothing is told while a limit lasts, and what fails delays no answer", async () => {
  await using house = await createHouse(edits);
  const { clock } = await house.open();
  const { answer } = await atWork(house);
  house.chat.fail({ outcome: "not-sent", next: { afterMs: 120_000, scope: "address" } });
  house.chat.failEdits(...Array.from({ length: 3 }, () => ({ outcome: "not-sent", next: "never" }) as const));
  await clock.advance(46_000);
  for (let times = 0; times < 7; times++) await clock.advance(15_000);
  expect(house.chat.sent).toEqual([]);
  for (let times = 0; times < 4; times++) await clock.advance(15_000);
  await until(() => house.chat.sent.length === 1, "the message, after the limit");
  for (let times = 0; times < 20; times++) await clock.advance(15_000);
  answer("all the same");
  await until(() => house.chat.sent.some(({ text }) => text === "all the same"), "the answer");
  expect(house.chat.edits).toEqual([]);
});

test("what a plugin holds back is not told in passing either", async () => {
  const quietHours: Plugin = definePlugin({
    api: 1,
    name: "quiet-hours",
    setup: ({ hooks }) => void hooks.beforeReply.tap("quiet hours", ({ silent }) => (silent ? hold("It is quiet time.") : undefined)),
  })();
  await using house = await createHouse({ ...edits, plugins: [quietHours] });
  const { clock } = await house.open();
  await atWork(house);
  await clock.advance(100_000);
  expect(house.chat.sent).toEqual([]);
});

test("a message that joins the turn shares its message, and the next turn has one of its own", async () => {
  await using house = await createHouse(edits);
  const { clock } = await house.open();
  const first = await atWork(house);
  await clock.advance(46_000);
  await until(() => house.chat.sent.length === 1);
  await house.chat.say("and this");
  await until(() => house.agent.inputs.length === 2);
  await clock.advance(60_000);
  expect(house.chat.sent).toHaveLength(1);
  first.answer("both");
  await until(() => house.chat.sent.length === 2);
  await atWork(house, "another thing");
  await clock.advance(46_000);
  await until(() => house.chat.sent.length === 3);
  expect(words(house).some((text) => text.startsWith("Done after"))).toBe(true);
  expect(house.chat.sent[2]?.text).toBe("Working for 45 s.");
});

test("a limit that an edit meets holds for the answer, too, however short it is", async () => {
  await using house = await createHouse(edits);
  const { clock } = await house.open();
  const { answer } = await atWork(house);
  await clock.advance(46_000);
  await until(() => house.chat.sent.length === 1);
  house.chat.failEdits({ outcome: "not-sent", next: { afterMs: 8_000, scope: "address" } });
  for (let passed = 0; passed < 16; passed++) await clock.advance(1_000);
  answer("built");
  await until(async () => (await house.conversations().outbox({ states: ["pending"] })).length === 1, "the answer, which waits");
  await settle(50);
  expect(house.chat.sent).toHaveLength(1);
  await clock.advance(8_000);
  await until(() => house.chat.sent.length === 2, "the answer");
});

test("what a plugin thinks about until the turn is over is not told any more", async () => {
  let think = () => {};
  const thinking: Plugin = definePlugin({
    api: 1,
    name: "slow",
    setup: ({ hooks }) =>
      void hooks.beforeReply.tap("think", async ({ silent }) => {
        if (silent) await new Promise<void>((resolve) => (think = resolve));
      }),
  })();
  await using house = await createHouse({ ...edits, plugins: [thinking] });
  const { clock } = await house.open();
  const { answer } = await atWork(house);
  await clock.advance(46_000);
  answer("built");
  await until(() => house.chat.sent.length === 1, "the answer");
  think();
  for (let passed = 0; passed < 5; passed++) await clock.advance(5_000);
  expect(house.chat.sent.map(({ text }) => text)).toEqual(["built"]);
});

test("a sentence that is said because there is no such message is that message from then on", async () => {
  await using house = await createHouse(edits);
  const { clock } = await house.open();
  await atWork(house);
  house.chat.fail({ outcome: "not-sent", next: "never" });
  await clock.advance(46_000);
  for (let passed = 0; passed < 10; passed++) await clock.advance(20_000);
  await until(() => house.chat.sent.length > 0, "the mention of silence");
  for (let passed = 0; passed < 6; passed++) await clock.advance(10_000);
  await until(() => words(house).length > 0, "an edit");
  expect(house.chat.sent).toHaveLength(1);
  expect(house.chat.edits[0]?.ref).toBe("ref-1");
});
