import type { Message } from "grammy/types";
import { describe, expect, test } from "vitest";
import { incomingMessage } from "../../src/inbound/incoming-message.ts";
import { isAddressed } from "../../src/inbound/is-addressed.ts";
import { messageOfKey } from "../../src/inbound/message-key.ts";

const bot = { id: 42, username: "My_Bot" };
const ada = { id: 7, is_bot: false, first_name: "Ada", last_name: "Lovelace", username: "ada" };
const own = { id: 42, is_bot: true, first_name: "Agent", username: "my_bot" };
const privately = { id: 7, type: "private", first_name: "Ada" } as const;
const forum = { id: -1001, type: "supergroup", title: "Work", is_forum: true } as const;
const file = { file_id: "f", file_unique_id: "u" };

type Given = Partial<Record<keyof Message, unknown>>;
const message = (given: Given): Message => ({ message_id: 12, date: 1_800_000_000, chat: privately, from: ada, ...given }) as unknown as Message;
const read = (given: Given, edited = false) => incomingMessage({ message: message(given), edited, bot, addressed: false });
const entity = (type: string, offset: number, length: number, more = {}) => ({ type, offset, length, ...more });

test("a text has the key of the act, the number of its author and the time in ms", () => {
  expect(read({ text: "hello" })).toEqual({
    key: "7:12:42",
    from: { id: "7", name: "Ada Lovelace", handle: "@ada" },
    address: { channel: "telegram", conversation: "7" },
    text: "hello",
    at: 1_800_000_000_000,
  });
  expect(messageOfKey("-1001:12:42:1800000001-abcdef12")).toEqual({ chat: -1001, message: 12 });
  expect(messageOfKey("anything")).toBeUndefined();
});

test("another bot's messages, which count from 1 anew in a private chat, are other acts", () => {
  const other = incomingMessage({ message: message({ text: "hello" }), edited: false, bot: { id: 43, username: "other" }, addressed: false });
  expect(other?.key).not.toBe(read({ text: "hello" })?.key);
});

test("an edit has a key of its own, the same at each delivery, and names what it changes; two within a second differ", () => {
  const edit = { text: "better", edit_date: 1_800_000_009 };
  expect(read(edit, true)).toMatchObject({ edits: "7:12:42", at: 1_800_000_009_000, text: "better" });
  expect(read(edit, true)?.key).toBe(read(edit, true)?.key);
  expect(read({ ...edit, text: "best" }, true)?.key).not.toBe(read(edit, true)?.key);
  expect(read({ location: { latitude: 1, longitude: 2 }, edit_date: 1_800_000_009 }, true), "a place that moves").toBeUndefined();
});

describe("threads", () => {
  test("only a topic's message is in a thread: replies elsewhere carry a number that nothing can be sent to", () => {
    expect(read({ chat: forum, text: "x", message_thread_id: 5, is_topic_message: true })?.address).toEqual({
      channel: "telegram",
      conversation: "-1001",
      thread: "5",
    });
    expect(read({ chat: forum, text: "x", message_thread_id: 5 })?.address).toEqual({ channel: "telegram", conversation: "-1001" });
    expect(read({ text: "x", message_thread_id: 9, is_topic_message: true })?.address).toEqual({ channel: "telegram", conversation: "7", thread: "9" });
  });

  test("the message that opened a topic is no quote, and no reply to the agent that opened it", () => {
    const created = { message_id: 5, date: 1, chat: forum, from: own, forum_topic_created: { name: "x", icon_color: 1 } };
    const plain = { chat: forum, text: "x", message_thread_id: 5, is_topic_message: true, reply_to_message: created };
    expect(read(plain)?.quoted).toBeUndefined();
    expect(isAddressed(message(plain), bot)).toBe(false);
    const { forum_topic_created: _gone, ...withoutIt } = created;
    expect(read({ ...plain, reply_to_message: withoutIt })?.quoted, "known by its number alone").toBeUndefined();
  });
});

test.each([
  ["a reply", { reply_to_message: message({ message_id: 3, text: "what was said" }) }, "what was said"],
  ["a part of a reply", { reply_to_message: message({ message_id: 3, text: "what was said" }), quote: { text: "was", position: 5 } }, "was"],
  ["a reply to a picture", { reply_to_message: message({ message_id: 3, photo: [file] }) }, "A photo."],
  [
    "a reply from elsewhere",
    { external_reply: { origin: { type: "channel", chat: { title: "News" } }, photo: [file] } },
    "A message from elsewhere, by News: A photo.",
  ],
])("%s is quoted", (_, given, quoted) => {
  expect(read({ text: "x", ...given })?.quoted).toBe(quoted);
});

test.each<[string, Given, string]>([
  [
    "a link behind words shows where it leads",
    { text: "see 😀 this now", entities: [entity("text_link", 7, 4, { url: "https://example.org" })] },
    "see 😀 [this](https://example.org) now",
  ],
  ["other formatting is left as it was written", { text: "*a* b", entities: [entity("bold", 4, 1)] }, "*a* b"],
  ["a command for this bot loses its name", { text: "/new@my_bot an idea", entities: [entity("bot_command", 0, 11)] }, "/new an idea"],
  ["a command for another bot keeps it", { text: "/new@their_bot x", entities: [entity("bot_command", 0, 14)] }, "/new@their_bot x"],
  ["a caption is the text", { caption: "the sea", photo: [file] }, "the sea"],
  [
    "what was forwarded says whose words they were, and is no command",
    { text: "/stop", forward_origin: { type: "user", sender_user: { first_name: "Eve" } } },
    "Forwarded from Eve:\n/stop",
  ],
  ["a hidden author is named, too", { text: "x", forward_origin: { type: "hidden_user", sender_user_name: "Somebody" } }, "Forwarded from Somebody:\nx"],
  ["a sticker", { sticker: { ...file, emoji: "👍" } }, "A sticker: 👍"],
  ["a location", { location: { latitude: 52.5, longitude: 13.4 } }, "A location: 52.5, 13.4."],
  [
    "a venue",
    { venue: { title: "Café", address: "Street 1", location: { latitude: 1, longitude: 2 } }, location: { latitude: 1, longitude: 2 } },
    "A place: Café, Street 1 (1, 2).",
  ],
  ["a contact", { contact: { first_name: "Eve", phone_number: "+1555" } }, "A contact: Eve, +1555."],
  ["a poll", { poll: { question: "Tea?", options: [{ text: "yes" }, { text: "no" }] } }, "A poll: Tea?\n- yes\n- no"],
  ["dice", { dice: { emoji: "🎲", value: 6 } }, "A roll of 🎲: 6."],
  ["what cannot be read is said to be there", { story: { id: 1 } }, "A story. It cannot be read here."],
])("%s", (_, given, text) => {
  expect(read(given)?.text).toBe(text);
});

test("files are told by kind, name, size and duration; a photo by its largest size, an animation once", () => {
  const files = (given: Given) => read(given)?.files;
  expect(files({ photo: [file, { ...file, file_id: "large", file_size: 9 }] })).toEqual([{ id: "large", kind: "photo", mimeType: "image/jpeg", bytes: 9 }]);
  expect(files({ voice: { ...file, duration: 7 } })).toEqual([{ id: "f", kind: "voice", mimeType: "audio/ogg", durationMs: 7_000 }]);
  expect(files({ document: { ...file, file_name: "a.txt" }, animation: { ...file, file_name: "a.mp4" } })).toEqual([{ id: "f", kind: "video", name: "a.mp4" }]);
  for (const [member, kind] of [
    ["audio", "audio"],
    ["video", "video"],
    ["video_note", "video"],
    ["document", "document"],
  ] as const)
    expect(files({ [member]: file })).toMatchObject([{ id: "f", kind }]);
  expect(read({ photo: [file], media_group_id: "9" })).toMatchObject({ text: "", album: "7:9" });
});

test("who writes as a chat is that chat, never the account that stands for all of them", () => {
  const placeholder = { id: 1_087_968_824, is_bot: true, first_name: "Group" };
  expect(read({ chat: forum, text: "x", from: placeholder, sender_chat: forum })?.from).toEqual({ id: "-1001", name: "Work" });
  expect(read({ chat: forum, text: "x", from: placeholder })).toBeUndefined();
  expect(read({ chat: forum, text: "x", sender_chat: { id: -1002, type: "channel", title: "News" }, is_automatic_forward: true })).toBeUndefined();
});

test.each<[string, Given]>([
  ["another bot", { text: "x", from: { ...own, id: 43 } }],
  ["the agent itself", { text: "x", from: own }],
  ["nobody", { text: "x", from: undefined }],
  ["a channel's post", { text: "x", chat: { id: -1002, type: "channel" } }],
  ["somebody who came", { chat: forum, new_chat_members: [ada] }],
  ["a pin", { pinned_message: { message_id: 1, date: 1, chat: privately } }],
  ["a topic that was closed", { chat: forum, forum_topic_closed: {} }],
  ["a move", { chat: forum, migrate_from_chat_id: -5 }],
])("%s says nothing for the agent", (_, given) => {
  expect(read(given)).toBeUndefined();
});

test.each<[string, Given, boolean]>([
  ["a mention, in whatever case", { text: "@MY_BOT hi", entities: [entity("mention", 0, 7)] }, true],
  ["a mention of somebody else", { text: "@my_bot2 hi", entities: [entity("mention", 0, 8)] }, false],
  ["a mention without a name", { text: "Agent hi", entities: [entity("text_mention", 0, 5, { user: own })] }, true],
  ["a mention under a picture", { caption: "@my_bot", caption_entities: [entity("mention", 0, 7)], photo: [file] }, true],
  ["words that are no mention", { text: "mail@my_bot" }, false],
  ["a reply to the agent", { text: "x", reply_to_message: message({ message_id: 3, from: own }) }, true],
  ["a reply to somebody else", { text: "x", reply_to_message: message({ message_id: 3 }) }, false],
  ["a command", { text: "/new", entities: [entity("bot_command", 0, 4)] }, true],
  ["a command for it", { text: "/new@my_bot", entities: [entity("bot_command", 0, 11)] }, true],
  [
    "a command for another, in a reply to it",
    { text: "/new@a_bot", entities: [entity("bot_command", 0, 10)], reply_to_message: message({ message_id: 3, from: own }) },
    false,
  ],
])("in a group: %s", (_, given, meant) => {
  expect(isAddressed(message({ chat: forum, ...given }), bot)).toBe(meant);
});
