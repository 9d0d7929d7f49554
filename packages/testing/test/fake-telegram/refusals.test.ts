import { tinyPng } from "@instar/testing/fake-telegram";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buttons, file, picture, type Scene, startScene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.telegram.close());

/** What is asked for; a function where it needs the scene. Files make it an upload. */
type Asked = readonly [method: string, parameters: (scene: Scene) => Readonly<Record<string, unknown>>];
type Case = readonly [name: string, asked: Asked, status: number, description: string];

const send = (more: Readonly<Record<string, unknown>>): Asked => ["sendMessage", ({ chat }) => ({ chat_id: chat.id, text: "hello", ...more })];
const html = (text: string): Asked => send({ text, parse_mode: "HTML" });
const unparsed = (problem: string): readonly [number, string] => [400, `Bad Request: can't parse entities: ${problem}`];
const saidBefore = (here: Scene) => here.telegram.say(here.chat, here.eve, "said before").message_id;
const long = "x".repeat(4097);

const text: readonly Case[] = [
  ["no text", send({ text: "" }), 400, "Bad Request: message text is empty"],
  ["only white space", send({ text: " \n " }), 400, "Bad Request: text must be non-empty"],
  ["only tags", html("<b> </b>"), 400, "Bad Request: text must be non-empty"],
  ["4097 units", send({ text: long }), 400, "Bad Request: message is too long"],
  ["4097 units after parsing", html(`<b>${long}</b>`), 400, "Bad Request: message is too long"],
  ["4097 units in pairs", send({ text: `${"😀".repeat(2048)}x` }), 400, "Bad Request: message is too long"],
  ["32,769 bytes with tags", html(`${"<b>x</b>".repeat(4096)}x`), 400, "Bad Request: text is too long"],
  ["a heading", html("<h1>x</h1>"), ...unparsed('Unsupported start tag "h1" at byte offset 0')],
  ["a paragraph after ä", html("ä<p>x</p>"), ...unparsed('Unsupported start tag "p" at byte offset 2')],
  ["a line break tag", html("x<br>y"), ...unparsed('Unsupported start tag "br" at byte offset 1')],
  ["a list", html("<ul><li>x</li></ul>"), ...unparsed('Unsupported start tag "ul" at byte offset 0')],
  ["a lone <", html("a < b"), ...unparsed('Unsupported start tag "" at byte offset 2')],
  ["a < at the end", html("a <"), ...unparsed("Unclosed start tag at byte offset 2")],
  ["an open tag", html("<b>x"), ...unparsed(`Can't find end tag corresponding to start tag "b"`)],
  ["tags that cross", html("<b><i>x</b></i>"), ...unparsed('Unmatched end tag at byte offset 7, expected "</i>", found "</b>"')],
  ["an end without a begin", html("x</b>"), ...unparsed("Unexpected end tag at byte offset 1")],
  ["an open end tag", html("<b>x</b"), ...unparsed("Unclosed end tag at byte offset 4")],
  ["a span of another class", html('<span class="red">x</span>'), ...unparsed('Tag "span" must have class "tg-spoiler" at byte offset 0')],
  ["a bare address", html("<a href=https://x.org>x</a>"), ...unparsed("Unexpected end of name token at byte offset 8")],
  ["a nameless attribute", html('<a ="x">x</a>'), ...unparsed('Empty attribute name in the tag "a" at byte offset 0')],
  ["an unclosed attribute", html('<a href="x'), ...unparsed("Unclosed start tag at byte offset 0")],
  ["an emoji without a number", html('<tg-emoji emoji-id="x">x</tg-emoji>'), ...unparsed("Invalid custom emoji identifier specified")],
  ["a self-closing tag", html("<b/>x"), ...unparsed('Unsupported start tag "b/" at byte offset 0')],
  ["a comment", html("<!-- x -->"), ...unparsed('Unsupported start tag "!--" at byte offset 0')],
  [
    "half a surrogate pair",
    html("&#xd83d;"),
    ...unparsed("Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units"),
  ],
  ["an unknown parse mode", send({ parse_mode: "GFM" }), 400, "Bad Request: unsupported parse_mode"],
  ["broken UTF-16", send({ text: "\ud83d" }), 400, "Bad Request: strings must be encoded in UTF-8"],
  [
    "an entity beyond the text",
    send({ entities: [{ type: "bold", offset: 3, length: 9 }] }),
    400,
    "Bad Request: entity beginning at UTF-16 offset 3 ends after the end of the text at UTF-16 offset 12",
  ],
  ["an entity of no type", send({ entities: [{ offset: 0, length: 1 }] }), 400, `Bad Request: can't parse MessageEntity: Can't find field "type"`],
  [
    "an unknown entity",
    send({ entities: [{ type: "heading", offset: 0, length: 1 }] }),
    400,
    "Bad Request: can't parse MessageEntity: Unsupported type specified",
  ],
];

const places: readonly Case[] = [
  ["no chat", ["sendMessage", () => ({ text: "x" })], 400, "Bad Request: chat_id is empty"],
  ["a chat nobody knows", send({ chat_id: 987_654 }), 400, "Bad Request: chat not found"],
  ["a name nobody has", send({ chat_id: "@nobody_here" }), 400, "Bad Request: chat not found"],
  ["a person who never wrote", send({ chat_id: 1002 }), 403, "Forbidden: bot can't initiate conversation with a user"],
  [
    "a person who blocked it",
    [
      "sendMessage",
      ({ telegram }) => {
        const person = telegram.person();
        telegram.block(person);
        return { chat_id: person.id, text: "x" };
      },
    ],
    403,
    "Forbidden: bot was blocked by the user",
  ],
  [
    "a deleted account",
    [
      "sendMessage",
      ({ telegram }) => {
        const chat = telegram.chatWith(telegram.person());
        telegram.deactivate(telegram.person({ id: chat.id }));
        return { chat_id: chat.id, text: "x" };
      },
    ],
    403,
    "Forbidden: user is deactivated",
  ],
  ["a group that threw it out", send2(({ telegram }) => telegram.group({ bot: "kicked" }).id), 403, "Forbidden: bot was kicked from the group chat"],
  [
    "a supergroup that threw it out",
    send2(({ telegram }) => telegram.supergroup({ bot: "kicked" }).id),
    403,
    "Forbidden: bot was kicked from the supergroup chat",
  ],
  ["a supergroup it left", send2(({ telegram }) => telegram.supergroup({ bot: "left" }).id), 403, "Forbidden: bot is not a member of the supergroup chat"],
  ["a deleted group", send2((here) => deleted(here, here.telegram.group().id)), 403, "Forbidden: the group chat was deleted"],
  ["a deleted supergroup", send2((here) => deleted(here, here.telegram.supergroup().id)), 400, "Bad Request: chat not found"],
  ["a migrated group", send2((here) => migrated(here)), 400, "Bad Request: group chat was upgraded to a supergroup chat"],
  [
    "a group where it may not write",
    send2(({ telegram }) => telegram.supergroup({ bot: "restricted", rights: {} }).id),
    400,
    "Bad Request: not enough rights to send text messages to the chat",
  ],
  [
    "General as a thread",
    ["sendMessage", ({ forum }) => ({ chat_id: forum.id, text: "x", message_thread_id: 1 })],
    400,
    "Bad Request: message thread not found",
  ],
  [
    "a thread that is none",
    ["sendMessage", ({ forum }) => ({ chat_id: forum.id, text: "x", message_thread_id: 999 })],
    400,
    "Bad Request: message thread not found",
  ],
  [
    "a reply chain as a thread",
    ["sendMessage", ({ plain, telegram, eve }) => ({ chat_id: plain.id, text: "x", message_thread_id: telegram.say(plain, eve, "/hi").message_id })],
    400,
    "Bad Request: message thread not found",
  ],
  [
    "a deleted topic",
    [
      "sendMessage",
      ({ forum, telegram, eve }) => {
        const thread = telegram.topic(forum, eve, "Gone").message_id;
        telegram.deleteTopic(forum, thread, "topicDeleted");
        return { chat_id: forum.id, text: "x", message_thread_id: thread };
      },
    ],
    400,
    "Bad Request: TOPIC_DELETED",
  ],
  [
    "a closed topic, without the right",
    [
      "sendMessage",
      ({ telegram, eve }) => {
        const forum = telegram.supergroup({ forum: true, bot: "member", creator: eve });
        const thread = telegram.topic(forum, eve, "Shut").message_id;
        telegram.closeTopic(forum, thread, eve);
        return { chat_id: forum.id, text: "x", message_thread_id: thread };
      },
    ],
    400,
    "Bad Request: TOPIC_CLOSED",
  ],
  ["a reply to nothing", send({ reply_parameters: { message_id: 9999 } }), 400, "Bad Request: message to be replied not found"],
  ["reply parameters without an id", send({ reply_parameters: { quote: "x" } }), 400, `Bad Request: can't find field "message_id"`],
  ["reply parameters that are a list", send({ reply_parameters: [] }), 400, "Bad Request: object expected as reply parameters"],
  [
    "a quote of what was not said",
    ["sendMessage", (here) => ({ chat_id: here.chat.id, text: "x", reply_parameters: { message_id: saidBefore(here), quote: "never" } })],
    400,
    "Bad Request: QUOTE_TEXT_INVALID",
  ],
];

function send2(chat: (scene: Scene) => number): Asked {
  return ["sendMessage", (here) => ({ chat_id: chat(here), text: "x" })];
}

function deleted({ telegram }: Scene, chat: number): number {
  telegram.deleteChat(chat);
  return chat;
}

function migrated({ telegram, eve }: Scene): number {
  const group = telegram.group({ members: [eve] });
  telegram.migrate(group);
  return group.id;
}

const keyboards: readonly Case[] = [
  ["a keyboard that is no object", send({ reply_markup: [] }), 400, "Bad Request: object expected as reply markup"],
  ["a keyboard that is no JSON", send({ reply_markup: "{" }), 400, "Bad Request: can't parse reply keyboard markup JSON object"],
  [
    "rows that are none",
    send({ reply_markup: { inline_keyboard: [{}] } }),
    400,
    'Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
  ],
  [
    "a button that does nothing",
    send({ reply_markup: buttons({ text: "x" }) }),
    400,
    "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  ],
  [
    "a button without a label",
    send({ reply_markup: buttons({ callback_data: "x" }) }),
    400,
    `Bad Request: can't parse inline keyboard button: Can't find field "text"`,
  ],
  ["65 bytes of data", send({ reply_markup: buttons({ text: "x", callback_data: `${"ä".repeat(32)}x` }) }), 400, "Bad Request: BUTTON_DATA_INVALID"],
  [
    "a link to the own machine",
    send({ reply_markup: buttons({ text: "x", url: "http://localhost:3000" }) }),
    400,
    "Bad Request: inline keyboard button URL 'http://localhost:3000' is invalid: Wrong HTTP URL",
  ],
  [
    "101 buttons",
    send({ reply_markup: { inline_keyboard: Array.from({ length: 101 }, () => [{ text: "x", callback_data: "x" }]) } }),
    400,
    "Bad Request: reply markup is too long",
  ],
  [
    "an answer to no press",
    ["answerCallbackQuery", () => ({ callback_query_id: "1" })],
    400,
    "Bad Request: query is too old and response timeout expired or query ID is invalid",
  ],
  [
    "an answer of 201 characters",
    ["answerCallbackQuery", (here) => ({ callback_query_id: pressed(here), text: "x".repeat(201) })],
    400,
    "Bad Request: MESSAGE_TOO_LONG",
  ],
];

function pressed({ telegram, chat, eve }: Scene): string {
  const message = telegram.say(chat, eve, { text: "x", more: { reply_markup: { inline_keyboard: [[{ text: "Yes", callback_data: "yes" }]] } } });
  void telegram.press(message, "Yes", eve);
  return (telegram.pendingUpdates.at(-1) as unknown as { callback_query: { id: string } }).callback_query.id;
}

const own = async ({ call, chat }: Scene, text: string) => ({
  chat_id: chat.id,
  message_id: (await call("sendMessage", { chat_id: chat.id, text })).result.message_id as number,
});

const changes: readonly Case[] = [
  ["an edit of nothing", ["editMessageText", ({ chat }) => ({ chat_id: chat.id, message_id: 9999, text: "x" })], 400, "Bad Request: message to edit not found"],
  [
    "an edit of another's",
    ["editMessageText", (here) => ({ chat_id: here.chat.id, message_id: saidBefore(here), text: "x" })],
    400,
    "Bad Request: message can't be edited",
  ],
  ["a deletion of nothing", ["deleteMessage", ({ chat }) => ({ chat_id: chat.id, message_id: 9999 })], 400, "Bad Request: message to delete not found"],
  [
    "a deletion of another's in a group",
    ["deleteMessage", ({ telegram, group, eve }) => ({ chat_id: group.id, message_id: telegram.say(group, eve, "mine").message_id })],
    400,
    "Bad Request: message can't be deleted",
  ],
  [
    "a deletion of what opened a topic",
    ["deleteMessage", ({ forum, telegram, eve }) => ({ chat_id: forum.id, message_id: telegram.topic(forum, eve, "Stays").message_id })],
    400,
    "Bad Request: message can't be deleted",
  ],
  [
    "a reaction to nothing",
    ["setMessageReaction", ({ chat }) => ({ chat_id: chat.id, message_id: 9999, reaction: [] })],
    400,
    "Bad Request: message to react not found",
  ],
  ["a rocket as a reaction", react([{ type: "emoji", emoji: "🚀" }]), 400, "Bad Request: REACTION_INVALID"],
  ["a tick as a reaction", react([{ type: "emoji", emoji: "✅" }]), 400, "Bad Request: REACTION_INVALID"],
  [
    "two reactions",
    react([
      { type: "emoji", emoji: "👍" },
      { type: "emoji", emoji: "👀" },
    ]),
    400,
    "Bad Request: REACTIONS_TOO_MANY",
  ],
  ["a reaction that is a string", react(["👍"]), 400, "Bad Request: can't parse ReactionType: expected an Object"],
  [
    "an unknown chat action",
    ["sendChatAction", ({ chat }) => ({ chat_id: chat.id, action: "thinking" })],
    400,
    "Bad Request: wrong parameter action in request",
  ],
];

function react(reaction: readonly unknown[]): Asked {
  return ["setMessageReaction", (here) => ({ chat_id: here.chat.id, message_id: saidBefore(here), reaction })];
}

const topics: readonly Case[] = [
  ["a topic in a group without", ["createForumTopic", ({ plain }) => ({ chat_id: plain.id, name: "x" })], 400, "Bad Request: the chat is not a forum"],
  ["a topic in a private chat without", ["createForumTopic", ({ chat }) => ({ chat_id: chat.id, name: "x" })], 400, "Bad Request: the chat is not a forum"],
  [
    "a topic without the right",
    ["createForumTopic", ({ telegram }) => ({ chat_id: telegram.supergroup({ forum: true, rights: {} }).id, name: "x" })],
    400,
    "Bad Request: not enough rights to create a topic",
  ],
  ["a topic without a name", ["createForumTopic", ({ forum }) => ({ chat_id: forum.id, name: " " })], 400, "Bad Request: title must be non-empty"],
  [
    "a seventh colour",
    ["createForumTopic", ({ forum }) => ({ chat_id: forum.id, name: "x", icon_color: 7 })],
    400,
    "Bad Request: invalid icon color specified",
  ],
  [
    "the same name again",
    ["editForumTopic", ({ forum, topic }) => ({ chat_id: forum.id, message_thread_id: topic, name: "Plans" })],
    400,
    "Bad Request: TOPIC_NOT_MODIFIED",
  ],
  ["a name for no topic", ["editForumTopic", ({ forum }) => ({ chat_id: forum.id, message_thread_id: 999, name: "x" })], 400, "Bad Request: TOPIC_ID_INVALID"],
  [
    "opening what is open",
    ["reopenForumTopic", ({ forum, topic }) => ({ chat_id: forum.id, message_thread_id: topic })],
    400,
    "Bad Request: TOPIC_NOT_MODIFIED",
  ],
  ["deleting no topic", ["deleteForumTopic", ({ forum }) => ({ chat_id: forum.id, message_thread_id: 999 })], 400, "Bad Request: TOPIC_ID_INVALID"],
];

const album = (...media: readonly unknown[]): Asked => [
  "sendMediaGroup",
  ({ chat }) => ({ chat_id: chat.id, media, one: picture(), two: file("text", "two.txt") }),
];

const files: readonly Case[] = [
  ["no photo", ["sendPhoto", ({ chat }) => ({ chat_id: chat.id })], 400, "Bad Request: there is no photo in the request"],
  [
    "a name of a part that is not there",
    ["sendDocument", ({ chat }) => ({ chat_id: chat.id, document: "attach://x" })],
    400,
    "Bad Request: there is no document in the request",
  ],
  [
    "a file that nobody sent",
    ["sendDocument", ({ chat }) => ({ chat_id: chat.id, document: "AgACxyz" })],
    400,
    "Bad Request: wrong file identifier/HTTP URL specified",
  ],
  [
    "an address of nowhere",
    ["sendPhoto", ({ chat }) => ({ chat_id: chat.id, photo: "https://x.org/x.png" })],
    400,
    "Bad Request: failed to get HTTP URL content",
  ],
  [
    "a photo as a document",
    ["sendDocument", ({ telegram, chat, eve }) => ({ chat_id: chat.id, document: telegram.say(chat, eve, { photo: {} }).photo?.[0]?.file_id })],
    400,
    "Bad Request: can't use file of type Photo as Document",
  ],
  ["an empty file", ["sendDocument", ({ chat }) => ({ chat_id: chat.id, document: file("", "x.txt") })], 400, "Bad Request: file must be non-empty"],
  ["a text as a photo", ["sendPhoto", ({ chat }) => ({ chat_id: chat.id, photo: file("no picture", "x.png") })], 400, "Bad Request: IMAGE_PROCESS_FAILED"],
  ["a ribbon as a photo", ["sendPhoto", ({ chat }) => ({ chat_id: chat.id, photo: picture(2100, 100) })], 400, "Bad Request: PHOTO_INVALID_DIMENSIONS"],
  [
    "a photo of 11 MB",
    ["sendPhoto", ({ chat }) => ({ chat_id: chat.id, photo: file(Buffer.concat([tinyPng(), Buffer.alloc(11_000_000)]), "x.png") })],
    400,
    `Bad Request: file of size ${11_000_000 + tinyPng().length} bytes is too big for a photo; the maximum size is 10485760 bytes`,
  ],
  [
    "a caption of 1025",
    ["sendPhoto", ({ chat }) => ({ chat_id: chat.id, photo: picture(), caption: "x".repeat(1025) })],
    400,
    "Bad Request: message caption is too long",
  ],
  [
    "a caption with a heading",
    ["sendPhoto", ({ chat }) => ({ chat_id: chat.id, photo: picture(), caption: "<h2>x</h2>", parse_mode: "HTML" })],
    ...unparsed('Unsupported start tag "h2" at byte offset 0'),
  ],
  ["an album of none", album(), 400, "Bad Request: there are no messages to send"],
  [
    "an album of eleven",
    album(...Array.from({ length: 11 }, () => ({ type: "photo", media: "attach://one" }))),
    400,
    "Bad Request: too many messages to send as an album",
  ],
  [
    "a mixed album",
    album({ type: "photo", media: "attach://one" }, { type: "document", media: "attach://two" }),
    400,
    "Bad Request: can't use the media of the specified type in the album",
  ],
  [
    "an album with a text as a photo",
    album({ type: "photo", media: "attach://one" }, { type: "photo", media: "attach://two" }),
    400,
    'Bad Request: failed to send message #2 with the error message "IMAGE_PROCESS_FAILED"',
  ],
  ["a place without a longitude", ["sendLocation", ({ chat }) => ({ chat_id: chat.id, latitude: 1 })], 400, "Bad Request: longitude is empty"],
  ["a download of nothing", ["getFile", () => ({})], 400, "Bad Request: file_id not specified"],
  ["a download of what never was", ["getFile", () => ({ file_id: "AgACxyz" })], 400, "Bad Request: invalid file_id"],
  [
    "a download of 21 MB",
    [
      "getFile",
      ({ telegram, chat, eve }) => ({ file_id: telegram.say(chat, eve, { document: { name: "film.mp4", bytes: 21 * 1024 * 1024 } }).document?.file_id }),
    ],
    400,
    "Bad Request: file is too big",
  ],
];

const command = (name: string, description = "d"): Asked => ["setMyCommands", () => ({ commands: [{ command: name, description }] })];

const others: readonly Case[] = [
  [
    "101 commands",
    ["setMyCommands", () => ({ commands: Array.from({ length: 101 }, (_, at) => ({ command: `c${at}`, description: "d" })) })],
    400,
    "Bad Request: BOT_COMMANDS_TOO_MUCH",
  ],
  ["a command in capitals", command("Status"), 400, "Bad Request: BOT_COMMAND_INVALID"],
  ["a command of 33", command("x".repeat(33)), 400, "Bad Request: command length must not exceed 32"],
  ["a command without a description", command("status", ""), 400, "Bad Request: command description must be non-empty"],
  ["a description of 257", command("status", "x".repeat(257)), 400, "Bad Request: command description length must not exceed 256"],
  ["an unknown scope", ["getMyCommands", () => ({ scope: { type: "galaxy" } })], 400, "Bad Request: can't parse BotCommandScope: Unsupported type specified"],
  ["a scope of no chat", ["getMyCommands", () => ({ scope: { type: "chat", chat_id: 987_654 } })], 400, "Bad Request: chat not found"],
  ["a language of three letters", ["getMyCommands", () => ({ language_code: "eng" })], 400, "Bad Request: invalid language code specified"],
  ["the member zero", ["getChatMember", ({ chat }) => ({ chat_id: chat.id, user_id: 0 })], 400, "Bad Request: invalid user_id specified"],
  [
    "administrators of a private chat",
    ["getChatAdministrators", ({ chat }) => ({ chat_id: chat.id })],
    400,
    "Bad Request: there are no administrators in the private chat",
  ],
  ["a method that never was", ["sendThought", () => ({})], 404, "Not Found: method not found"],
  ["a webhook without TLS", ["setWebhook", () => ({ url: "http://x.org/" })], 400, "Bad Request: invalid webhook URL specified"],
  [
    "a webhook on another port",
    ["setWebhook", () => ({ url: "https://x.org:9000/" })],
    400,
    "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
  ],
  ["closing at once", ["close", () => ({})], 429, "Too Many Requests: retry after 600"],
];

describe.each([
  ["text", text],
  ["places", places],
  ["keyboards", keyboards],
  ["changes", changes],
  ["topics", topics],
  ["files", files],
  ["the rest", others],
])("refuses, in Telegram's words: %s", (_kind, cases) => {
  test.each(cases)("%s", async (_name, [method, parameters], status, description) => {
    const given = parameters(scene);
    const uploads = Object.values(given).some((value) => value instanceof File);
    const answer = await (uploads ? scene.upload(method, given) : scene.call(method, given));
    const shown = description.startsWith("Too Many") ? { ...answer, description: answer.description?.replace(/\d+$/, "600") } : answer;
    expect(shown).toMatchObject({ ok: false, status, error_code: status, description });
    expect(scene.telegram.requests.at(-1)?.rule, "which rule").toMatch(/^1\.\d /);
  });
});

test("refuses an edit that changes nothing", async () => {
  const target = await own(scene, "same");
  const answer = await scene.call("editMessageText", { ...target, text: "same" });
  expect(answer.description).toBe(
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
  );
});

test("refuses words for a photo, which has a caption", async () => {
  const { result } = await scene.upload("sendPhoto", { chat_id: scene.chat.id, photo: picture() });
  const answer = await scene.call("editMessageText", { chat_id: scene.chat.id, message_id: result.message_id, text: "x" });
  expect(answer.description).toBe("Bad Request: there is no text in the message to edit");
});

test("a migrated group says where it is", async () => {
  const group = scene.telegram.group({ members: [scene.eve] });
  const moved = scene.telegram.migrate(group);
  const answer = await scene.call("sendMessage", { chat_id: group.id, text: "x" });
  expect(answer.parameters).toEqual({ migrate_to_chat_id: moved.id });
  expect((await scene.call("sendMessage", { chat_id: moved.id, text: "x" })).ok).toBe(true);
});

test.each([
  ["a parameter that does not exist", send({ disable_web_page_preview: true }), 'takes no parameter "disable_web_page_preview"'],
  ["a deprecated form", send({ reply_to_message_id: 1 }), 'takes no parameter "reply_to_message_id"'],
  ["an unknown member of reply_parameters", send({ reply_parameters: { message_id: 1, quiet: true } }), 'takes no parameter "quiet"'],
  ["a flag that is a word", send({ disable_notification: "yes" }), '"disable_notification" of sendMessage must be a boolean'],
  ["a thread that is a word", send({ message_thread_id: "seven" }), '"message_thread_id" of sendMessage must be an integer'],
  ["a text that is a number", send({ text: 7 }), '"text" of sendMessage must be a string'],
  ["a limit of 101", ["getUpdates", () => ({ limit: 101 })] satisfies Asked, '"limit" of getUpdates must be 1 to 100'],
  ["an update that does not exist", ["getUpdates", () => ({ allowed_updates: ["messages"] })] satisfies Asked, 'no update of the type "messages"'],
  ["a topic's name of 129", ["createForumTopic", ({ forum }) => ({ chat_id: forum.id, name: "x".repeat(129) })] satisfies Asked, "at most 128 characters"],
  ["a method that the fake lacks", ["sendPoll", () => ({})] satisfies Asked, "the method sendPoll exists, but"],
  ["Markdown", send({ parse_mode: "MarkdownV2" }), "only the parse_mode HTML is modelled"],
  ["an album of one", album({ type: "photo", media: "attach://one" }), "at least 2 items"],
  ["a reply keyboard", send({ reply_markup: { keyboard: [["x"]] } }), "keyboard is not modelled"],
] as const)("refuses in words of its own what Telegram would mend or ignore: %s", async (_name, [method, parameters], words) => {
  const given = parameters(scene);
  const uploads = Object.values(given).some((value) => (value as unknown) instanceof File);
  const answer = await (uploads ? scene.upload(method, given) : scene.call(method, given));
  expect(answer.status).toBe(400);
  expect(answer.description).toMatch(/^Bad Request: fake Bot API: /);
  expect(answer.description).toContain(words);
});
