import { expect, test } from "vitest";
import { play, type TelegramScene } from "../fixtures/play.ts";

/** A group with topics, which the owner and the house let in. */
async function openForum(scene: TelegramScene, given: { readonly rights?: Record<string, boolean>; readonly bot?: "administrator" | "member" } = {}) {
  const { harness, open } = scene;
  const forum = harness.server.supergroup({ forum: true, members: [harness.ada], ...given });
  const house = await open({ access: { owners: [harness.owner], groups: [`telegram:${forum.id}`] } });
  const sentTo = (thread?: number) =>
    harness.server
      .sent(forum)
      .filter((sent) => sent.text !== undefined && sent.message_thread_id === thread)
      .map(({ text }) => text);
  const topics = () => harness.server.sent(forum).flatMap(({ forum_topic_created: created, message_id: id }) => (created ? [{ id, name: created.name }] : []));
  const ask = (text: string, thread?: number) =>
    harness.server.say(forum, harness.ada, { text: `@instar_bot ${text}`, ...(thread !== undefined && { thread }) });
  const tell = (key: string, thread: number) =>
    house.conversations.tell({ key, text: key, to: { channel: "telegram", conversation: String(forum.id), thread: String(thread) } });
  return { forum, house, sentTo, topics, ask, tell };
}

test("what is said in a topic is answered there, in General in General, and typing is shown in both", () =>
  play(async (scene) => {
    const { harness, until } = scene;
    const { forum, sentTo, ask } = await openForum(scene);
    const topic = harness.server.topic(forum, harness.ada, "Plans").message_id;
    ask("one", topic);
    ask("two");
    await until(() => sentTo(topic).length === 1 && sentTo().length === 1, "both answers");
    expect([sentTo(topic), sentTo()]).toEqual([["You said: @instar_bot one"], ["You said: @instar_bot two"]]);
    expect(new Set(harness.server.typing(forum).map(({ thread }) => thread))).toEqual(new Set([topic, 1]));
    const first = harness.server.sent(forum)[0];
    harness.server.say(forum, harness.ada, {
      text: "and so?",
      replyTo: first?.message_id as number,
      ...(first?.message_thread_id === topic && { thread: topic }),
    });
    await until(() => sentTo(topic).length + sentTo().length === 3, "the answer to a reply, whose chain is no topic");
    expect(harness.server.refused).toEqual([]);
  }));

test("a conversation whose topic was deleted goes on in a new topic of its last name, for good", () =>
  play(async (scene) => {
    const { harness, until } = scene;
    const { forum, house, sentTo, topics, ask, tell } = await openForum(scene);
    const topic = harness.server.topic(forum, harness.ada, "Plans").message_id;
    harness.server.renameTopic(forum, topic, harness.ada, "Better plans");
    ask("one", topic);
    await until(() => sentTo(topic).length === 1, "an answer in the topic");
    harness.server.deleteTopic(forum, topic);
    await tell("news", topic);
    await until(() => topics().length === 1 && sentTo(topics()[0]?.id).length === 1, "the news in a new topic");
    const [made] = topics();
    expect(made?.name).toBe("Better plans");
    harness.server.say(forum, harness.ada, { text: "without a mention", thread: made?.id as number });
    await until(() => sentTo(made?.id).length === 2, "an answer in the topic that the agent opened, where everything is meant for it");
    await house.stop();
    const next = await scene.open({ access: { owners: [harness.owner], groups: [`telegram:${forum.id}`] } });
    await next.conversations.tell({ key: "later", text: "later", to: { channel: "telegram", conversation: String(forum.id), thread: String(topic) } });
    await until(() => sentTo(made?.id).includes("later"), "later news in the same topic");
    expect(topics()).toHaveLength(1);
  }));

test.each([
  ["no topic can be opened", {}, { rights: { can_manage_topics: false } }],
  ["that is what the options say", { lostTopic: "general" } as const, {}],
])("it goes on in General where %s", (_, options, given) =>
  play(
    async (scene) => {
      const { harness, until } = scene;
      const { forum, sentTo, topics, tell } = await openForum(scene, given);
      const topic = harness.server.topic(forum, harness.ada, "Plans").message_id;
      await until(() => harness.server.pendingUpdates.length === 0, "the topic to be heard of");
      harness.server.deleteTopic(forum, topic, "topicDeleted");
      await tell("news", topic);
      await until(() => sentTo().includes("news"), "the news in General");
      expect(topics()).toEqual([]);
    },
    { options },
  ),
);

test("a closed topic is written to by who may, and its conversation goes on in General where the bot may not open it again", () =>
  play(async (scene) => {
    const { harness, until } = scene;
    const mighty = await openForum(scene);
    const topic = harness.server.topic(mighty.forum, harness.ada, "Plans").message_id;
    harness.server.closeTopic(mighty.forum, topic, harness.ada);
    await mighty.tell("news", topic);
    await until(() => mighty.sentTo(topic).includes("news"), "the news in the closed topic");
    await mighty.house.stop();

    const weak = await openForum(scene, { bot: "member" });
    const closed = harness.server.topic(weak.forum, harness.ada, "Plans").message_id;
    harness.server.closeTopic(weak.forum, closed, harness.ada);
    await weak.tell("other news", closed);
    await until(() => weak.sentTo().includes("other news"), "the news in General");
    expect(harness.server.requests.filter(({ method }) => method === "reopenForumTopic")).toHaveLength(1);
  }));

test("a topic that the agent closed is opened again when it says something there, also after a restart; closing it twice is no failure, a deleted one cannot be", () =>
  play(async (scene) => {
    const { harness, until } = scene;
    const { forum, house, sentTo, tell } = await openForum(scene);
    const parent = { channel: "telegram", conversation: String(forum.id) };
    const topic = await house.conversations.thread({ key: "disk", name: "Disk full", parent });
    const thread = Number(topic.thread);
    await tell("news", thread);
    await until(async () => (await house.conversations.status()).pending === 0, "the news to be there");
    expect(await house.conversations.closeThread(topic)).toBe(true);
    expect(sentTo(thread)).toEqual(["news"]);
    const asked = (method: string) => harness.server.requests.filter((request) => request.method === method).length;
    harness.server.closeTopic(forum, thread, harness.ada);
    expect(await house.conversations.closeThread(topic)).toBe(true);
    await house.stop();
    const next = await scene.open({ access: { owners: [harness.owner], groups: [`telegram:${forum.id}`] } });
    for (const key of ["more", "and more"]) await next.conversations.tell({ key, text: key, to: topic });
    await until(async () => (await next.conversations.status()).pending === 0, "what came later to be there");
    expect(sentTo(thread)).toEqual(["news", "more", "and more"]);
    expect([asked("closeForumTopic"), asked("reopenForumTopic")]).toEqual([2, 1]);
    harness.server.deleteTopic(forum, thread);
    expect(await next.conversations.closeThread(topic)).toBe(false);
    expect(await next.conversations.closeThread(parent)).toBe(false);
  }));

test("a chat that takes nothing now is asked neither to open nor to close a topic", () =>
  play(async (scene) => {
    const { harness } = scene;
    const { forum, house, ask } = await openForum(scene);
    const parent = { channel: "telegram", conversation: String(forum.id) };
    const topic = await house.conversations.thread({ key: "disk", name: "Disk full", parent });
    harness.fail({ kind: "limit", conversation: String(forum.id), retryAfterMs: 300_000 });
    ask("one");
    await scene.until(() => harness.server.requests.some(({ method, sends }) => method === "sendMessage" && sends), "the limit to be met");
    const before = harness.server.requests.length;
    await expect(house.conversations.thread({ key: "login", name: "Log in", parent })).rejects.toMatchObject({ code: "CONVERSATIONS_THREAD_NOT_OPENED" });
    await expect(house.conversations.closeThread(topic)).rejects.toMatchObject({ code: "CONVERSATIONS_THREAD_NOT_CLOSED" });
    expect(harness.server.requests.slice(before).filter(({ method }) => /ForumTopic/.test(method))).toEqual([]);
  }));

test("a topic of a private chat that was deleted is opened anew as well", () =>
  play(async ({ harness, open, until }) => {
    const house = await open();
    const chat = harness.server.chatWith(harness.ada);
    const topic = harness.server.topic(chat, harness.ada, "Plans").message_id;
    await until(() => harness.server.pendingUpdates.length === 0, "the topic to be heard of");
    harness.server.deleteTopic(chat, topic);
    await house.conversations.tell({ key: "news", text: "news", to: { channel: "telegram", conversation: String(chat.id), thread: String(topic) } });
    await until(
      () => harness.server.sent(chat).some(({ text, message_thread_id: thread }) => text === "news" && thread !== undefined),
      "the news in a new topic",
    );
  }));

test("a group that became a supergroup is written to where it is now", () =>
  play(async ({ harness, open, until }) => {
    const group = harness.server.group({ members: [harness.ada] });
    const house = await open({ access: { owners: [harness.owner], groups: [`telegram:${group.id}`] } });
    const moved = harness.server.migrate(group);
    const to = { channel: "telegram", conversation: String(group.id) };
    await house.conversations.tell({ key: "news", text: "news", to });
    await until(() => harness.server.sent(moved).some(({ text }) => text === "news"), "the news in the supergroup");
    const sends = harness.sends();
    await house.conversations.tell({ key: "more", text: "more", to });
    await until(() => harness.server.sent(moved).some(({ text }) => text === "more"), "more news");
    expect(harness.sends() - sends).toBe(1);
  }));
