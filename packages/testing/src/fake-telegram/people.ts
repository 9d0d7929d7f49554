import type { TelegramUser } from "./chat.ts";
import { hearsReactions, tell } from "./hears.ts";
import type { TelegramButton, TelegramMessage } from "./message.ts";
import { post, wordsOf } from "./post.ts";
import { resolveReply } from "./reply-parameters.ts";
import { isForum, memberOf, type Room, replaceMessage } from "./room.ts";
import { contentOf, type SaidInTelegram } from "./said.ts";
import type { CallbackAnswer, World } from "./world.ts";

const anonymousBot: TelegramUser = { id: 1_087_968_824, is_bot: true, first_name: "Group", username: "GroupAnonymousBot" };

/** What people do to messages. */
export interface TelegramPeople {
  /** Somebody writes; in a private chat that also starts it. */
  say(chat: ChatReference, from: TelegramUser, said: string | SaidInTelegram): TelegramMessage;
  /** Several files at once: messages of one album, the words on the first. */
  sayAlbum(chat: ChatReference, from: TelegramUser, items: readonly SaidInTelegram[], text?: string): readonly TelegramMessage[];
  edit(message: MessageReference, text: string): TelegramMessage;
  /** Whoever wrote it takes it back. Bots are not told. */
  unsend(message: MessageReference): void;
  /** Undefined takes the reaction back. Told only to a bot that asked for `message_reaction`. */
  react(message: MessageReference, from: TelegramUser, emoji: string | undefined): void;
  /**
   * Presses the button with this label (or data); resolves with what the person is shown once the bot answers. A message as it was before it
   * lost its buttons can be pressed as well: a phone shows what it has loaded (https://core.telegram.org/bots/api#callbackquery, `data`).
   */
  press(message: MessageReference, button: string, from: TelegramUser): Promise<CallbackAnswer>;
}

export type ChatReference = number | { readonly id: number };

/** A message as `say` or `sent` gave it. */
export interface MessageReference {
  readonly message_id: number;
  readonly chat: { readonly id: number };
  readonly reply_markup?: TelegramMessage["reply_markup"];
}

export const chatIdOf = (chat: ChatReference): number => (typeof chat === "number" ? chat : chat.id);

export function roomOf(world: World, chat: ChatReference): Room {
  const room = world.rooms.get(chatIdOf(chat));
  if (!room) throw new Error(`The fake has no chat ${chatIdOf(chat)}: make it with chatWith, group or supergroup.`);
  return room;
}

export function createPeople(world: World): TelegramPeople {
  const reactions = new Map<string, string>();
  let pressed = 0;
  let albums = 0;

  function find(reference: MessageReference): { readonly room: Room; readonly message: TelegramMessage } {
    const room = roomOf(world, reference.chat.id);
    const message = room.messages.get(reference.message_id);
    if (!message) throw new Error(`There is no message ${reference.message_id} in chat ${reference.chat.id}.`);
    return { room, message };
  }

  const people: TelegramPeople = {
    say(chat, from, given) {
      const said: SaidInTelegram = typeof given === "string" ? { text: given } : given;
      const room = roomOf(world, chat);
      if (room.chat.type === "private") room.started = true;
      else if (!memberOf(room, from)) room.members.set(from.id, { user: from, status: "member", rights: {} });
      const wish =
        said.replyTo === undefined
          ? undefined
          : { messageId: said.replyTo, chatId: undefined, evenWithout: false, quote: said.quote ?? "", quotePosition: undefined };
      const who = said.anonymous ? anonymousBot : from;
      const content = { ...contentOf(world, said), ...resolveReply(world, room, wish), ...(said.anonymous && { sender_chat: room.chat }) };
      const message = post(world, room, who, said.thread, content);
      tell(world, room, "message", message);
      return message;
    },
    sayAlbum(chat, from, items, text = "") {
      const album = `album-${++albums}`;
      return items.map((item, index) => people.say(chat, from, { ...(index === 0 && text !== "" && { text }), ...item, album }));
    },
    edit(reference, text) {
      const { room, message } = find(reference);
      const changed = replaceMessage(room, message, { ...wordsOf(text, message.text === undefined), edit_date: world.seconds() });
      tell(world, room, "edited_message", changed);
      return changed;
    },
    unsend(reference) {
      const { room, message } = find(reference);
      room.messages.delete(message.message_id);
    },
    react(reference, from, emoji) {
      const { room, message } = find(reference);
      const key = `${room.chat.id}/${message.message_id}/${from.id}`;
      const list = (one: string | undefined) => (one === undefined ? [] : [{ type: "emoji", emoji: one }]);
      const old = reactions.get(key);
      if (emoji === undefined) reactions.delete(key);
      else reactions.set(key, emoji);
      if (!hearsReactions(world, room)) return;
      const update = { chat: room.chat, message_id: message.message_id, user: from, date: world.seconds(), old_reaction: list(old), new_reaction: list(emoji) };
      world.updates.add("message_reaction", update);
    },
    press(reference, label, from) {
      const { room, message } = find(reference);
      const shown = [message, reference].flatMap(({ reply_markup: keyboard }) => keyboard?.inline_keyboard.flat() ?? []);
      const button = shown.find((one: TelegramButton) => one.text === label || one.callback_data === label);
      if (!button) throw new Error(`There is no button "${label}" under message ${message.message_id}.`);
      if (button.callback_data === undefined) throw new Error(`The button "${label}" is a link: pressing it tells the bot nothing.`);
      const id = `${100_000_000_000 + ++pressed}`;
      const answer = new Promise<CallbackAnswer>((resolve) => world.presses.set(id, { pressedAt: world.clock.now(), answer: resolve }));
      world.updates.add("callback_query", { id, from, message, chat_instance: `${room.chat.id}`, data: button.callback_data });
      return answer;
    },
  };
  return people;
}

/** Only forums have topics that people open; in private chats the bot's profile says whether they may. */
export function canOpenTopics(world: World, room: Room): boolean {
  return room.chat.type === "private" ? world.profile.has_topics_enabled && world.profile.allows_users_to_create_topics : isForum(room);
}
