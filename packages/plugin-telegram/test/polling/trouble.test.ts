import access from "@instar/plugin-access";
import conversations from "@instar/plugin-conversations";
import sessions from "@instar/plugin-sessions";
import store from "@instar/plugin-store";
import { createTestKernel } from "@instar/testing";
import { telegramFault } from "@instar/testing/fake-telegram";
import { expect, test } from "vitest";
import { play, type TelegramScene } from "../fixtures/play.ts";
import { createTelegramHarness } from "../fixtures/telegram-harness.ts";

const answered = async ({ harness, until, got }: TelegramScene, text: string) => {
  await harness.say(text);
  await until(() => got().includes(`You said: ${text}`), `an answer to "${text}"`, 50);
};

test.each([
  ["500", telegramFault.serverError()],
  ["a page of a gateway", telegramFault.badGateway()],
  ["a page of a gateway, although all was well", telegramFault.badGateway(true)],
  ["garbage", telegramFault.garbage()],
  ["a broken connection", telegramFault.reset()],
  ["a broken connection, although all was well", telegramFault.reset(true)],
  ["no answer at all", telegramFault.hang()],
  ["a limit", telegramFault.limit(7)],
])("a look that ends in %s is repeated, and loses nothing", (_, fault) =>
  play(async (scene) => {
    const { harness, agent, open, later } = scene;
    const house = await open();
    await answered(scene, "before");
    harness.server.fail("getUpdates", fault);
    await harness.say("meanwhile");
    await later(46_000); // ends a look that hangs
    await answered(scene, "after");
    expect((await house.status()).state).toBe("open");
    expect(agent.inputs.map(({ text }) => text)).toEqual(["before", "meanwhile", "after"]);
    expect(harness.server.requests.every(({ method, parameters }) => method !== "deleteWebhook" || !("drop_pending_updates" in parameters))).toBe(true);
  }),
);

test("a service that takes no word at the opening is asked again", () =>
  play(async (scene) => {
    const { harness, open, until, later } = scene;
    harness.server.fail(["getMe", "deleteWebhook"], telegramFault.hang(), 2);
    const house = await open({ waitUntilOpen: false });
    await until(() => harness.pending() === 1, "the first question");
    await later(10_000);
    await until(async () => (await house.status()).state === "failed", "the channel to say so", 50);
    await later(10_000);
    await answered(scene, "after");
    expect((await house.status()).state).toBe("open");
  }));

test("a network that is gone is told in the status with its reason, and what waits goes out as soon as it is back", () =>
  play(async (scene) => {
    const { harness, open, until } = scene;
    const house = await open();
    await answered(scene, "before");
    harness.server.offline();
    await until(async () => (await house.status()).state === "failed", "the channel to say so", 50);
    expect((await house.status()).reason).toMatch(/^Telegram could not be reached \(/);
    harness.server.online();
    await answered(scene, "after");
    expect(await house.status()).toMatchObject({ state: "open" });
  }));

test("a program that never gives way gets the bot: the agent says so, once, and comes back when it is gone", () =>
  play(async (scene) => {
    const { harness, open, until, pass } = scene;
    const { server } = harness;
    const house = await open();
    await answered(scene, "before");
    let insists = true;
    const states: string[] = [];
    const insist = async () => {
      while (insists) {
        await fetch(`${server.url}/bot${server.token}/getUpdates?timeout=20`).then((response) => response.text());
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    };
    const other = insist();
    try {
      await until(async () => (await house.status()).state === "failed", "the channel to give way");
      expect((await house.status()).reason).toMatch(/Another program receives the messages of this bot/);
      for (let look = 0; look < 10; look++) {
        await pass(10_000, 200);
        states.push((await house.status()).state);
      }
      expect(new Set(states), "states while the other one is there").toEqual(new Set(["failed"]));
    } finally {
      insists = false;
      const end = server.say(server.chatWith(harness.eve), harness.eve, "ends the other one's look");
      expect(end.text).toBeDefined();
      await other;
    }
    await until(async () => (await house.status()).state === "open", "the channel to come back", 200);
    await answered(scene, "after");
  }));

test("a webhook of another program is said, removed, and nothing that came meanwhile is lost", () =>
  play(async (scene) => {
    const { harness, agent, open, until } = scene;
    const { server } = harness;
    const house = await open();
    await answered(scene, "before");
    const reasons = new Set<string | undefined>();
    await fetch(`${server.url}/bot${server.token}/setWebhook?url=https://example.org/hook`);
    await harness.say("meanwhile");
    await until(async () => {
      const { state, reason } = await house.status();
      if (state === "failed") reasons.add(reason);
      return reasons.size > 0;
    }, "the channel to say so");
    expect([...reasons][0]).toMatch(/webhook/);
    await until(async () => (await house.status()).state === "open", "the channel to take the bot back", 200);
    await answered(scene, "after");
    expect(agent.inputs.map(({ text }) => text)).toEqual(["before", "meanwhile", "after"]);
  }));

test("a bot's number begins anew with another token, and old cursors count for nothing", () =>
  play(async (scene) => {
    const { open, until, harness, clock, folder } = scene;
    const house = await open();
    await answered(scene, "before");
    await house.stop();
    const other = await createTelegramHarness(clock, { server: { token: "77:another-bot" }, options: { token: "77:another-bot" } });
    try {
      other.server.say(other.server.chatWith(other.ada), other.ada, "to the new bot");
      const plugins = [store(), access({ owners: [harness.owner] }), sessions(), conversations(), scene.agent.plugin, other.plugin];
      await using _kernel = await createTestKernel(plugins, { clock, project: folder });
      await until(() => other.server.sent().some(({ text }) => text === "You said: to the new bot"), "an answer of the new bot");
    } finally {
      await other.close();
    }
  }));
