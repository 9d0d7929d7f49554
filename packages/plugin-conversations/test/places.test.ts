import { definePlugin } from "@instar/kernel";
import { ChatCommands } from "@instar/kernel/contracts";
import { expect, test } from "vitest";
import { createFaultyStore } from "./faulty-store.ts";
import { createHouse, until } from "./house.ts";

const at = (conversation: string) => ({ channel: "scripted-chat", conversation });
const answered = (house: Awaited<ReturnType<typeof createHouse>>) =>
  until(async () => (await house.conversations().status()).open === 0 && (await house.conversations().status()).pending === 0);
const sessionsOf = async (house: Awaited<ReturnType<typeof createHouse>>) => new Set((await house.conversations().inbox()).map(({ session }) => session));

test("where a conversation was moved is remembered: later replies go there at once, and what comes from there is the same conversation, also after a restart", async () => {
  await using house = await createHouse({ channel: { react: true } });
  await house.open();
  await house.chat.say("one", { conversation: "old" });
  await answered(house);
  house.chat.moved.set("old", "new");
  await house.chat.say("two", { conversation: "old" });
  await answered(house);
  await house.chat.say("three", { conversation: "new" });
  await answered(house);
  await house.reopen();
  await house.chat.say("four", { conversation: "new" });
  await house.conversations().tell({ key: "1", text: "five", to: at("old") });
  await house.conversations().tell({ key: "2", text: "six", to: at("new") });
  await answered(house);
  expect(house.chat.sent.map(({ conversation, attempt }) => [conversation, attempt])).toEqual([
    ["old", 1],
    ["new", 2],
    ["new", 1],
    ["new", 1],
    ["new", 1],
    ["new", 1],
  ]);
  expect((await sessionsOf(house)).size).toBe(1);
  house.chat.moved.set("new", "newest");
  await house.chat.say("seven", { conversation: "newest", key: "seven" });
  await answered(house);
  await house.chat.say("eight", { conversation: "new" });
  await house.chat.say("nine", { conversation: "old" });
  await answered(house);
  expect(house.chat.sent.slice(-3).map(({ conversation }) => conversation)).toEqual(["newest", "newest", "newest"]);
});

test("a place that had a conversation of its own before somebody was moved there keeps it", async () => {
  await using house = await createHouse();
  await house.open();
  await house.chat.say("general", { conversation: "general" });
  await house.chat.say("topic", { conversation: "topic" });
  await answered(house);
  house.chat.moved.set("topic", "general");
  await house.chat.say("topic again", { conversation: "topic" });
  await answered(house);
  await house.chat.say("general again", { conversation: "general" });
  await answered(house);
  const rows = await house.conversations().inbox();
  const sessionOf = (text: string) => rows.find((row) => row.text === text)?.session;
  expect(sessionOf("general again")).toBe(sessionOf("general"));
  expect(sessionOf("topic again")).toBe(sessionOf("topic"));
  expect(sessionOf("topic")).not.toBe(sessionOf("general"));
  expect(house.chat.sent.slice(2).map(({ conversation }) => conversation)).toEqual(["general", "general"]);
});

test("a thread is opened once per key, by two at once, after a restart and after a lost answer; it is a conversation of its own", async () => {
  await using house = await createHouse({ channel: { threads: "find" } });
  await house.open();
  const ask = (key: string) => house.conversations().thread({ key, name: "Plans", parent: at("main") });
  const [one, other] = await Promise.all([ask("plans"), ask("plans")]);
  expect(one).toEqual({ ...at("main"), thread: "thread-1" });
  expect(other).toEqual(one);
  house.chat.fail({ outcome: "unknown", after: true, next: "never" });
  await expect(ask("lost")).rejects.toMatchObject({ code: "CONVERSATIONS_THREAD_NOT_OPENED" });
  await house.reopen();
  expect(await ask("plans")).toEqual(one);
  expect(await ask("lost")).toEqual({ ...at("main"), thread: "thread-2" });
  expect(house.chat.threads.size).toBe(2);
  await house.conversations().tell({ key: "1", text: "Welcome.", to: one });
  await until(() => house.chat.sent.length === 1);
  expect(house.chat.sent).toMatchObject([{ thread: "thread-1", text: "Welcome." }]);
});

test("a house that dies between opening a thread and writing it down opens no second one", async () => {
  const disk = createFaultyStore();
  await using house = await createHouse({ channel: { threads: "find" }, store: disk.plugin });
  await house.open();
  const release = house.chat.pause();
  const asked = { key: "plans", name: "Plans", parent: at("main") };
  const lost = house
    .conversations()
    .thread(asked)
    .catch((error: Error) => error);
  await until(() => house.chat.opening > 0);
  disk.state.full = true;
  release();
  expect(await lost).toBeInstanceOf(Error);
  await house.crash(disk.drop);
  disk.state.full = false;
  expect(await house.conversations().thread(asked)).toEqual({ ...at("main"), thread: "thread-1" });
  expect(house.chat.threads.size).toBe(1);
});

/** What a promise comes to, error or not, while the clock goes on. */
async function passing<T>(house: Awaited<ReturnType<typeof createHouse>>, work: Promise<T>): Promise<T | Error> {
  let over = false;
  const ended = work
    .catch((error: Error) => error)
    .finally(() => {
      over = true;
    });
  await until(async () => {
    await house.clock.advance(100);
    return over;
  });
  return ended;
}

test("a thread is closed after the last word there, and opened by the next; one that can't be closed now is asked for again", async () => {
  await using house = await createHouse({ channel: { threads: "find" } });
  await house.open();
  const thread = await house.conversations().thread({ key: "plans", name: "Plans", parent: at("main") });
  const release = house.chat.pause();
  await house.conversations().tell({ key: "1", text: "The last word.", to: thread });
  const close = () => passing(house, house.conversations().closeThread(thread));
  const closing = house.conversations().closeThread(thread);
  await house.clock.advance(1_000);
  expect(house.chat.closed.size).toBe(0);
  release();
  expect(await passing(house, closing)).toBe(true);
  expect(house.chat.closed.size).toBe(1);
  expect(house.chat.sent).toHaveLength(1);
  await house.conversations().tell({ key: "2", text: "One more thing.", to: thread });
  await until(() => house.chat.sent.length === 2);
  expect(house.chat.closed.size).toBe(0);
  house.chat.fail({ outcome: "not-sent", next: { afterMs: 1_000, scope: "address" } }, { outcome: "not-sent", next: "never" });
  expect(await close()).toMatchObject({ code: "CONVERSATIONS_THREAD_NOT_CLOSED" });
  expect(await close()).toBe(false);
  expect(await house.conversations().closeThread(at("main"))).toBe(false);
});

test("a thread where something can't be sent for a minute is not closed now", async () => {
  await using house = await createHouse({ channel: { threads: "find" } });
  await house.open();
  const thread = await house.conversations().thread({ key: "plans", name: "Plans", parent: at("main") });
  house.chat.fail({ outcome: "not-sent", next: { afterMs: 600_000, scope: "address" } });
  await house.conversations().tell({ key: "1", text: "The last word.", to: thread });
  const closing = house
    .conversations()
    .closeThread(thread)
    .catch((error: Error) => error);
  for (let second = 0; second < 61; second++) await house.clock.advance(1_000);
  expect(await closing).toMatchObject({ code: "CONVERSATIONS_THREAD_NOT_CLOSED" });
  expect(house.chat.closed.size).toBe(0);
});

test("what an owner writes in a thread that is about one thing makes it no place where other things are told, also after a restart", async () => {
  await using house = await createHouse({ channel: { threads: "find" } });
  await house.open();
  await house.chat.say("hello");
  const { thread = "" } = await house.conversations().thread({ key: "disk", name: "Disk", aside: true });
  const other = await house.conversations().thread({ key: "plans", name: "Plans" });
  expect([thread, other]).toEqual(["thread-1", { ...at("main"), thread: "thread-2" }]);
  await house.chat.say("what is it?", { thread });
  expect(await house.conversations().tell({ key: "1", text: "Something else." })).toEqual(at("main"));
  await house.reopen();
  await house.chat.say("and now?", { thread });
  expect(await house.conversations().tell({ key: "2", text: "Something else." })).toEqual(at("main"));
  await house.chat.say("let us plan", { thread: "thread-2" });
  expect(await house.conversations().tell({ key: "3", text: "Something else." })).toEqual(other);
});

test("a thread that could not be opened is opened elsewhere when another place is asked for", async () => {
  await using house = await createHouse({ channel: { threads: "open" } });
  await house.open();
  const ask = (name: string, parent: string) => house.conversations().thread({ key: "plans", name, parent: at(parent) });
  house.chat.fail({ outcome: "not-sent", next: "never" });
  await expect(ask("Plans", "main")).rejects.toMatchObject({ code: "CONVERSATIONS_THREAD_NOT_OPENED" });
  expect(await ask("New plans", "group")).toEqual({ ...at("group"), thread: "thread-1" });
  expect(await ask("New plans", "main")).toEqual({ ...at("group"), thread: "thread-1" });
});

test("a channel without threads gives the conversation itself, and closes nothing", async () => {
  await using house = await createHouse();
  await house.open();
  expect(await house.conversations().thread({ key: "1", name: "Plans", parent: at("main") })).toEqual(at("main"));
  expect(await house.conversations().closeThread({ ...at("main"), thread: "7" })).toBe(false);
});

test("marks follow a message: seen with its turn, gone with its answer also after a restart, failed at its end; once each, never for strangers", async () => {
  await using house = await createHouse({ channel: { react: true }, agent: { steer: true } });
  await house.open();
  await house.chat.say("hello", { key: "1" });
  await until(() => house.chat.marks.length === 2);
  house.chat.fail({ outcome: "not-sent", next: { afterMs: 60_000, scope: "address" } });
  await house.chat.say("again", { key: "2" });
  await until(async () => (await house.conversations().outbox()).some(({ notBefore }) => notBefore > 0));
  await house.chat.say("who are you", { key: "3", from: "stranger" });
  await house.chat.say("/status", { key: "4", conversation: "other" });
  await house.reopen();
  await house.clock.advance(60_000);
  await until(() => house.chat.marks.length === 4);
  house.agent.respond(() => new Promise<string>(() => undefined));
  await house.chat.say("never answered", { key: "5" });
  await until(() => house.chat.marks.length === 5);
  await house.chat.say("/stop", { key: "6" });
  await until(() => house.chat.marks.length === 6);
  await answered(house);
  expect(house.chat.marks.map(({ key, mark }) => [key, mark])).toEqual([
    ["1", "seen"],
    ["1", undefined],
    ["2", "seen"],
    ["2", undefined],
    ["5", "seen"],
    ["5", "failed"],
  ]);
});

test("a channel is told the commands when it opens and when they change", async () => {
  let change: (() => void) | undefined;
  const late = definePlugin({
    api: 1,
    name: "late",
    setup({ contribute }) {
      const command = (name: string) => ({ name, summary: name, access: "owner" as const, run: async () => "" });
      contribute(ChatCommands, command("deploy"));
      contribute(ChatCommands, command("stop"));
      change = () => void contribute(ChatCommands, command("dice"));
    },
  })();
  await using house = await createHouse({ channel: { menu: true }, plugins: [late] });
  await house.open();
  await until(() => house.chat.menus.length > 0);
  change?.();
  await until(() => house.chat.menus.at(-1)?.includes("dice") === true);
  const always = ["new", "status", "stop", "interrupt", "restart", "model", "sessions", "help", "pair"];
  expect(house.chat.menus).toEqual([
    [...always, "deploy"],
    [...always, "deploy", "dice"],
  ]);
  await house.reopen();
  await until(() => house.chat.menus.length === 3);
  expect(house.chat.menus[2]).toEqual([...always, "deploy"]);
});
