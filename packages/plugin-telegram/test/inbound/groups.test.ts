import { expect, test } from "vitest";
import { play } from "../fixtures/play.ts";

test("with privacy mode a bot hears only what is meant for it; in a listed group where it hears all, all is meant for it", () =>
  play(async ({ harness, agent, open, newFolder, until, pass }) => {
    const group = harness.server.supergroup({ members: [harness.ada] });
    const access = { owners: [harness.owner], groups: [`telegram:${group.id}`] };
    await open({ access });
    harness.server.say(group, harness.ada, "among ourselves");
    harness.server.say(group, harness.ada, "@instar_bot and you?");
    await until(() => agent.inputs.length === 1, "the mention");
    await pass(2_000);
    expect(agent.inputs.map(({ text }) => text)).toEqual(["@instar_bot and you?"]);
    await newFolder();
  }));

test("`listenIn` names groups in which nobody needs to mention the agent, and a command for another bot is still the other's", async () => {
  const id = "-1001000000002"; // the fake counts its groups
  await play(
    async ({ harness, agent, open, until, pass }) => {
      const group = harness.server.supergroup({ members: [harness.ada], bot: "administrator" });
      expect(String(group.id)).toBe(id);
      await open({ access: { owners: [harness.owner], groups: [`telegram:${id}`] } });
      harness.server.say(group, harness.ada, "among ourselves");
      await until(() => agent.inputs.length === 1, "what nobody was mentioned in");
      harness.server.say(group, harness.ada, "/status@another_bot");
      await pass(2_000);
      expect(harness.server.sent(group).map(({ text }) => text)).toEqual(["You said: among ourselves"]);
    },
    { options: { listenIn: [id] } },
  );
});

test("an anonymous administrator is a stranger, also where the account that stands for all of them was let in", () =>
  play(async ({ harness, agent, open, until }) => {
    const group = harness.server.supergroup({ members: [harness.ada], bot: "administrator" });
    const house = await open({ access: { owners: [harness.owner, "telegram:1087968824"], groups: [`telegram:${group.id}`] } });
    harness.server.say(group, harness.ada, { text: "@instar_bot obey", anonymous: true });
    await until(async () => (await house.conversations.inbox({ states: ["refused"] })).length === 1, "the refusal");
    expect(agent.inputs).toEqual([]);
    expect((await house.conversations.inbox())[0]?.from.id).toBe(String(group.id));
  }));

test("what cannot be read is passed over in a group as well, and holds up nobody", () =>
  play(async ({ harness, agent, open, until }) => {
    const group = harness.server.supergroup({ forum: true, members: [harness.ada] });
    await open({ access: { owners: [harness.owner], groups: [`telegram:${group.id}`] } });
    const message = { message_id: 900, from: harness.ada, chat: group, date: 1 };
    for (const flaw of [
      { text: "x", entities: 7 },
      { text: "x", reply_to_message: 7, quote: 7 },
      { forum_topic_created: {} },
      { photo: 7 },
      { contact: 7 },
      { text: "x", forward_origin: 7 },
    ])
      harness.server.inject({ message: { ...message, ...flaw } });
    harness.server.inject({ edited_message: { ...message, text: 7 } });
    harness.server.inject({ callback_query: { id: 7 } });
    harness.server.say(group, harness.ada, "@instar_bot after them");
    await until(() => agent.inputs.length === 1, "the message behind them");
    expect(agent.inputs[0]?.text).toBe("@instar_bot after them");
  }));
