import type { Ask } from "@instar/kernel/command";
import access from "@instar/plugin-access";
import store from "@instar/plugin-store";
import { createTestKernel, runCommand } from "@instar/testing";
import { type FakeTelegram, startFakeTelegram, telegramFault } from "@instar/testing/fake-telegram";
import { expect, test } from "vitest";
import setupCommand from "../src/commands/telegram-setup.ts";
import statusCommand from "../src/commands/telegram-status.ts";
import testCommand from "../src/commands/telegram-test.ts";
import { Telegram } from "../src/contract.ts";
import telegram from "../src/index.ts";
import { problemOfToken } from "../src/terminal/check-token.ts";
import { play } from "./fixtures/play.ts";

/** Set up and not started, as a command finds it while the agent does not run. */
const quiet = (server: FakeTelegram, owners: readonly string[] = []) =>
  createTestKernel([store(), access({ owners: owners.map((id) => `telegram:${id}`) }), telegram({ token: server.token, apiRoot: server.url })], {
    start: "set-up",
  });

test("the desk says how it listens, what is parked, and which groups the bot was seen in, with its rights", () =>
  play(async ({ harness, open, until }) => {
    const { server } = harness;
    const forum = server.supergroup({ forum: true, title: "Team", members: [harness.ada], bot: "member" });
    const house = await open({ access: { owners: [harness.owner], groups: [`telegram:${forum.id}`] } });
    const desk = house.kernel.service(Telegram);
    expect(await desk.state()).toMatchObject({ listening: "open", since: expect.any(Number), parked: [], topics: 0 });
    const mallory = server.person({ first_name: "Mallory" });
    const theirs = server.supergroup({ forum: true, title: "Not let in", members: [mallory], bot: "member" });
    server.topic(theirs, mallory, "Here");
    server.topic(forum, harness.ada, "Plans");
    await until(async () => (await desk.check()).groups.length === 2 && server.pendingUpdates.length === 0, "the group to be known");
    const { groups, lacks, bot } = await desk.check();
    expect(bot).toMatchObject({ username: "instar_bot", hearsGroups: false });
    expect(groups.map(({ id }) => id)).toContain(theirs.id);
    expect(groups.filter(({ id }) => id === forum.id)).toEqual([
      { id: forum.id, title: "Team", status: "member", hearsEverything: false, managesTopics: false, forum: true },
    ]);
    // Nothing of the strangers' group
    expect(lacks).toEqual([{ what: expect.stringMatching(/may not manage topics/), fix: [expect.stringMatching(/@instar_bot/)] }]);
    expect(await desk.topics()).toEqual([expect.objectContaining({ chat: forum.id, name: "Plans" })]);
    expect(await desk.state()).toMatchObject({ topics: 1, lastUpdateAt: expect.any(Number) });
  }));

test("a test goes there and back without a sound, and says where it ends and what to do", () =>
  play(async ({ harness, open }) => {
    const { server } = harness;
    const desk = (await open()).kernel.service(Telegram);
    const chat = server.chatWith(harness.ada);
    server.say(chat, harness.ada, "/start");
    const steps = await desk.test(String(chat.id));
    expect(steps.map(({ step, ok }) => [step, ok])).toEqual(["bot", "listening", "send", "edit", "delete"].map((step) => [step, true]));
    expect(server.requests.find(({ method }) => method === "sendMessage")?.parameters).toMatchObject({ disable_notification: true });
    server.block(harness.ada);
    expect((await desk.test(String(chat.id))).at(-1)).toMatchObject({
      step: "send",
      ok: false,
      hint: expect.stringMatching(/https:\/\/t\.me\/instar_bot .*Unblock/),
    });
    expect((await desk.test("-100123")).at(-1)).toMatchObject({ step: "rights", ok: false });
    await expect(desk.test("Ada")).rejects.toMatchObject({ code: "TELEGRAM_BAD_CHAT" });
    const group = server.supergroup({ bot: "administrator" });
    server.park(group, 60);
    expect((await desk.test(String(group.id))).at(-1)).toMatchObject({ step: "send", ok: false });
    expect(await desk.state()).toMatchObject({ parked: [{ chat: group.id }] });
    const sends = server.requests.length;
    expect((await desk.test(String(group.id))).at(-1)).toMatchObject({ step: "send", ok: false, text: expect.stringMatching(/takes nothing/) });
    expect(server.requests.slice(sends).map(({ method }) => method)).not.toContain("sendMessage");
  }));

test("status and test say what they found, with the agent stopped too", async () => {
  await using server = await startFakeTelegram();
  const ada = server.person({ first_name: "Ada" });
  const chat = server.chatWith(ada);
  server.say(chat, ada, "/start");
  await using kernel = await quiet(server, [String(ada.id)]);
  const status = await runCommand(kernel, statusCommand);
  expect(status.text).toMatch(/@instar_bot/);
  expect(status.text).toMatch(/no: the agent does not run/);
  expect(status.text).toMatch(/1 owner, 0 others, 0 groups/);
  const tested = await runCommand(kernel, testCommand);
  expect([tested.code, tested.text]).toEqual([1, expect.stringMatching(/✗ Nobody listens to it[\s\S]*✓ It was taken away again\.\nMend what has a cross/)]);
  server.fail("getMe", telegramFault.unauthorized(), 2);
  expect((await runCommand(kernel, statusCommand)).text).toMatch(/could not be asked: Telegram does not know the bot/);
  expect((await runCommand(kernel, testCommand)).text).toMatch(/^✗ Telegram does not know the bot of this token/);
  await using empty = await quiet(server);
  await expect(runCommand(empty, testCommand)).rejects.toMatchObject({ code: "TELEGRAM_NO_OWNER" });
});

const nobodyAsks: Ask = {
  text: async () => expect.fail(),
  secret: async () => expect.fail(),
  confirm: async () => expect.fail(),
  choose: async () => expect.fail(),
};

test("the set-up asks anew for a token that Telegram does not know, keeps only one that it knows, and leads on to the first message", () =>
  play(async ({ harness, open }) => {
    const { server } = harness;
    const house = await open();
    server.fail("getMe", telegramFault.unauthorized());
    const refused: unknown[] = [];
    const ask: Ask = {
      ...nobodyAsks,
      confirm: async () => true, // there is an owner already, and somebody else is waited for
      async secret(_, { check } = {}) {
        refused.push(await check?.("nonsense"), await check?.("42:not-that-one"));
        expect(await check?.(server.token)).toBeUndefined();
        return server.token;
      },
    };
    const { code, given, kept, printed } = await runCommand(house.kernel, setupCommand, { ask });
    expect(refused).toEqual([expect.stringMatching(/no bot's token/), expect.stringMatching(/@BotFather/)]);
    expect(kept).toEqual({ token: server.token });
    expect(given).toEqual([["reload"], ["access", "meet", "telegram", "--at", "@instar_bot: https://t.me/instar_bot"]]);
    expect([code, printed]).toEqual([0, [expect.objectContaining({ bot: expect.objectContaining({ username: "instar_bot" }) })]]);
    expect(JSON.stringify([refused, printed])).not.toContain("not-that-one");
  }));

test("without a terminal the set-up needs the owner's number, says a wrong token as it is, and stops where a step does", () =>
  play(async ({ harness, open }) => {
    const house = await open();
    const run = (owner?: string, command?: () => number) =>
      runCommand(house.kernel, setupCommand, { flags: { ...(owner !== undefined && { owner }) }, ...(command && { command }) });
    await expect(run()).rejects.toMatchObject({ code: "TELEGRAM_NOBODY_TO_ASK" });
    expect((await run("telegram:123")).given).toEqual([["access", "meet", "telegram", "--at", expect.any(String), "--owner", "telegram:123"]]);
    expect((await run("123", () => 1)).code).toBe(1);
    harness.server.fail("getMe", telegramFault.unauthorized());
    await expect(run("123")).rejects.toMatchObject({ code: "TELEGRAM_TOKEN_REFUSED" });
  }));

test("a token's problem never shows the token", async () => {
  await using server = await startFakeTelegram();
  const { signal } = new AbortController();
  const { systemClock: clock } = await import("@instar/kernel");
  const problem = await problemOfToken("77:another-made-up-one", { apiRoot: server.url, clock, signal });
  expect(problem).toMatch(/does not know the bot/);
  await server.close();
  expect(await problemOfToken("77:another-made-up-one", { apiRoot: server.url, clock, signal })).toMatch(/could not be reached/);
});
