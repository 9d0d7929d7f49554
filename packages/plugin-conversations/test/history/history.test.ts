import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Address } from "@instar/kernel";
import type { HistoryAsked, Said } from "@instar/plugin-conversations/contract";
import { expect, test } from "vitest";
import { createHouse, until } from "../house.ts";

const at = (conversation: string): Address => ({ channel: "scripted-chat", conversation });
type House = Awaited<ReturnType<typeof createHouse>>;

const answered = (house: House, count: number) =>
  until(async () => (await house.conversations().outbox({ states: ["delivered"], limit: 1_000 })).length >= count, `${count} answers`);

/** Everything, page by page, the oldest first. */
async function readAll(house: House, asked: HistoryAsked): Promise<Said[]> {
  const pages: Said[][] = [];
  for (let before: string | undefined; ; ) {
    const { said, next } = await house.conversations().history({ ...asked, ...(before !== undefined && { before }) });
    pages.unshift([...said]);
    if (next === undefined) return pages.flat();
    before = next;
  }
}

test("a conversation reads as it was said, both ways, page by page without doubles, also after a restart and in a house that does not run", async () => {
  await using house = await createHouse();
  await house.open();
  for (let round = 0; round < 7; round++) {
    for (const conversation of ["red", "blue"]) await house.chat.say(`${conversation} ${round}`, { conversation });
    await answered(house, (round + 1) * 2);
    await house.clock.advance(60_000);
  }
  const whole = await readAll(house, { address: at("red"), limit: 200 });
  expect(whole.map(({ way }) => way)).toEqual(Array.from({ length: 14 }, (_, index) => (index % 2 === 0 ? "in" : "out")));
  expect(whole.filter(({ way }) => way === "in").map(({ text }) => text)).toEqual(Array.from({ length: 7 }, (_, round) => `red ${round}`));
  expect(whole[0]).toMatchObject({ address: at("red"), from: { id: "owner", trust: "owner" }, state: "answered", files: [] });
  expect(whole[1]).toMatchObject({ address: at("red"), state: "delivered", answers: [whole[0]?.id] });
  expect(whole[1]?.from).toBeUndefined();
  expect(whole.map(({ at: when }) => when)).toEqual(whole.map(({ at: when }) => when).toSorted((a, b) => a - b));

  for (const limit of [1, 3, 5]) {
    expect(await readAll(house, { address: at("red"), limit })).toEqual(whole);
    expect((await readAll(house, { channel: "scripted-chat", limit })).length).toBe(28);
  }
  const ids = (await readAll(house, { limit: 4 })).map(({ id }) => id);
  expect(new Set(ids).size).toBe(28);
  expect(ids).toEqual(ids.toSorted());
  expect(await readAll(house, { channel: "other" })).toEqual([]);
  expect(await readAll(house, { address: at("green") })).toEqual([]);

  const middle = whole[6]?.at as number;
  expect(await readAll(house, { address: at("red"), since: middle, limit: 2 })).toEqual(whole.slice(6));
  expect(await readAll(house, { address: at("red"), before: middle, limit: 2 })).toEqual(whole.slice(0, 6));
  expect((await readAll(house, { channel: "scripted-chat", since: middle, limit: 5 })).length).toBe(16);

  const again = await house.reopen();
  expect(await readAll(house, { address: at("red"), limit: 4 })).toEqual(whole);
  await again.stop("looked at");
  await house.open({ start: "set-up" });
  expect(await readAll(house, { address: at("red"), limit: 4 })).toEqual(whole);
});

test("what waits is there with what has ended, and a reply in several parts is one, with the state that matters", async () => {
  await using house = await createHouse({ channel: { partLength: 20, housePlan: true } });
  await house.open();
  const long = "one two three four five\n\nsix seven eight nine ten\n\neleven twelve thirteen";
  await house.conversations().tell({ key: "1", text: long, to: at("red") });
  const look = async () => (await house.conversations().history({ address: at("red") })).said;
  await until(async () => (await look())[0]?.state === "delivered");
  const [reply, ...others] = await look();
  expect(others).toEqual([]);
  expect(reply?.text.replace(/\s+/g, " ")).toBe(long.replace(/\s+/g, " "));
  await house.conversations().tell({ key: "2", text: "to nobody", to: { channel: "away", conversation: "x" } });
  expect((await house.conversations().history({ channel: "away" })).said).toMatchObject([{ text: "to nobody", state: "pending" }]);
  expect((await house.conversations().history()).said.map(({ state }) => state)).toEqual(["delivered", "pending"]);
});

test("what strangers wrote is there, and left out for whoever asks for what reached the agent", async () => {
  await using house = await createHouse();
  await house.open();
  await house.chat.say("let me in", { conversation: "red", from: "stranger" });
  await house.chat.say("hello", { conversation: "red" });
  await answered(house, 2);
  const states = async (asked: HistoryAsked) => (await house.conversations().history(asked)).said.filter(({ way }) => way === "in").map(({ state }) => state);
  await until(async () => (await states({ address: at("red") })).includes("refused"));
  expect(await states({ address: at("red") })).toEqual(["refused", "answered"]);
  expect(await states({ address: at("red"), heard: true })).toEqual(["answered"]);
});

test("words are found whatever their case and accents, in names of files too, the latest first, and page by page", async () => {
  await using house = await createHouse();
  const kernel = await house.open();
  await writeFile(path.join(kernel.project, "Plan-B.txt"), "…");
  const tell = (key: string, text: string, to = "red") =>
    house.conversations().tell({ key, text, to: at(to), ...(key === "file" && { attachments: ["Plan-B.txt"] }) });
  await tell("1", "The Café opens at nine.");
  await tell("2", "Nine people at the cafe\u0301.", "blue");
  await tell("3", "Nothing.");
  await tell("file", "Look.");
  const found = async (words: string, more: HistoryAsked = {}) => (await house.conversations().search({ words, ...more })).said.map(({ text }) => text);
  expect(await found("CAFE nine")).toEqual(["Nine people at the cafe\u0301.", "The Café opens at nine."]);
  expect(await found("cafe nine", { address: at("red") })).toEqual(["The Café opens at nine."]);
  expect(await found("cafe ten")).toEqual([]);
  expect(await found("  ")).toEqual([]);
  const first = await house.conversations().search({ words: "nine", limit: 1 });
  expect(first.next).toBe(first.said[0]?.id);
  expect(await found("nine", { before: first.next as string })).toEqual(["The Café opens at nine."]);
});

test("the figures of a channel count messages and replies by state, day and conversation", async () => {
  await using house = await createHouse();
  await house.open({ now: "2026-03-01T12:00:00Z" });
  await house.chat.say("one", { conversation: "red" });
  await answered(house, 1);
  await house.clock.advance(86_400_000);
  await house.chat.say("two", { conversation: "blue" });
  await answered(house, 2);
  await house.chat.say("let me in", { from: "stranger", conversation: "door" });
  const figures = async () => house.conversations().figures("scripted-chat");
  await until(async () => (await figures()).in["refused"] === 1);
  expect(await figures()).toMatchObject({
    channel: "scripted-chat",
    in: { answered: 2, refused: 1 },
    days: [
      { day: "2026-03-02", in: 2 },
      { day: "2026-03-01", in: 1, out: 1 },
    ],
    conversations: [{ address: at("door"), in: 1 }, { address: at("blue"), in: 1, out: 1 }, { address: at("red") }],
    complete: true,
  });
  const { oldest, newest } = await figures();
  expect((newest as number) - (oldest as number)).toBeGreaterThanOrEqual(86_400_000);
  expect(await house.conversations().figures("other")).toEqual({ channel: "other", in: {}, out: {}, days: [], conversations: [], complete: true });
});
