import { definePlugin, type Logger } from "@instar/kernel";
import { type ChannelSink, type Incoming, Store } from "@instar/kernel/contracts";
import store from "@instar/plugin-store";
import { createTestKernel } from "@instar/testing";
import type { Update } from "grammy/types";
import { expect, test } from "vitest";
import { createUpdateTaker } from "../../src/inbound/take-update.ts";
import { createTopicBook, type TopicBook } from "../../src/places/topic-book.ts";

const ada = { id: 7, is_bot: false, first_name: "Ada", last_name: "Lovelace" };
const forum = { id: -1001, type: "supergroup", title: "Work", is_forum: true };
const file = { file_id: "f", file_unique_id: "u", file_size: 9, file_name: "a.txt", mime_type: "text/plain", duration: 3 };
const said = { message_id: 12, date: 1_800_000_000, chat: forum, from: ada, message_thread_id: 5, is_topic_message: true };
const entities = [
  { type: "bot_command", offset: 0, length: 11 },
  { type: "text_link", offset: 12, length: 2, url: "https://example.org" },
  { type: "text_mention", offset: 12, length: 2, user: ada },
];
const replied = { ...said, message_id: 3, text: "before", entities, photo: [file] };

/** One update of each shape that is read, with everything in it that is looked at. */
const valid: readonly object[] = [
  {
    message: {
      ...said,
      text: "/new@my_bot hi",
      entities,
      reply_to_message: replied,
      quote: { text: "ef", position: 1 },
      forward_origin: { type: "user", sender_user: ada },
    },
  },
  {
    message: {
      ...said,
      caption: "see",
      caption_entities: entities,
      photo: [file, file],
      media_group_id: "1",
      external_reply: { origin: { type: "channel", chat: forum }, document: file },
    },
  },
  { message: { ...said, voice: file, document: file, animation: file, audio: file, video: file, video_note: file, sender_chat: forum } },
  { message: { ...said, contact: { first_name: "Eve", phone_number: "1" }, venue: { title: "a", address: "b", location: { latitude: 1, longitude: 2 } } } },
  { message: { ...said, poll: { question: "?", options: [{ text: "a" }] }, sticker: { ...file, emoji: "x" }, dice: { emoji: "y", value: 1 } } },
  { message: { ...said, forum_topic_created: { name: "Plans", icon_color: 1 } } },
  { message: { ...said, forum_topic_edited: { name: "Better plans" }, forum_topic_closed: {} } },
  { edited_message: { ...said, text: "better", edit_date: 1_800_000_001, entities } },
  { callback_query: { id: "1", from: ada, data: "b", message: { message_id: 3, date: 0, chat: forum }, chat_instance: "1" } },
  { my_chat_member: { chat: forum, from: ada, date: 1, old_chat_member: { user: ada, status: "left" }, new_chat_member: { user: ada, status: "member" } } },
];

const junk: readonly unknown[] = [null, 7, 0.5, "x", [], { id: "x" }, undefined];

type Place = { readonly holder: Record<string, unknown>; readonly member: string };

const placesIn = (value: unknown): readonly Place[] =>
  typeof value !== "object" || value === null
    ? []
    : Object.keys(value).flatMap((member) => [{ holder: value as Record<string, unknown>, member }, ...placesIn((value as Record<string, unknown>)[member])]);

/** Each update with each of its members in turn replaced by each piece of junk. */
function* broken(): Generator<Update> {
  let id = 1;
  for (const [which, update] of valid.entries())
    for (let at = 0; at < placesIn(update).length; at++)
      for (const piece of junk) {
        const copy = structuredClone(update);
        const place = placesIn(copy)[at] as Place;
        place.holder[place.member] = piece;
        yield { update_id: id++, ...copy, which } as unknown as Update;
      }
}

test("whatever an update holds, it is taken or passed over with a line in the log, and never comes again", async () => {
  const received: Incoming[] = [];
  let book: TopicBook | undefined;
  const shelf = definePlugin({ api: 1, name: "shelf", needs: { store: Store }, setup: ({ services }) => void (book = createTopicBook(services.store)) });
  await using _kernel = await createTestKernel([store(), shelf()]);
  let warned = 0;
  const log: Logger = { debug: () => undefined, info: () => undefined, error: () => undefined, warn: () => void warned++ };
  const sink = { receive: async (message: Incoming) => void received.push(structuredClone(message)) } as unknown as ChannelSink;
  const take = createUpdateTaker({
    sink,
    bot: { id: 42, username: "my_bot" },
    book: book as unknown as TopicBook,
    listenIn: [],
    presses: { take: async () => undefined },
    sawChat: () => undefined,
    isLetIn: async () => true,
    log,
  });
  for (const update of valid) await take({ update_id: 0, ...update } as unknown as Update);
  expect([received.length, warned]).toEqual([6, 0]);
  let count = 0;
  for (const update of broken()) {
    await take(update).catch((error: unknown) => expect.fail(`${JSON.stringify(update)}: ${String(error)}`));
    count++;
  }
  expect(count).toBeGreaterThan(1_500);
  expect(warned).toBeGreaterThan(300);
  for (const { key, from, text, at } of received)
    expect([typeof key, typeof from.id, typeof text, typeof at], key).toEqual(["string", "string", "string", "number"]);
});
