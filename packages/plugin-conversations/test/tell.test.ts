import { definePlugin } from "@instar/kernel";
import { Access, type Channel, type ChannelSink, Channels, sendFailed } from "@instar/kernel/contracts";
import { createScriptedChannel } from "@instar/testing";
import { expect, test } from "vitest";
import { createFaultyStore } from "./faulty-store.ts";
import { createHouse, until } from "./house.ts";

const at = (conversation: string, channel = "scripted-chat") => ({ channel, conversation });

test("what is told without a place goes to where an owner last wrote, also after a restart; to the terminal while none has", async () => {
  await using house = await createHouse({ known: ["scripted-chat:guest"] });
  await house.open();
  expect(await house.conversations().tell({ key: "1", text: "early" })).toEqual(at("main", "local"));
  await house.chat.say("hello", { conversation: "kitchen" });
  await house.chat.say("hello", { conversation: "guest", from: "guest" });
  await house.chat.say("hello", { conversation: "stranger", from: "stranger" });
  expect(await house.conversations().tell({ key: "2", text: "late" })).toEqual(at("kitchen"));
  await house.reopen();
  expect(await house.conversations().tell({ key: "3", text: "later" })).toEqual(at("kitchen"));
  await until(() => house.chat.sent.filter(({ conversation }) => conversation === "kitchen").length === 3);
});

test("one key is said once, also when asked for twice at once and after a restart, and the first place is named again", async () => {
  await using house = await createHouse();
  await house.open();
  const say = (to: string) => house.conversations().tell({ key: "once", text: "dinner", to: at(to) });
  expect(await Promise.all([say("one"), say("two")])).toEqual([at("one"), at("one")]);
  await house.reopen();
  expect(await say("three")).toEqual(at("one"));
  await until(() => house.chat.sent.length === 1);
  expect(house.chat.sent).toMatchObject([{ conversation: "one", text: "dinner" }]);
});

test("a place whose channel is gone, or whose writer is no owner any more, is not told what is an owner's", async () => {
  const trusted = new Set(["owner"]);
  const access = definePlugin({
    api: 1,
    name: "moody-access",
    provides: Access,
    setup: () => ({
      judge: async (_: string, { id }: { readonly id: string }) => ({ id, trust: trusted.has(id) ? ("owner" as const) : ("stranger" as const) }),
      meet: async () => undefined,
      identify: async () => undefined,
      tokenFor: async () => "",
    }),
  })();
  const other = createScriptedChannel({ id: "other" });
  await using house = await createHouse({ access, plugins: [other.plugin] });
  await house.open();
  await house.chat.say("hello");
  expect(await house.conversations().tell({ key: "1", text: "secret" })).toEqual(at("main"));
  trusted.clear();
  expect(await house.conversations().tell({ key: "2", text: "secret" })).toEqual(at("main", "local"));
});

test("a place whose channel has no connection for the moment is told when it has one again", async () => {
  const sent: string[] = [];
  let sink: ChannelSink | undefined;
  let online = true;
  const phone: Channel = {
    id: "phone",
    async open(opened) {
      if (!online) throw new Error("There is no network.");
      sink = opened;
      return { [Symbol.asyncDispose]: async () => undefined };
    },
    plan: ({ text }) => [{ index: 0, body: { text } }],
    async send({ body }) {
      if (!online) throw sendFailed("There is no network.", { outcome: "not-sent", next: { afterMs: 1_000, scope: "channel" } });
      sent.push(body.text);
      return { ref: "1" };
    },
  };
  const plugin = definePlugin({ api: 1, name: "phone", setup: ({ contribute }) => void contribute(Channels, phone) })();
  await using house = await createHouse({ owners: ["phone:owner"], plugins: [plugin] });
  await house.open();
  await until(() => sink !== undefined);
  await sink?.receive({ key: "1", from: { id: "owner" }, address: { channel: "phone", conversation: "main" }, text: "/help", at: 0 });
  await until(() => sent.length === 1);
  online = false;
  sink?.failed(new Error("There is no network."));
  await until(async () => (await house.conversations().status()).channels.some(({ id, state }) => id === "phone" && state === "failed"));
  expect(await house.conversations().tell({ key: "2", text: "The disk is full." })).toEqual({ channel: "phone", conversation: "main" });
  online = true;
  await house.clock.advance(60_000);
  await until(() => sent.length === 2);
  expect(sent[1]).toBe("The disk is full.");
});

test("a program that posts over HTTP with the owner's token is no place to tell anything", async () => {
  const http = createScriptedChannel({ id: "http" });
  const plugin = { ...http.plugin, name: "http", definition: { ...http.plugin.definition, name: "http" } };
  await using house = await createHouse({ owners: ["http:owner"], plugins: [plugin] });
  await house.open();
  await house.chat.say("hello");
  await http.say("hello");
  expect(await house.conversations().tell({ key: "1", text: "news" })).toEqual(at("main"));
});

test("a stranger is told what access says to them, at their place, once accepted as refused", async () => {
  const access = definePlugin({
    api: 1,
    name: "polite-access",
    provides: Access,
    setup: () => ({
      judge: async (_: string, { id }: { readonly id: string }) => ({ id, trust: "stranger" as const }),
      meet: async ({ id }: { readonly id: string }) => (id === "polite" ? "Who are you?" : undefined),
      identify: async () => undefined,
      tokenFor: async () => "",
    }),
  })();
  await using house = await createHouse({ access });
  await house.open();
  await house.chat.say("hello", { from: "rude", conversation: "rude" });
  await house.chat.say("hello", { from: "polite", conversation: "door", key: "same" });
  await until(() => house.chat.sent.length === 1);
  await house.chat.say("hello", { from: "polite", conversation: "door", key: "same" });
  expect(house.chat.sent).toMatchObject([{ conversation: "door", text: "Who are you?" }]);
  expect((await house.conversations().inbox()).map(({ state }) => state)).toEqual(["refused", "refused"]);
});

test("a message that waits is refused when its sender is let in no more by the time of its turn", async () => {
  const trusted = new Set(["owner"]);
  const access = definePlugin({
    api: 1,
    name: "moody-access",
    provides: Access,
    setup: () => ({
      judge: async (_: string, { id }: { readonly id: string }) => ({ id, trust: trusted.has(id) ? ("owner" as const) : ("stranger" as const) }),
      meet: async () => undefined,
      identify: async () => undefined,
      tokenFor: async () => "",
    }),
  })();
  await using house = await createHouse({ access, agent: { steer: false } });
  await house.open();
  let finish: (text: string) => void = () => undefined;
  house.agent.respond(() => new Promise((resolve) => (finish = resolve)));
  await house.chat.say("first");
  await until(() => house.agent.inputs.length === 1);
  await house.chat.say("second");
  trusted.clear();
  finish("done");
  await until(async () => (await house.conversations().status()).open === 0);
  expect(house.agent.inputs).toHaveLength(1);
  expect((await house.conversations().inbox()).map(({ state }) => state)).toEqual(["refused", "answered"]);
});

test("what was told when the house died is said once: all of it was written, or nothing", async () => {
  const disk = createFaultyStore();
  await using house = await createHouse({ store: disk.plugin });
  await house.open();
  const tell = (key: string) => house.conversations().tell({ key, text: `dinner ${key}`, to: at("main") });
  await tell("1");
  await until(async () => (await house.conversations().outbox()).every(({ state }) => state === "delivered"));
  disk.state.full = true;
  const lost = tell("2").catch((error: Error) => error.message);
  await until(() => house.clock.pending > 0);
  await house.crash(disk.drop);
  disk.state.full = false;
  expect(await lost).not.toHaveProperty("channel");
  await tell("1");
  await tell("2");
  await until(() => house.chat.sent.some(({ text }) => text === "dinner 2"));
  expect(house.chat.sent.filter(({ text }) => text === "dinner 2")).toHaveLength(1);
  const rows = await house.conversations().outbox();
  expect(rows.map(({ part }) => part.body.text).sort()).toEqual(["dinner 1", "dinner 2"]);
});
