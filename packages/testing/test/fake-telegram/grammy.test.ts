import { type FakeTelegram, tinyPng } from "@instar/testing/fake-telegram";
import { Bot, GrammyError, HttpError, InlineKeyboard, InputFile, InputMediaBuilder } from "grammy";
import { expect, test } from "vitest";
import { startScene } from "./scene.ts";

const botOf = (telegram: FakeTelegram) => new Bot(telegram.token, { client: { apiRoot: telegram.url } });

test("grammY polls, answers, downloads and confirms", async () => {
  await using scene = await startScene();
  const { telegram, chat, forum, eve, topic } = scene;
  const bot = botOf(telegram);
  const files: string[] = [];
  bot.on("message:text", async (context) => {
    await context.reply(`<b>You</b> said ${context.msg.text}`, { parse_mode: "HTML", reply_parameters: { message_id: context.msg.message_id } });
  });
  bot.on("message:document", async (context) => {
    const { file_path: path } = await context.getFile();
    files.push(await (await fetch(`${telegram.url}/file/bot${telegram.token}/${path}`)).text());
  });
  bot.on("callback_query:data", async (context) => {
    await context.answerCallbackQuery(`Chosen: ${context.callbackQuery.data}`);
  });
  const running = bot.start({ timeout: 20 });
  telegram.say(chat, eve, "hello");
  telegram.say(forum, eve, { text: "inside", thread: topic });
  telegram.say(chat, eve, { document: { content: Buffer.from("words"), name: "x.txt" } });
  await expect.poll(() => [telegram.sent().length, files], { interval: 2 }).toEqual([2, ["words"]]);
  expect(telegram.sent(chat)).toMatchObject([{ text: "You said hello", entities: [{ type: "bold", offset: 0, length: 3 }] }]);
  expect(telegram.sent(forum)).toMatchObject([{ message_thread_id: topic, is_topic_message: true }]);
  const asked = await bot.api.sendMessage(chat.id, "Well?", { reply_markup: new InlineKeyboard().text("Yes", "y1") });
  expect(await telegram.press(asked, "Yes", eve)).toEqual({ text: "Chosen: y1", showAlert: false });
  await bot.stop();
  await running;
  expect(telegram.pendingUpdates).toEqual([]);
  expect(telegram.refused).toEqual([]);
});

test("grammY sends files, albums, reactions, edits and commands, and manages topics", async () => {
  await using scene = await startScene();
  const { telegram, chat, forum, eve } = scene;
  const { api } = botOf(telegram);
  const { document } = await api.sendDocument(chat.id, new InputFile(Buffer.from("né"), "né note.txt"), { caption: "<i>x</i>", parse_mode: "HTML" });
  expect([document.file_name, Buffer.from(telegram.content(document.file_id)).toString()]).toEqual(["né note.txt", "né"]);
  expect((await api.sendPhoto(chat.id, new InputFile(tinyPng(), "a.png"))).photo).toHaveLength(2);
  expect((await api.sendDocument(chat.id, document.file_id)).document.file_id).toBe(document.file_id);
  await api.sendVoice(chat.id, new InputFile(Buffer.from("OggS"), "v.ogg"));
  const pictures = ["one", "two"].map((caption) => InputMediaBuilder.photo(new InputFile(tinyPng(), `${caption}.png`), { caption }));
  expect((await api.sendMediaGroup(chat.id, pictures)).map(({ caption }) => caption)).toEqual(["one", "two"]);
  await api.setMessageReaction(chat.id, telegram.say(chat, eve, "hello").message_id, [{ type: "emoji", emoji: "👀" }]);
  const message = await api.sendMessage(chat.id, "one");
  await api.editMessageText(chat.id, message.message_id, "two");
  await api.deleteMessage(chat.id, message.message_id);
  await api.setMyCommands([{ command: "new", description: "Begin" }]);
  expect(await api.getMyCommands()).toEqual(telegram.commands());
  const { message_thread_id: thread } = await api.createForumTopic(forum.id, "Deeds");
  await api.sendMessage(forum.id, "x", { message_thread_id: thread });
  await api.sendChatAction(forum.id, "typing", { message_thread_id: thread });
  await api.editForumTopic(forum.id, thread, { name: "Done deeds" });
  await api.closeForumTopic(forum.id, thread);
  await api.reopenForumTopic(forum.id, thread);
  await api.deleteForumTopic(forum.id, thread);
  expect((await api.getChatMember(forum.id, telegram.bot.id)).status).toBe("administrator");
  expect(telegram.refused).toEqual([]);
});

test("grammY tells a refusal from a broken connection", async () => {
  await using scene = await startScene();
  const { telegram, chat } = scene;
  const { api } = botOf(telegram);
  telegram.park(chat, 5);
  const refused = await api.sendMessage(chat.id, "x").catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(GrammyError);
  expect(refused).toMatchObject({ error_code: 429, parameters: { retry_after: 5 } });
  telegram.restore();
  telegram.fail("sends", { kind: "bad-gateway", committed: true });
  expect(await api.sendMessage(chat.id, "x").catch((error: unknown) => error)).toBeInstanceOf(HttpError);
  expect(telegram.sent(chat)).toHaveLength(1);
});
