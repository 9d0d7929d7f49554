import { afterAll, beforeAll, expect, test } from "vitest";
import { buttons, file, picture, type Scene, startScene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.telegram.close());

type Good = readonly [name: string, method: string, parameters: (scene: Scene) => Readonly<Record<string, unknown>>, result: unknown];

const send = (name: string, more: Readonly<Record<string, unknown>>, result: object): Good => [
  name,
  "sendMessage",
  ({ chat }) => ({ chat_id: chat.id, text: "hello", ...more }),
  result,
];
const html = (name: string, text: string, result: object): Good => send(name, { text, parse_mode: "HTML" }, result);
const entity = (type: string, offset: number, length: number, more: object = {}) => ({ type, offset, length, ...more });
const said = ({ telegram, chat, eve }: Scene) => telegram.say(chat, eve, "said before").message_id;

const good: readonly Good[] = [
  send("a text", {}, { text: "hello" }),
  send("4096 units", { text: "x".repeat(4096) }, {}),
  html("4096 units in bold", `<b>${"x".repeat(4096)}</b>`, { entities: [entity("bold", 0, 4096)] }),
  html("every tag", "<b>b</b><strong>b</strong> <i>i</i> <em>e</em> <u>u</u> <ins>n</ins> <s>s</s> <strike>t</strike> <del>d</del>", {
    entities: ["bold", "italic", "italic", "underline", "underline", "strikethrough", "strikethrough", "strikethrough"].map((type) =>
      expect.objectContaining({ type }),
    ),
  }),
  html("code", "<code>x &lt; y</code>", { text: "x < y", entities: [entity("code", 0, 5)] }),
  html("a block of a language", '<pre><code class="language-ts">let x;</code></pre>', { entities: [entity("pre", 0, 6, { language: "ts" })] }),
  html("a link", '<a href="https://example.org/?a=1&amp;b=2">x</a>', { entities: [entity("text_link", 0, 1, { url: "https://example.org/?a=1&b=2" })] }),
  html("a spoiler", '<tg-spoiler>x</tg-spoiler> <span class="tg-spoiler">y</span>', { entities: [entity("spoiler", 0, 1), entity("spoiler", 2, 1)] }),
  html("quotes", "<blockquote>x</blockquote>\n<blockquote expandable>y</blockquote>", {
    entities: [entity("blockquote", 0, 1), entity("expandable_blockquote", 2, 1)],
  }),
  html("references", "&lt;&gt;&amp;&quot;&#65;&#x42;&nbsp;", { text: '<>&"AB&nbsp;' }),
  html("capital tags and lonely marks", "<B>x</B> a > b & c", { text: "x a > b & c", entities: [entity("bold", 0, 1)] }),
  html("an end tag without a name", "<b>x</>", { entities: [entity("bold", 0, 1)] }),
  send("entities instead of markup", { entities: [entity("bold", 0, 4)] }, { entities: [entity("bold", 0, 4)] }),
  send("a link in plain text", { text: "see https://example.org." }, { entities: [entity("url", 4, 19)] }),
  send("white space around", { text: "\n hello \n" }, { text: "hello" }),
  send("without a sound and a preview", { disable_notification: true, link_preview_options: { is_disabled: true } }, {}),
  send("buttons", { reply_markup: buttons({ text: "Yes", callback_data: "x".repeat(64) }, { text: "See", url: "https://example.org" }) }, { reply_markup: {} }),
  send("a reply to what is gone, which may go without", { reply_parameters: { message_id: 9999, allow_sending_without_reply: true } }, { text: "hello" }),
  [
    "a reply with a quote",
    "sendMessage",
    (here) => ({ chat_id: here.chat.id, text: "x", reply_parameters: { message_id: said(here), quote: "before" } }),
    { reply_to_message: { text: "said before" }, quote: { text: "before", position: 5 } },
  ],
  ["a chat by its name", "sendMessage", () => ({ chat_id: "@talk_of_tests", text: "x" }), { chat: { title: "Talk" } }],
  ["a topic", "sendMessage", ({ forum, topic }) => ({ chat_id: forum.id, text: "x", message_thread_id: topic }), { is_topic_message: true }],
  ["General, which is no thread", "sendMessage", ({ forum }) => ({ chat_id: forum.id, text: "x" }), { chat: { is_forum: true } }],
  ["typing", "sendChatAction", ({ chat }) => ({ chat_id: chat.id, action: "typing" }), true],
  [
    "typing in General, which here is a thread",
    "sendChatAction",
    ({ forum }) => ({ chat_id: forum.id, action: "upload_document", message_thread_id: 1 }),
    true,
  ],
  ["a photo", "sendPhoto", ({ chat }) => ({ chat_id: chat.id, photo: picture(), caption: "<b>x</b>", parse_mode: "HTML" }), { caption: "x", photo: [{}, {}] }],
  [
    "a document",
    "sendDocument",
    ({ chat }) => ({ chat_id: chat.id, document: file("text", "notes.txt") }),
    { document: { file_name: "notes.txt", file_size: 4 } },
  ],
  [
    "a document under another name",
    "sendDocument",
    ({ chat }) => ({ chat_id: chat.id, document: "attach://it", it: file("text", "a/b.txt") }),
    { document: { file_name: "b.txt" } },
  ],
  [
    "a voice message",
    "sendVoice",
    ({ chat }) => ({ chat_id: chat.id, voice: file("OggS...", "v.ogg"), duration: 3 }),
    { voice: { duration: 3, mime_type: "audio/ogg" } },
  ],
  [
    "a voice message that is none, as a document",
    "sendVoice",
    ({ chat }) => ({ chat_id: chat.id, voice: file("RIFF...", "v.wav") }),
    { document: { file_name: "v.wav" } },
  ],
  ["a place", "sendLocation", ({ chat }) => ({ chat_id: chat.id, latitude: 48.2, longitude: 16.37 }), { location: { latitude: 48.2, longitude: 16.37 } }],
  [
    "an album",
    "sendMediaGroup",
    ({ chat }) => ({
      chat_id: chat.id,
      one: picture(),
      two: picture(),
      media: [
        { type: "photo", media: "attach://one", caption: "both" },
        { type: "photo", media: "attach://two" },
      ],
    }),
    [{ caption: "both" }, {}],
  ],
  ["a reaction", "setMessageReaction", (here) => ({ chat_id: here.chat.id, message_id: said(here), reaction: [{ type: "emoji", emoji: "👀" }] }), true],
  ["no reaction", "setMessageReaction", (here) => ({ chat_id: here.chat.id, message_id: said(here), reaction: [] }), true],
  ["a deletion of what a person wrote in private", "deleteMessage", (here) => ({ chat_id: here.chat.id, message_id: said(here) }), true],
  ["a new topic", "createForumTopic", ({ forum }) => ({ chat_id: forum.id, name: "x", icon_color: 9_367_192 }), { name: "x", icon_color: 9_367_192 }],
  ["a new name", "editForumTopic", ({ forum, topic }) => ({ chat_id: forum.id, message_thread_id: topic, name: "Deeds" }), true],
  ["a topic closed", "closeForumTopic", ({ forum, topic }) => ({ chat_id: forum.id, message_thread_id: topic }), true],
  ["a closed topic, with the right", "sendMessage", ({ forum, topic }) => ({ chat_id: forum.id, text: "x", message_thread_id: topic }), {}],
  ["a topic opened again", "reopenForumTopic", ({ forum, topic }) => ({ chat_id: forum.id, message_thread_id: topic }), true],
  ["a topic deleted", "deleteForumTopic", ({ forum, topic }) => ({ chat_id: forum.id, message_thread_id: topic }), true],
  ["100 commands", "setMyCommands", () => ({ commands: Array.from({ length: 100 }, (_, at) => ({ command: `c_${at}`, description: "d" })) }), true],
  [
    "commands of a chat",
    "setMyCommands",
    ({ chat }) => ({ commands: [{ command: "new", description: "d" }], scope: { type: "chat", chat_id: chat.id } }),
    true,
  ],
  ["commands back", "getMyCommands", ({ chat }) => ({ scope: { type: "chat", chat_id: chat.id } }), [{ command: "new", description: "d" }]],
  ["a chat", "getChat", ({ forum }) => ({ chat_id: forum.id }), { type: "supergroup", is_forum: true }],
  ["its own rights", "getChatMember", ({ forum }) => ({ chat_id: forum.id, user_id: 42 }), { status: "administrator", can_manage_topics: true }],
  ["administrators", "getChatAdministrators", ({ forum }) => ({ chat_id: forum.id }), [{ status: "administrator" }, { status: "creator" }]],
  ["itself, in small letters", "getme", () => ({}), { id: 42, is_bot: true, can_read_all_group_messages: false }],
];

test.each(good)("takes %s", async (_name, method, parameters, result) => {
  const given = parameters(scene);
  const uploads = Object.values(given).some((value) => value instanceof File);
  const answer = await (uploads ? scene.upload(method, given) : scene.call(method, given));
  expect(answer.description).toBeUndefined();
  expect(answer.status).toBe(200);
  if (typeof result === "object") expect(answer.result).toMatchObject(result as object);
  else expect(answer.result).toBe(result);
});

test("an edit changes the words and takes the buttons away that it leaves out", async () => {
  const { call, chat, telegram } = scene;
  const sent = await call("sendMessage", { chat_id: chat.id, text: "one", reply_markup: buttons({ text: "Yes", callback_data: "y" }) });
  const edited = await call("editMessageText", { chat_id: chat.id, message_id: sent.result.message_id, text: "<b>two</b>", parse_mode: "HTML" });
  expect(edited.result).toMatchObject({ text: "two", entities: [entity("bold", 0, 3)] });
  expect(edited.result.reply_markup).toBeUndefined();
  expect(telegram.sent(chat).at(-1)?.text).toBe("two");
});

test("message ids count per supergroup, and together in private chats and groups", async () => {
  const { telegram, eve } = scene;
  const [first, second] = [telegram.supergroup({ members: [eve] }), telegram.supergroup({ members: [eve] })];
  expect(telegram.say(first, eve, "/x").message_id).toBe(telegram.say(second, eve, "/x").message_id);
  const person = telegram.person();
  expect(telegram.say(telegram.chatWith(person), person, "x").message_id).not.toBe(telegram.say(telegram.group(), person, "/x").message_id);
});
