import { HealthChecks } from "@instar/kernel/contracts";
import store from "@instar/plugin-store";
import { createTestKernel } from "@instar/testing";
import { type FakeTelegram, startFakeTelegram, telegramFault } from "@instar/testing/fake-telegram";
import { expect, test } from "vitest";
import telegram from "../src/index.ts";
import { play } from "./fixtures/play.ts";

/** As `instar doctor` looks: set up, not started. */
async function look(server: FakeTelegram, options: { listenIn?: string[] } = {}) {
  await using kernel = await createTestKernel([store(), telegram({ token: server.token, apiRoot: server.url, ...options })], { start: "set-up" });
  const check = [...kernel.contributions(HealthChecks)].find(({ value }) => value.id === "telegram");
  return await check?.value.run(new AbortController().signal);
}

test("a bot that can work is named, with what it hears", async () => {
  await using server = await startFakeTelegram();
  expect(await look(server)).toEqual({ status: "ok", summary: "@instar_bot hears mentions, replies and commands in groups." });
});

test("a group in which it should hear everything and does not is named, with the way to mend it", async () => {
  await using server = await startFakeTelegram();
  const deaf = server.supergroup();
  const hears = server.supergroup({ bot: "administrator" });
  const left = server.supergroup({ bot: "left" });
  expect(await look(server, { listenIn: [String(hears.id)] })).toMatchObject({ status: "ok" });
  const found = await look(server, { listenIn: [String(deaf.id), String(left.id)] });
  expect(found).toMatchObject({ status: "warn", hint: expect.stringMatching(/\/setprivacy/) });
  expect(found?.summary).toBe(
    `In the group ${deaf.id} the bot hears only mentions, replies and commands, as privacy mode is on. The bot is not in the group ${left.id}, or cannot see it.`,
  );
});

test("a group with topics where it may open none, and a webhook, are named", () =>
  play(async ({ harness, open, until }) => {
    const { server } = harness;
    const forum = server.supergroup({ forum: true, members: [harness.ada], bot: "member" });
    const house = await open({ access: { owners: [harness.owner], groups: [`telegram:${forum.id}`] } });
    server.topic(forum, harness.ada, "Plans");
    await until(() => server.pendingUpdates.length === 0, "the topic to be heard of");
    const check = [...house.kernel.contributions(HealthChecks)].find(({ value }) => value.id === "telegram");
    const run = async () => await check?.value.run(new AbortController().signal);
    expect(await run()).toMatchObject({
      status: "warn",
      summary: `In the group ${forum.id} the bot may not manage topics, so it can open none for a conversation of its own.`,
      hint: expect.stringMatching(/administrator/),
    });
    await house.stop();
    await fetch(`${server.url}/bot${server.token}/setWebhook?url=https://example.org/hook`);
    expect(await look(server)).toMatchObject({ status: "warn", summary: expect.stringMatching(/webhook/), hint: expect.stringMatching(/removes the webhook/) });
  }));

test("a token that is worth nothing, and a service that is away, are said with what to do", async () => {
  const server = await startFakeTelegram();
  server.fail("getMe", telegramFault.unauthorized());
  expect(await look(server)).toMatchObject({ status: "fail", summary: expect.stringMatching(/@BotFather/), hint: expect.stringMatching(/instar secrets set/) });
  await server.close();
  expect(await look(server)).toMatchObject({ status: "fail", summary: expect.stringMatching(/^Telegram could not be reached \(\w+\)\.$/) });
});

test("while another program has the bot, the check says so", () =>
  play(async ({ harness, open, newFolder, until }) => {
    await open();
    const second = await open({ folder: await newFolder(), waitUntilOpen: false });
    await until(async () => (await second.status()).state === "failed", "the second to give way");
    const check = [...second.kernel.contributions(HealthChecks)].find(({ value }) => value.id === "telegram");
    expect(await check?.value.run(new AbortController().signal)).toMatchObject({ status: "fail", summary: expect.stringMatching(/^Another program receives/) });
    expect(harness.secrets.some((secret) => JSON.stringify(second.lines).includes(secret))).toBe(false);
  }));
