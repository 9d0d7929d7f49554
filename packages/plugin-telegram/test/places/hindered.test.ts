import { telegramFault } from "@instar/testing/fake-telegram";
import { expect, test } from "vitest";
import { play, type TelegramScene } from "../fixtures/play.ts";

/** A topic of a group, in which the owner was answered. */
async function openTopic({ harness, open, until }: TelegramScene) {
  const { server, ada } = harness;
  const forum = server.supergroup({ forum: true, members: [ada] });
  const house = await open({ access: { owners: [harness.owner], groups: [`telegram:${forum.id}`] } });
  const topic = server.topic(forum, ada, "Plans").message_id;
  server.say(forum, ada, { text: "@instar_bot hello", thread: topic });
  await until(() => server.sent(forum).some(({ text }) => text !== undefined), "an answer in the topic");
  const tell = (key: string) =>
    house.conversations.tell({ key, text: key, to: { channel: "telegram", conversation: String(forum.id), thread: String(topic) } });
  const placeOf = (text: string) => server.sent(forum).find((sent) => sent.text === text);
  return { server, forum, topic, tell, placeOf };
}

const hindrances = [
  ["a limit", telegramFault.limit(120)],
  ["a failure of Telegram", telegramFault.serverError()],
  ["a broken connection", telegramFault.reset()],
] as const;

test.each(hindrances)("%s keeps nobody from a new topic for one that was deleted: it is opened when it can be", (_, fault) =>
  play(async (scene) => {
    const { server, forum, topic, tell, placeOf } = await openTopic(scene);
    server.deleteTopic(forum, topic);
    server.fail("createForumTopic", fault);
    await tell("news");
    await scene.until(() => placeOf("news") !== undefined, "the news", 200);
    const made = server.sent(forum).find(({ forum_topic_created: created }) => created?.name === "Plans");
    expect(placeOf("news")?.message_thread_id).toBe(made?.message_id);
    expect(made).toBeDefined();
    await tell("more");
    await scene.until(() => placeOf("more") !== undefined, "more news");
    expect(placeOf("more")?.message_thread_id).toBe(made?.message_id);
  }),
);

test.each(hindrances)("%s keeps nobody from opening a closed topic again", (_, fault) =>
  play(async (scene) => {
    const { server, forum, topic, tell, placeOf } = await openTopic(scene);
    server.closeTopic(forum, topic, scene.harness.ada);
    // As for a bot that may open its topics, but not write in closed ones
    server.fail(({ sends, parameters }) => sends && parameters["text"] === "news", telegramFault.refused("Bad Request: TOPIC_CLOSED"));
    server.fail("reopenForumTopic", fault);
    await tell("news");
    await scene.until(() => placeOf("news") !== undefined, "the news", 200);
    expect(placeOf("news")?.message_thread_id).toBe(topic);
  }),
);

test("a send that was tried before opens a closed topic again as well", () =>
  play(async (scene) => {
    const { server, forum, topic, tell, placeOf } = await openTopic(scene);
    server.fail("sends", telegramFault.serverError());
    server.fail(({ sends, parameters }) => sends && parameters["text"] === "news", telegramFault.refused("Bad Request: TOPIC_CLOSED"));
    server.closeTopic(forum, topic, scene.harness.ada);
    await tell("news");
    await scene.until(() => placeOf("news") !== undefined, "the news", 200);
    expect(placeOf("news")?.message_thread_id).toBe(topic);
  }));
