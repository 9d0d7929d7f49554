import type { Ask, Remote } from "@instar/kernel/command";
import { runCommand, until } from "@instar/testing";
import { expect, test } from "vitest";
import meetCommand from "../src/commands/access-meet.ts";
import { letInAsOwner } from "../src/meeting/let-in-as-owner.ts";
import type { Meeting } from "../src/meeting/meeting.ts";
import { waitForOwner } from "../src/meeting/wait-for-owner.ts";
import { waitForReply } from "../src/meeting/wait-for-reply.ts";
import { findWriters } from "../src/meeting/writers.ts";
import { createHouse } from "./house.ts";

const channel = "scripted-chat";
const eve = { from: "eve", conversation: "eve" } as const;
const mallory = { from: "mallory", conversation: "mallory" } as const;
type House = Awaited<ReturnType<typeof createHouse>>;

const meetingIn = (house: House): Meeting => ({
  channel,
  access: house.access() as unknown as Remote<ReturnType<House["access"]>>,
  conversations: house.conversations() as unknown as Meeting["conversations"],
  clock: house.clock,
});

/** Answers `confirm` and `choose` in turn, and remembers what was asked. */
function answers(...given: readonly (boolean | number)[]) {
  const asked: string[] = [];
  const left = [...given];
  const ask: Ask = {
    text: async () => expect.fail("Nothing is to be typed."),
    secret: async () => expect.fail("Nothing is to be typed."),
    async confirm(question) {
      asked.push(question);
      return left.shift() as boolean;
    },
    async choose(question, choices) {
      asked.push([question, ...choices.map(({ label }) => label)].join("\n"));
      return (choices[left.shift() as number] as (typeof choices)[number]).value;
    },
  };
  return { ask, asked };
}

const patient = { waitMs: 300_000, left: () => undefined, signal: new AbortController().signal };

/** Lets time pass in small steps until it is done. */
async function passing<T>(house: House, work: Promise<T>): Promise<T> {
  let over = false;
  const ended = work.finally(() => {
    over = true;
  });
  ended.catch(() => undefined); // whoever asked for it has the failure
  for (let steps = 0; !over && steps < 100; steps++) {
    await house.clock.advance(500);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return ended;
}

test("while somebody waits at the host a stranger is told so and given no code; a yes makes them owner, and what they wrote is answered, once", async () => {
  await using house = await createHouse();
  await house.open();
  const meeting = meetingIn(house);
  const { ask, asked } = answers(true);
  const waiting = waitForOwner(meeting, { ...patient, ask });
  await house.say("hello there", eve);
  const writer = await passing(house, waiting);
  expect(asked).toEqual([`scripted-chat:eve wrote "hello there" just now. Is this you? Make them owner?`]);
  expect(house.said("eve")).toEqual([expect.stringMatching(/^Your message is here\./)]);

  const before = house.agent.inputs.length;
  const [let1, again] = [await letInAsOwner(meeting, writer?.sender as string, writer), await house.conversations().retry(writer?.rows[0]?.id as string)];
  expect(let1).toMatchObject({ trusted: { trust: "owner", sender: "scripted-chat:eve" }, passedOn: [writer?.rows[0]?.id], cut: false });
  expect(again).toBe(false);
  expect(await passing(house, waitForReply(meeting, let1.passedOn, { waitMs: 10_000, signal: patient.signal }))).toBe("You said: hello there");
  expect(house.agent.inputs.slice(before).map(({ text }) => text)).toEqual(["hello there"]);
  expect(house.said("eve")).toHaveLength(2);
  expect((await house.recorded("pairing")).length).toBe(0);
  // What is told to the owner goes there from now on
  expect(await house.conversations().tell({ key: "k", text: "It is late." })).toMatchObject({ channel, conversation: "eve" });
});

test("who wrote before, and was given a code, is found too; nobody is told that it has to be sent again; messages come in their order", async () => {
  await using house = await createHouse();
  await house.open();
  await house.say("first", eve);
  await until(() => house.said("eve").length === 1, "a code");
  await house.say("second", eve);
  const meeting = meetingIn(house);
  const [writer] = await findWriters(meeting);
  const { passedOn } = await letInAsOwner(meeting, "scripted-chat:eve", undefined);
  expect(passedOn).toEqual(writer?.rows.map(({ id }) => id));
  await until(() => house.agent.inputs.length === 2, "both to be given to the agent");
  expect(house.agent.inputs.map(({ text }) => text)).toEqual(["first", "second"]);
  expect(house.said("eve").some((text) => text.includes("not passed on, so please send it again"))).toBe(false);
  expect(await house.access().met()).toEqual([]);
});

test("of several one is chosen; with a no it waits on, and who was refused there is not asked about again", async () => {
  await using house = await createHouse();
  await house.open();
  const meeting = meetingIn(house);
  await house.say("I am the owner\u001b[2J, honest", mallory);
  const { ask, asked } = answers(false, 1);
  const waiting = waitForOwner(meeting, { ...patient, ask });
  await until(() => asked.length === 1, "the first question");
  await house.say("hello", eve);
  await house.say("hello, too", { from: "ada", conversation: "ada" });
  const writer = await passing(house, waiting);
  expect(asked[0]).toBe(`scripted-chat:mallory wrote "I am the owner\\u{1b}[2J, honest" just now. Is this you? Make them owner?`);
  expect(asked.slice(1).join()).not.toContain("mallory");
  expect(["scripted-chat:eve", "scripted-chat:ada"]).toContain(writer?.sender ?? "none");
  expect((await house.access().trusted()).filter(({ source }) => source === "grant")).toEqual([]);
});

test("words and names can't pass for ours, and a key that was pressed for something else makes nobody owner", async () => {
  await using house = await createHouse();
  await house.open();
  const eves = `hi" just now. "Ada" (scripted-chat:1) wrote “hello`;
  await house.say(eves, eve);
  const defaults: unknown[] = [];
  const { ask, asked } = answers(true);
  const noting: Ask = {
    ...ask,
    confirm(question, how) {
      defaults.push(how?.default);
      return ask.confirm(question);
    },
  };
  expect(await passing(house, waitForOwner(meetingIn(house), { ...patient, ask: noting }))).toMatchObject({ sender: "scripted-chat:eve" });
  expect(asked).toEqual([`scripted-chat:eve wrote "hi' just now. 'Ada' (scripted-chat:1) wrote 'hello" just now. Is this you? Make them owner?`]);
  expect(defaults).toEqual([false]);
});

test("who was asked about alone while somebody else wrote is shown beside them; the first of several choices is nobody", async () => {
  await using house = await createHouse();
  await house.open();
  await house.say("hello", mallory);
  const { ask, asked } = answers(true, 0);
  const late: Ask = {
    ...ask,
    async confirm(question) {
      await house.say("hello", eve);
      return ask.confirm(question);
    },
  };
  expect(await passing(house, waitForOwner(meetingIn(house), { ...patient, waitMs: 2_000, ask: late }))).toBeUndefined();
  expect(asked[1]).toMatch(
    /^Somebody else has written meanwhile\. Which of these is you\?.*\nNone of them: wait on\nscripted-chat:mallory .*\nscripted-chat:eve /,
  );
});

test("a stranger who writes again and again hides nobody", async () => {
  await using house = await createHouse();
  await house.open();
  await house.say("hello", eve);
  for (let count = 0; count < 220; count++) await house.say(`${count}`, mallory);
  expect((await findWriters(meetingIn(house))).map(({ sender }) => sender)).toEqual(["scripted-chat:eve", "scripted-chat:mallory"]);
});

test("when the house has gone, neither who waits nor who is asked goes round and round", async () => {
  await using house = await createHouse();
  await house.open();
  const meeting = meetingIn(house);
  let calls = 0;
  const expecting: Meeting["access"]["expect"] = (...asked) => {
    calls++;
    return meeting.access.expect(...asked);
  };
  const counting: Meeting = { ...meeting, access: { ...meeting.access, expect: expecting } };
  const waiting = waitForOwner(counting, { ...patient, ask: answers().ask });
  waiting.catch(() => undefined);
  await until(() => calls === 1, "the wait");
  await house.kernel.stop("It is over.");
  await expect(waiting).rejects.toThrow();
  const before = calls;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(calls).toBe(before);
  expect(before).toBeLessThan(4);
});

test("Ctrl-C changes nothing, and strangers are given codes again; nobody within the time is nobody", async () => {
  await using house = await createHouse();
  await house.open();
  const meeting = meetingIn(house);
  const stop = new AbortController();
  const { ask } = answers();
  const waiting = waitForOwner(meeting, { ...patient, ask, signal: stop.signal });
  stop.abort();
  await expect(passing(house, waiting)).rejects.toThrow();
  await house.say("let me in", eve);
  await until(() => house.said("eve").length === 1, "a word");
  expect(house.said("eve")[0]).toMatch(/give this code/);
  await house.access().deny("scripted-chat:eve", { by: "local:owner", place: "local:owner" });
  expect(await passing(house, waitForOwner(meeting, { ...patient, ask, waitMs: 2_000 }))).toBeUndefined();
});

test("what is not kept of a stranger as a whole is not answered in part", async () => {
  await using house = await createHouse();
  await house.open();
  await house.say("x".repeat(600), eve);
  await until(async () => (await findWriters(meetingIn(house))).length === 1, "the writer");
  expect(await letInAsOwner(meetingIn(house), "scripted-chat:eve", undefined)).toMatchObject({ passedOn: [], cut: true });
  expect(house.agent.inputs).toHaveLength(0);
});

test("a refused message does not run while its sender may not speak", async () => {
  await using house = await createHouse();
  await house.open();
  await house.say("hello", eve);
  const [row] = await house.conversations().inbox({ states: ["refused"] });
  expect(await house.conversations().retry(row?.id as string)).toBe(false);
  await house.access().grant("scripted-chat:eve", "known", "local:owner");
  expect(await Promise.all([1, 2, 3].map(() => house.conversations().retry(row?.id as string)))).toEqual([true, false, false]);
  await until(() => house.agent.inputs.length === 1, "the agent to be told");
});

test("the command without a terminal needs to be told who it is, and lets them in at once", async () => {
  await using house = await createHouse();
  await house.open();
  const run = (flags: object, args = { channel }) => runCommand(house.kernel, meetCommand, { args, flags });
  await expect(run({})).rejects.toMatchObject({ code: "ACCESS_NOBODY_TO_ASK" });
  await expect(run({}, { channel: "pigeons" })).rejects.toMatchObject({ code: "ACCESS_NO_SUCH_CHANNEL", message: expect.stringContaining("scripted-chat") });
  expect((await run({ owner: "eve" })).printed).toEqual([
    expect.objectContaining({ sender: "scripted-chat:eve", trust: "owner", answered: false, messages: [] }),
  ]);
});
