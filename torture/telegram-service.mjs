import { startFakeTelegram, telegramFault, tinyPng } from "@instar/testing/fake-telegram";

const committed = true;
const secret = "AAtortured-and-kept-from-everybody";

/** Answers that are lost after the send took effect, sends that never took effect, and what comes too slowly. */
const sendFaults = [
  () => telegramFault.reset(committed),
  () => telegramFault.badGateway(committed),
  () => telegramFault.garbage(committed),
  () => telegramFault.reset(),
  () => telegramFault.serverError(),
  (random) => telegramFault.slow(100 + random() * 900),
];
const lookFaults = [() => telegramFault.reset(), () => telegramFault.reset(committed), () => telegramFault.serverError(), () => telegramFault.badGateway()];
const otherFaults = [() => telegramFault.serverError(), () => telegramFault.reset(), () => telegramFault.limit(1)];

const characters = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&" };
const asRead = (html) => html.replace(/<[^>]*>/g, "").replace(/&(lt|gt|quot|amp);/g, (each) => characters[each]);

/** Telegram outside of the daemon, with its people: `topics` topics of one group and some private chats; and the ledger of what was said. */
export async function startTelegramService({ random, topics, dedupe = true }) {
  const server = await startFakeTelegram({ token: `4242:${secret}` });
  const people = ["Ada", "Bert", "Cora"].map((first_name) => server.person({ first_name }));
  const forum = server.supergroup({ forum: true, members: people, title: "The group" });
  const pick = (values) => values[Math.floor(random() * values.length)];
  const places = [
    ...Array.from({ length: topics }, (_, index) => ({ chat: forum, thread: server.topic(forum, people[0], `Topic ${index + 1}`).message_id })),
    ...people.map((person) => ({ chat: server.chatWith(person), person })),
  ];
  const posts = [];
  /** Sends that a fault kept from taking effect. */
  const undone = new Set();
  let next = 0;

  /** Somebody writes; `text` makes the message out of its token. Every place has its turn before one has a second, mostly. */
  function say(text) {
    const place = random() < 0.5 ? places[next++ % places.length] : pick(places);
    const { chat, thread, person = pick(people) } = place;
    const token = `#m${posts.length + 1}#`;
    const post = { token, chat: chat.id, thread, at: Date.now() };
    posts.push(post);
    const where = thread === undefined ? {} : { thread };
    const words = thread !== undefined && random() < 0.2 ? `@${server.bot.username} ${text(token)}` : text(token);
    const photo = { photo: { content: tinyPng(2, 2) }, ...where };
    const [said] = random() < 0.08 ? server.sayAlbum(chat, person, [photo, photo], words) : [server.say(chat, person, { text: words, ...where })];
    post.message = said.message_id;
    // The same under another number, as a service would that names deliveries and not acts
    if (!dedupe && random() < 0.5) server.say(chat, person, { text: words, ...where });
  }

  function failSend(fault) {
    const takesEffect = fault.kind === "slow" || fault.committed === true;
    server.fail((request) => request.sends && (takesEffect || undone.add(request) !== undefined), fault);
  }

  function disturb() {
    const chance = random();
    if (chance < 0.4) failSend(pick(sendFaults)(random));
    else if (chance < 0.6) server.park(pick(places).chat, 1 + Math.floor(random() * 4));
    else if (chance < 0.75) server.fail("getUpdates", pick(lookFaults)());
    else if (chance < 0.85) server.duplicates(random() < 0.7);
    else if (chance < 0.97)
      server.fail(pick(["sendChatAction", "setMessageReaction", "download", "getFile", "getMe", "deleteWebhook", "setMyCommands"]), pick(otherFaults)());
    else failSend(telegramFault.hang(random() < 0.5));
  }

  /** Everything that people were shown, in order: where, when, and whether the daemon can know of it. */
  function shown() {
    const requests = server.requests.filter((request) => request.sends && !undone.has(request) && (request.status ?? 200) === 200);
    const used = new Set();
    return server.sent().flatMap(({ chat, is_topic_message: inTopic, message_thread_id, text }) => {
      if (text === undefined) return [];
      const thread = inTopic ? message_thread_id : undefined;
      const fits = ({ parameters }) =>
        Number(parameters.chat_id) === chat.id && (Number(parameters.message_thread_id) || undefined) === thread && asRead(String(parameters.text)) === text;
      const request = requests.find((each) => !used.has(each) && fits(each));
      used.add(request);
      return [{ chat: chat.id, thread, text, at: request?.at ?? 0, isLost: request?.status === undefined }];
    });
  }

  /** When a chat was told to wait. */
  const limits = () =>
    server.requests.flatMap(({ status, at, parameters }) =>
      status === 429 && parameters.chat_id !== undefined ? [{ chat: Number(parameters.chat_id), at }] : [],
    );

  /** Messages that are still marked as being worked on. */
  const marked = () => posts.filter(({ chat, message }) => server.reaction({ chat: { id: chat }, message_id: message }) !== undefined).length;

  return { server, marked, secret, posts, forum, people, say, disturb, failSend, shown, limits };
}
