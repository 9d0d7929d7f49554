import { createManualClock, settle } from "@instar/testing";
import { expect, test } from "vitest";
import { startScene } from "./scene.ts";

const ids = (answer: { readonly result?: readonly { readonly update_id: number }[] }) => answer.result?.map(({ update_id }) => update_id);

test("an update comes again until a poll's offset passes it, and never after", async () => {
  await using scene = await startScene();
  const { telegram, call, chat, eve } = scene;
  await call("getUpdates", { offset: -1 });
  await call("getUpdates", { offset: (ids(await call("getUpdates"))?.at(-1) ?? 0) + 1 });
  telegram.say(chat, eve, "one");
  telegram.say(chat, eve, "two");
  const [first = 0, second = 0] = ids(await call("getUpdates")) ?? [];
  expect(ids(await call("getUpdates"))).toEqual([first, second]);
  expect(ids(await call("getUpdates", { offset: second }))).toEqual([second]);
  expect(ids(await call("getUpdates"))).toEqual([second]);
  expect(telegram.confirmed.at(-1)?.update_id).toBe(first);
  expect(ids(await call("getUpdates", { offset: second + 1, limit: 1 }))).toEqual([]);
  expect(telegram.pendingUpdates).toEqual([]);
});

test("a negative offset keeps the last and forgets the rest, a limit cuts", async () => {
  await using scene = await startScene();
  const { telegram, call, chat, eve } = scene;
  for (const text of ["one", "two", "three"]) telegram.say(chat, eve, text);
  expect(ids(await call("getUpdates", { limit: 2 }))).toHaveLength(2);
  const left = await call("getUpdates", { offset: -1 });
  expect(left.result).toMatchObject([{ message: { text: "three" } }]);
  expect(telegram.pendingUpdates).toHaveLength(1);
});

test("a long poll waits for the clock or for a message, whichever is first", async () => {
  const clock = createManualClock();
  await using scene = await startScene({ clock });
  const { telegram, call, chat, eve } = scene;
  const { update_id: last = 0 } = telegram.pendingUpdates.at(-1) ?? {};
  const offset = last + 1;
  const empty = call("getUpdates", { offset, timeout: 30 });
  await expect.poll(() => telegram.polling, { interval: 2 }).toBe(true);
  await clock.advance(30_000);
  expect((await empty).result).toEqual([]);
  const full = call("getUpdates", { offset, timeout: 30 });
  await expect.poll(() => telegram.polling, { interval: 2 }).toBe(true);
  telegram.say(chat, eve, "hello");
  expect((await full).result).toMatchObject([{ message: { text: "hello" } }]);
});

test("of two pollers the older is ended, and a webhook ends both", async () => {
  await using scene = await startScene();
  const { telegram, call } = scene;
  const offset = (telegram.pendingUpdates.at(-1)?.update_id ?? 0) + 1;
  const older = call("getUpdates", { offset, timeout: 30 });
  await expect.poll(() => telegram.polling, { interval: 2 }).toBe(true);
  const newer = call("getUpdates", { offset, timeout: 30 });
  expect(await older).toMatchObject({
    status: 409,
    description: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
  });
  expect((await call("setWebhook", { url: "https://example.org/hook" })).ok).toBe(true);
  expect(await newer).toMatchObject({ status: 409, description: "Conflict: terminated by setWebhook request" });
  expect((await call("getUpdates")).description).toBe(
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  );
  expect((await call("getWebhookInfo")).result).toMatchObject({ url: "https://example.org/hook" });
  await call("deleteWebhook");
  expect((await call("getUpdates")).status).toBe(200);
});

test("a poller that hangs up takes nothing along", async () => {
  await using scene = await startScene();
  const { telegram, call, chat, eve } = scene;
  const offset = (telegram.pendingUpdates.at(-1)?.update_id ?? 0) + 1;
  const leaving = new AbortController();
  const poll = fetch(`${telegram.url}/bot${telegram.token}/getUpdates?offset=${offset}&timeout=30`, { signal: leaving.signal });
  await expect.poll(() => telegram.polling, { interval: 2 }).toBe(true);
  leaving.abort();
  await expect(poll).rejects.toThrow();
  await expect.poll(() => telegram.polling, { interval: 2 }).toBe(false);
  telegram.say(chat, eve, "hello");
  expect((await call("getUpdates", { offset })).result).toMatchObject([{ message: { text: "hello" } }]);
});

test("reactions and members are told on request only, and the request is remembered", async () => {
  await using scene = await startScene();
  const { telegram, call, chat, eve } = scene;
  const message = telegram.say(chat, eve, "hello");
  const before = telegram.pendingUpdates.length;
  telegram.react(message, eve, "👍");
  expect(telegram.pendingUpdates).toHaveLength(before);
  await call("getUpdates", { allowed_updates: ["message", "message_reaction"] });
  await call("getUpdates");
  telegram.react(message, eve, undefined);
  expect(telegram.pendingUpdates.at(-1)).toMatchObject({ message_reaction: { old_reaction: [{ emoji: "👍" }], new_reaction: [] } });
  telegram.edit(message, "bye");
  expect(telegram.pendingUpdates.at(-1)).not.toHaveProperty("edited_message");
  await call("getUpdates", { allowed_updates: [] });
  telegram.edit(message, "bye, bye");
  expect(telegram.pendingUpdates.at(-1)).toMatchObject({ edited_message: { text: "bye, bye" } });
});

test("duplicates give each confirmed update once more", async () => {
  await using scene = await startScene();
  const { telegram, call, chat, eve } = scene;
  telegram.say(chat, eve, "hello");
  telegram.duplicates(true);
  const all = ids(await call("getUpdates")) ?? [];
  const offset = (all.at(-1) ?? 0) + 1;
  expect(ids(await call("getUpdates", { offset }))).toEqual(all);
  expect(ids(await call("getUpdates", { offset }))).toEqual([]);
  await settle();
});

test("an unknown kind of update can be put in between", async () => {
  await using scene = await startScene();
  const { telegram, call } = scene;
  telegram.inject({ telepathy: { thought: 7 } });
  expect((await call("getUpdates")).result.at(-1)).toMatchObject({ telepathy: { thought: 7 } });
});
