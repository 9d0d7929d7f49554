import { systemClock } from "@instar/kernel";
import type { ChannelSink } from "@instar/kernel/contracts";
import { startFakeTelegram, telegramFault } from "@instar/testing/fake-telegram";
import type { Update } from "grammy/types";
import { expect, test } from "vitest";
import { createBotApi } from "../../src/bot-api.ts";
import { createCursor } from "../../src/polling/cursor.ts";
import { pollUpdates } from "../../src/polling/poll-updates.ts";

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Listens with a cursor that is given, until everything was taken; resolves with what was, and where the cursor stands. */
async function listen(saved: string | undefined, take: (text: string) => Promise<void> = async () => undefined) {
  await using server = await startFakeTelegram();
  const person = server.person();
  const chat = server.chatWith(person);
  for (const text of ["one", "two", "three"]) server.say(chat, person, text);
  const taken: string[] = [];
  let cursor = saved;
  const sink = {
    cursor: { load: async () => cursor, save: async (next: string) => void (cursor = next) },
    failed: () => undefined,
    wake: () => undefined,
  } as unknown as ChannelSink;
  const api = createBotApi({ token: server.token, apiRoot: server.url, clock: systemClock });
  const stop = new AbortController();
  const polling = pollUpdates(
    {
      api,
      sink,
      cursor: createCursor(sink, api.botId),
      async take({ message }: Update) {
        await take(message?.text ?? "");
        taken.push(message?.text ?? "");
      },
      claimed: true,
      contested: () => undefined,
      clock: { ...systemClock, sleep: (_ms, signal) => systemClock.sleep(1, signal) },
      log: quiet,
    },
    stop.signal,
  );
  await expect.poll(() => server.confirmed.length).toBe(3);
  stop.abort();
  await polling;
  return { taken, cursor };
}

test("goes on where the cursor stands, and a cursor of another bot counts for nothing", async () => {
  expect(await listen("42:100000003")).toEqual({ taken: ["three"], cursor: "42:100000004" });
  expect(await listen("7:100000003")).toEqual({ taken: ["one", "two", "three"], cursor: "42:100000004" });
  expect(await listen(undefined)).toMatchObject({ taken: ["one", "two", "three"] });
});

test("numbers that begin anew, as Telegram's do after a quiet week, are followed", async () => {
  expect(await listen("42:900000000")).toEqual({ taken: ["one", "two", "three"], cursor: "42:100000004" });
});

test("what could not be written down is asked for again, in order, and what came before it is not", async () => {
  const tried: string[] = [];
  const { taken } = await listen(undefined, async (text) => {
    tried.push(text);
    if (text === "two" && tried.length < 5) throw new Error("The disk is full.");
  });
  expect(taken).toEqual(["one", "two", "three"]);
  expect(tried).toEqual(["one", "two", "two", "two", "two", "three"]);
});

test("a press that takes long holds up neither messages nor other presses, and is not confirmed before it is durable", async () => {
  await using server = await startFakeTelegram();
  const person = server.person();
  const chat = server.chatWith(person);
  const press = (id: string) => server.inject({ callback_query: { id, from: person, chat_instance: "1", data: id } });
  let cursor: string | undefined;
  const sink = { cursor: { load: async () => cursor, save: async (next: string) => void (cursor = next) } } as unknown as ChannelSink;
  const api = createBotApi({ token: server.token, apiRoot: server.url, clock: systemClock });
  const taken: string[] = [];
  const finish = new Map<string, () => void>();
  const stop = new AbortController();
  const polling = pollUpdates(
    {
      api,
      sink,
      cursor: createCursor(sink, api.botId),
      async take({ message, callback_query: pressed }: Update) {
        taken.push(message?.text ?? pressed?.data ?? "");
        if (pressed) await new Promise<void>((resolve) => finish.set(pressed.id, resolve));
      },
      claimed: true,
      contested: () => undefined,
      clock: { ...systemClock, sleep: (_ms, signal) => systemClock.sleep(1, signal) },
      log: quiet,
    },
    stop.signal,
  );
  server.say(chat, person, "before");
  press("slow");
  await expect.poll(() => taken).toEqual(["before", "slow"]);
  server.say(chat, person, "behind");
  press("other");
  await expect.poll(() => taken).toEqual(["before", "slow", "behind", "other"]);
  finish.get("other")?.();
  const looks = server.requests.length;
  await expect.poll(() => server.requests.length).toBeGreaterThan(looks + 2);
  expect([server.confirmed.length, cursor]).toEqual([1, "42:100000002"]);
  finish.get("slow")?.();
  await expect.poll(() => server.confirmed.length).toBe(4);
  expect(cursor).toBe("42:100000005");
  expect(taken).toHaveLength(4);
  stop.abort();
  await polling;
});

test("who was away gives way to who took the place meanwhile; who was not asks again", async () => {
  await using server = await startFakeTelegram();
  const api = createBotApi({ token: server.token, apiRoot: server.url, clock: systemClock });
  const listenUntilClosed = async () => {
    const reasons: string[] = [];
    const sink = {
      cursor: { load: async () => undefined, save: async () => undefined },
      wake: () => undefined,
      failed: (error: Error) => void reasons.push((error as Error & { code: string }).code),
    } as unknown as ChannelSink;
    const before = server.requests.length;
    await pollUpdates(
      {
        api,
        sink,
        cursor: createCursor(sink, api.botId),
        take: async () => undefined,
        claimed: true,
        contested: () => undefined,
        clock: { ...systemClock, sleep: (_ms, signal) => systemClock.sleep(1, signal) },
        log: quiet,
      },
      new AbortController().signal,
    );
    return { reasons, looks: server.requests.length - before };
  };
  server.fail("getUpdates", telegramFault.conflict(), 20);
  expect(await listenUntilClosed()).toEqual({ reasons: ["TELEGRAM_OTHER_POLLER"], looks: 9 });
  server.restore();
  server.fail("getUpdates", telegramFault.reset());
  server.fail("getUpdates", telegramFault.conflict());
  expect(await listenUntilClosed()).toEqual({ reasons: ["TELEGRAM_OTHER_POLLER"], looks: 2 });
});
