import { createManualClock } from "@instar/testing";
import { type TelegramFault, telegramFault } from "@instar/testing/fake-telegram";
import { expect, test } from "vitest";
import { type Scene, startScene } from "./scene.ts";

const requestOf = ({ telegram }: Scene, method: string, body: object) =>
  fetch(`${telegram.url}/bot${telegram.token}/${method}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

test.each<readonly [string, TelegramFault, number, string]>([
  ["500", telegramFault.serverError(), 500, '"description":"Internal Server Error"'],
  ["401", telegramFault.unauthorized(), 401, '"description":"Unauthorized"'],
  ["409", telegramFault.conflict(), 409, "terminated by other getUpdates request"],
  ["429", telegramFault.limit(7), 429, '"parameters":{"retry_after":7}'],
  ["an HTML page", telegramFault.badGateway(), 502, "<h1>502 Bad Gateway</h1>"],
  ["half an answer", telegramFault.garbage(), 200, '{"ok":true,"result":{"message_id":'],
  ["any refusal", telegramFault.refused("Bad Request: TOPIC_DELETED"), 400, "TOPIC_DELETED"],
])("answers %s as often as asked, and nothing is sent", async (_name, fault, status, words) => {
  await using scene = await startScene();
  scene.telegram.fail("sendMessage", fault, 2);
  for (const _round of [1, 2]) {
    const response = await requestOf(scene, "sendMessage", { chat_id: scene.chat.id, text: "x" });
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(words);
  }
  expect(scene.telegram.sent()).toEqual([]);
  expect((await requestOf(scene, "sendMessage", { chat_id: scene.chat.id, text: "x" })).status).toBe(200);
  expect(scene.telegram.refused).toEqual([]);
});

test.each([
  ["reset", telegramFault.reset],
  ["bad gateway", telegramFault.badGateway],
])("loses an answer with or without what was asked for: %s", async (_name, fault) => {
  await using scene = await startScene();
  const { telegram, chat } = scene;
  telegram.fail("sends", fault(false));
  telegram.fail("sends", fault(true));
  const outcome = () =>
    requestOf(scene, "sendMessage", { chat_id: chat.id, text: "x" }).then(
      ({ status }) => status,
      () => "broken",
    );
  expect(await outcome()).not.toBe(200);
  expect(telegram.sent(chat)).toHaveLength(0);
  expect(await outcome()).not.toBe(200);
  expect(telegram.sent(chat)).toHaveLength(1);
});

test("hangs until whoever asked gives up, and is slow by the clock", async () => {
  const clock = createManualClock();
  await using scene = await startScene({ clock });
  const { telegram, call, chat } = scene;
  telegram.fail(({ method, parameters }) => method === "sendMessage" && parameters.text === "x", telegramFault.hang(true));
  const leaving = new AbortController();
  const hanging = fetch(`${telegram.url}/bot${telegram.token}/sendMessage?chat_id=${chat.id}&text=x`, { signal: leaving.signal });
  await expect.poll(() => telegram.sent(chat).length, { interval: 2 }).toBe(1);
  expect(telegram.open).toMatchObject([{ method: "sendMessage", fault: "hang" }]);
  leaving.abort();
  await expect(hanging).rejects.toThrow();
  telegram.fail("sendMessage", telegramFault.slow(5_000));
  let done = false;
  const slow = call("sendMessage", { chat_id: chat.id, text: "y" }).then(() => {
    done = true;
  });
  await expect.poll(() => clock.pending, { interval: 2 }).toBe(1);
  expect(done).toBe(false);
  await clock.advance(5_000);
  await slow;
});

test("a parked chat waits as long as told, others go on, and what comes too early is noted", async () => {
  const clock = createManualClock();
  await using scene = await startScene({ clock });
  const { telegram, call, chat, group } = scene;
  telegram.park(chat, 30);
  expect(await call("sendMessage", { chat_id: chat.id, text: "x" })).toMatchObject({
    status: 429,
    description: "Too Many Requests: retry after 30",
    parameters: { retry_after: 30 },
  });
  expect(telegram.early).toEqual([]);
  expect((await call("sendMessage", { chat_id: group.id, text: "x" })).ok).toBe(true);
  await clock.advance(29_999);
  expect((await call("sendChatAction", { chat_id: chat.id, action: "typing" })).status).toBe(429);
  expect(telegram.early).toMatchObject([{ chat: chat.id, method: "sendChatAction" }]);
  await clock.advance(1_000);
  expect((await call("sendMessage", { chat_id: chat.id, text: "x" })).ok).toBe(true);
  expect(telegram.early).toHaveLength(1);
  expect(telegram.refused).toEqual([]);
});

test("with limits switched on, a burst passes and a flood does not", async () => {
  const clock = createManualClock();
  await using scene = await startScene({ clock, limits: {} });
  const { call, chat, group } = scene;
  const flood = async (chatId: number, times: number) => {
    const statuses: number[] = [];
    for (let at = 0; at < times; at++) statuses.push((await call("sendMessage", { chat_id: chatId, text: `${at}` })).status);
    return statuses;
  };
  expect(await flood(chat.id, 4)).toEqual([200, 200, 200, 429]);
  await clock.advance(2_000);
  expect(await flood(chat.id, 1)).toEqual([200]);
  let sent = 0;
  for (let second = 0; second < 30; second++) {
    await clock.advance(1_000);
    if ((await flood(group.id, 1))[0] === 200) sent++;
  }
  expect(sent).toBeGreaterThanOrEqual(20);
  expect(sent).toBeLessThan(30);
});

test("offline breaks every connection, and online is as before", async () => {
  await using scene = await startScene();
  const { telegram, call, chat } = scene;
  const offset = (telegram.pendingUpdates.at(-1)?.update_id ?? 0) + 1;
  const poll = call("getUpdates", { offset, timeout: 30 });
  const broken = expect(poll).rejects.toThrow();
  await expect.poll(() => telegram.polling, { interval: 2 }).toBe(true);
  telegram.offline();
  await broken;
  await expect(call("getMe")).rejects.toThrow();
  telegram.online();
  expect((await call("sendMessage", { chat_id: chat.id, text: "x" })).ok).toBe(true);
});

test("nothing that it keeps holds the token", async () => {
  await using scene = await startScene({ token: "4242:very-secret-indeed" });
  const { telegram, call } = scene;
  await call("getMe");
  await fetch(`${telegram.url}/bot4242:wrong/getMe`);
  expect(JSON.stringify([telegram.requests, telegram.refused, telegram.bot])).not.toContain("very-secret");
});

test("restore ends faults, parking and being offline", async () => {
  await using scene = await startScene();
  const { telegram, call, chat } = scene;
  telegram.fail("*", telegramFault.unauthorized(), Number.POSITIVE_INFINITY);
  telegram.park(chat, 600);
  expect((await call("getMe")).status).toBe(401);
  telegram.offline();
  telegram.restore();
  expect((await call("sendMessage", { chat_id: chat.id, text: "x" })).ok).toBe(true);
});
