import { tinyPng } from "@instar/testing/fake-telegram";
import { expect, test } from "vitest";
import { buttons, type Scene, startScene } from "./scene.ts";

const lastOf = ({ telegram }: Scene) => telegram.pendingUpdates.at(-1);

test("people send every kind of thing, and files can be fetched", async () => {
  await using scene = await startScene();
  const { telegram, call, chat, eve } = scene;
  telegram.say(chat, eve, { text: "look", photo: { content: tinyPng(3, 2) } });
  expect(lastOf(scene)).toMatchObject({ message: { caption: "look", photo: [{}, { width: 3, height: 2 }] } });
  telegram.say(chat, eve, { voice: { content: Buffer.from("OggS"), durationSeconds: 4 } });
  expect(lastOf(scene)).toMatchObject({ message: { voice: { duration: 4, mime_type: "audio/ogg" } } });
  telegram.say(chat, eve, { location: { latitude: 1, longitude: 2 } });
  expect(lastOf(scene)).toMatchObject({ message: { location: { latitude: 1 } } });
  const album = telegram.sayAlbum(chat, eve, [{ photo: { content: tinyPng() } }, { photo: { content: tinyPng() } }], "both");
  expect(album.map(({ caption }) => caption)).toEqual(["both", undefined]);
  expect(new Set(album.map(({ media_group_id }) => media_group_id)).size).toBe(1);
  const { document } = telegram.say(chat, eve, { document: { content: Buffer.from("words"), name: "../x.txt", mimeType: "text/plain" } });
  const { file_path: path } = (await call("getFile", { file_id: document?.file_id })).result;
  expect(path).toMatch(/^documents\/file_\d+\.txt$/);
  expect(await (await fetch(`${telegram.url}/file/bot${telegram.token}/${path}`)).text()).toBe("words");
  expect(telegram.downloads).toBe(1);
});

test("a quote is a reply with words; a command, a mention and a link are found", async () => {
  await using scene = await startScene();
  const { telegram, call, chat, eve } = scene;
  const { result } = await call("sendMessage", { chat_id: chat.id, text: "one two three" });
  telegram.say(chat, eve, { text: "/new@instar_bot see https://x.org", replyTo: result.message_id, quote: "two" });
  expect(lastOf(scene)).toMatchObject({
    message: {
      reply_to_message: { text: "one two three" },
      quote: { text: "two", position: 4 },
      entities: [{ type: "bot_command", offset: 0, length: 15 }, { type: "url" }],
    },
  });
});

test("a message in a topic carries the message that opened it, which is no quote; a reply in General carries a thread that is no topic", async () => {
  await using scene = await startScene();
  const { telegram, forum, eve, topic } = scene;
  telegram.say(forum, eve, { text: "inside", thread: topic });
  expect(lastOf(scene)).toMatchObject({
    message: { message_thread_id: topic, is_topic_message: true, reply_to_message: { message_id: topic, forum_topic_created: { name: "Plans" } } },
  });
  const quoted = telegram.say(forum, eve, { text: "first", thread: topic });
  telegram.say(forum, eve, { text: "second", thread: topic, replyTo: quoted.message_id });
  expect(lastOf(scene)).toMatchObject({ message: { message_thread_id: topic, reply_to_message: { text: "first" } } });
  const general = telegram.say(forum, eve, "outside");
  expect(lastOf(scene)).not.toHaveProperty("message.message_thread_id");
  telegram.say(forum, eve, { text: "answer", replyTo: general.message_id });
  expect(lastOf(scene)).toMatchObject({ message: { message_thread_id: general.message_id } });
  expect(lastOf(scene)).not.toHaveProperty("message.is_topic_message");
});

test("with privacy mode the bot hears what is meant for it", async () => {
  await using scene = await startScene();
  const { telegram, call, group, eve } = scene;
  const heard = (said: Parameters<typeof telegram.say>[2]) => {
    const before = telegram.pendingUpdates.length;
    telegram.say(group, eve, said);
    return telegram.pendingUpdates.length > before;
  };
  const own = (await call("sendMessage", { chat_id: group.id, text: "hi" })).result.message_id as number;
  expect([heard("hello all"), heard("/status"), heard("/status@instar_bot"), heard("/status@other_bot"), heard("@instar_bot hello")]).toEqual([
    false,
    true,
    true,
    false,
    true,
  ]);
  expect(heard({ text: "yes", replyTo: own })).toBe(true);
  telegram.member(group, telegram.bot, "administrator");
  expect(heard("hello all")).toBe(true);
  telegram.member(group, telegram.bot, "kicked", {}, eve);
  expect(lastOf(scene)).toMatchObject({ my_chat_member: { new_chat_member: { status: "kicked" } } });
  expect(heard("/status")).toBe(false);
});

test("a press is answered once, within its minute", async () => {
  await using scene = await startScene();
  const { telegram, call, chat, eve } = scene;
  const { result } = await call("sendMessage", { chat_id: chat.id, text: "?", reply_markup: buttons({ text: "Yes", callback_data: "y1" }) });
  const shown = telegram.press(result, "Yes", eve);
  const update = lastOf(scene) as unknown as { readonly callback_query: { readonly id: string; readonly data: string } };
  expect(update.callback_query).toMatchObject({ data: "y1", from: { id: eve.id }, message: { text: "?" } });
  const answer = { callback_query_id: update.callback_query.id, text: "Done", show_alert: true };
  expect((await call("answerCallbackQuery", answer)).ok).toBe(true);
  expect(await shown).toEqual({ text: "Done", showAlert: true });
  expect((await call("answerCallbackQuery", answer)).description).toContain("query is too old");
  expect(() => telegram.press(result, "No", eve)).toThrow("no button");
});

test("topics are opened, renamed, closed and deleted by people", async () => {
  await using scene = await startScene();
  const { telegram, call, forum, eve, topic } = scene;
  telegram.renameTopic(forum, topic, eve, "Deeds");
  expect(lastOf(scene)).toMatchObject({ message: { message_thread_id: topic, forum_topic_edited: { name: "Deeds" } } });
  telegram.closeTopic(forum, topic, eve);
  expect(lastOf(scene)).toMatchObject({ message: { forum_topic_closed: {} } });
  telegram.reopenTopic(forum, topic, eve);
  expect(lastOf(scene)).toMatchObject({ message: { forum_topic_reopened: {} } });
  const before = telegram.pendingUpdates.length;
  telegram.deleteTopic(forum, topic);
  expect(telegram.pendingUpdates).toHaveLength(before);
  expect((await call("sendMessage", { chat_id: forum.id, text: "x", message_thread_id: topic })).description).toBe("Bad Request: message thread not found");
});

test("a private chat has topics when the bot's profile says so", async () => {
  await using scene = await startScene({ bot: { has_topics_enabled: true, allows_users_to_create_topics: true } });
  const { telegram, call, chat, eve } = scene;
  expect((await call("getMe")).result).toMatchObject({ has_topics_enabled: true });
  const mine = (await call("createForumTopic", { chat_id: chat.id, name: "Mine" })).result.message_thread_id as number;
  expect((await call("sendMessage", { chat_id: chat.id, text: "x", message_thread_id: mine })).result).toMatchObject({ is_topic_message: true });
  const theirs = telegram.topic(chat, eve, "Theirs").message_id;
  telegram.say(chat, eve, { text: "x", thread: theirs });
  expect(lastOf(scene)).toMatchObject({ message: { message_thread_id: theirs, chat: { type: "private" } } });
});

test("a group that becomes a supergroup says so on both sides", async () => {
  await using scene = await startScene();
  const { telegram, group, eve } = scene;
  const moved = telegram.migrate(group);
  expect(telegram.pendingUpdates.slice(-2)).toMatchObject([
    { message: { chat: { id: group.id }, migrate_to_chat_id: moved.id } },
    { message: { chat: { id: moved.id, type: "supergroup" }, migrate_from_chat_id: group.id } },
  ]);
  telegram.say(moved, eve, "/hello");
  expect(lastOf(scene)).toMatchObject({ message: { text: "/hello" } });
});

test("who blocks the bot and lets it in again is told, and heard again", async () => {
  await using scene = await startScene();
  const { telegram, call, chat, eve } = scene;
  telegram.block(eve);
  expect(lastOf(scene)).toMatchObject({ my_chat_member: { chat: { id: chat.id }, new_chat_member: { status: "kicked" } } });
  expect((await call("sendMessage", { chat_id: chat.id, text: "x" })).status).toBe(403);
  telegram.block(eve, false);
  expect((await call("sendMessage", { chat_id: chat.id, text: "x" })).ok).toBe(true);
});

test("what the bot does is written down", async () => {
  await using scene = await startScene();
  const { telegram, call, chat, group, eve } = scene;
  const message = telegram.say(chat, eve, "hello");
  await call("sendChatAction", { chat_id: chat.id, action: "typing" });
  await call("setMessageReaction", { chat_id: chat.id, message_id: message.message_id, reaction: [{ type: "emoji", emoji: "👀" }] });
  await call("sendMessage", { chat_id: group.id, text: "x" });
  await call("sendMessage", { chat_id: chat.id, text: "" });
  expect(telegram.typing(chat)).toMatchObject([{ action: "typing" }]);
  expect(telegram.reaction(message)).toBe("👀");
  expect(telegram.sent(chat)).toEqual([]);
  expect(telegram.sent(group)).toMatchObject([{ text: "x" }]);
  expect(telegram.refused).toMatchObject([
    { method: "sendMessage", status: 400, description: "Bad Request: message text is empty", rule: "1.6 a message has a text" },
  ]);
});
