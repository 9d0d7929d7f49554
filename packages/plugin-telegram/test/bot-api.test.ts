import { inspect } from "node:util";
import { createManualClock } from "@instar/testing";
import { startFakeTelegram, telegramFault } from "@instar/testing/fake-telegram";
import { expect, test } from "vitest";
import { createBotApi } from "../src/bot-api.ts";
import { failureOf } from "../src/bot-api-failure.ts";

const secret = "AAsecret-of-the-bot";
const token = `42:${secret}`;
const forever = new AbortController().signal;

/** The error of a call, as a log would show it: everything, causes included. */
async function errorOf(call: Promise<unknown>) {
  const error = await call.then(
    () => undefined,
    (thrown: Error) => thrown,
  );
  return { error, shown: inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error) };
}

test("no failure shows the token, what was sent, or an address, however it fails", async () => {
  const clock = createManualClock();
  await using server = await startFakeTelegram({ clock, token });
  const api = createBotApi({ token, apiRoot: server.url, clock });
  const chat = server.chatWith(server.person());
  const send = () => api.call("sendMessage", { chat_id: chat.id, text: "a private word" }, { signal: forever });
  const faults = [
    telegramFault.serverError(),
    telegramFault.unauthorized(),
    telegramFault.badGateway(),
    telegramFault.garbage(),
    telegramFault.reset(),
    telegramFault.limit(3),
    telegramFault.refused(`Bad Request: nothing at /bot${token}/sendMessage`),
  ];
  const failures = [];
  for (const fault of faults) {
    server.fail("sendMessage", fault);
    failures.push(await errorOf(send()));
  }
  server.fail("download", telegramFault.refused("Not Found", 404));
  failures.push(await errorOf(api.download("photos/a b.jpg", forever)));
  await server.close();
  failures.push(await errorOf(send()), await errorOf(api.download("photos/a.jpg", forever)));
  expect(failures.map(({ error }) => failureOf(error)?.kind)).toEqual([
    "refused",
    "refused",
    "unreachable",
    "unreachable",
    "unreachable",
    "refused",
    "refused",
    "refused",
    "unreachable",
    "unreachable",
  ]);
  for (const { shown } of failures) {
    expect(shown).not.toContain(secret);
    expect(shown).not.toContain("a private word");
    expect(shown).not.toContain(server.url);
  }
});

test("says what is certain: no connection sent nothing, a broken one may have", async () => {
  const clock = createManualClock();
  const server = await startFakeTelegram({ clock, token });
  const api = createBotApi({ token, apiRoot: server.url, clock });
  const ask = () => errorOf(api.call("getMe", {}, { signal: forever }));
  server.fail("getMe", telegramFault.reset());
  expect(failureOf((await ask()).error)).toEqual({ kind: "unreachable", certain: false });
  await server.close();
  const { error } = await ask();
  expect(failureOf(error)).toEqual({ kind: "unreachable", certain: true });
  expect(error?.message).toBe("Telegram could not be reached (ECONNREFUSED).");
});

test("an answer that does not come is given up by the clock; whoever waits can end it, with their own reason", async () => {
  const clock = createManualClock();
  await using server = await startFakeTelegram({ clock, token });
  const api = createBotApi({ token, apiRoot: server.url, clock });
  server.fail("getMe", telegramFault.hang(), 2);
  const late = errorOf(api.call("getMe", {}, { signal: forever, timeoutMs: 5_000 }));
  await expect.poll(() => server.open.length).toBe(1);
  await clock.advance(5_000);
  expect(failureOf((await late).error)).toEqual({ kind: "unreachable", certain: false });
  const stop = new AbortController();
  const stopped = api.call("getMe", {}, { signal: stop.signal });
  stop.abort(new Error("enough"));
  await expect(stopped).rejects.toThrow("enough");
  expect(clock.pending).toBe(0);
});

test("a token that Telegram does not know is said in words that help", async () => {
  const clock = createManualClock();
  await using server = await startFakeTelegram({ clock, token });
  const stranger = createBotApi({ token: "43:other", apiRoot: server.url, clock });
  await expect(stranger.call("getMe", {}, { signal: forever })).rejects.toMatchObject({
    code: "TELEGRAM_TOKEN_REFUSED",
    message: expect.stringMatching(/@BotFather/),
  });
});
