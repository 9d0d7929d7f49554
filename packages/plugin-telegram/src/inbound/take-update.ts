import { InstarError, type Logger } from "@instar/kernel";
import type { ChannelSink, Incoming } from "@instar/kernel/contracts";
import type { Message, Update } from "../grammy.ts";
import type { IsLetIn } from "../places/is-let-in.ts";
import { noteTopic } from "../places/note-topic.ts";
import type { TopicBook } from "../places/topic-book.ts";
import { faultOfUpdate } from "./check-update.ts";
import { incomingMessage } from "./incoming-message.ts";
import { type BotName, isAddressed } from "./is-addressed.ts";
import type { PressTaker } from "./press-taker.ts";
import { wordsOf } from "./text-of.ts";

export interface UpdateTaker {
  readonly sink: ChannelSink;
  readonly bot: BotName;
  readonly book: TopicBook;
  /** Ids of groups in which everything is meant for the agent. */
  readonly listenIn: readonly string[];
  readonly presses: PressTaker;
  /** A group is seen to have topics, or none. */
  readonly sawChat: (chat: Message["chat"]) => void;
  readonly isLetIn: IsLetIn;
  readonly log: Logger;
}

/** What becomes of one update. Resolves when it is durable, or means nothing; rejects when it has to be given again. */
export function createUpdateTaker({ sink, bot, book, listenIn, presses, sawChat, isLetIn, log }: UpdateTaker): (update: Update) => Promise<void> {
  const passOver = (update: number, fault: unknown) => log.warn("An update of Telegram could not be read; it is passed over.", { update, fault });

  /** What is not as Telegram documents it breaks the same way each time. */
  function read(message: Message, edited: boolean, update: number): Incoming | undefined {
    try {
      const everything = listenIn.includes(String(message.chat.id)) && !isCommand(message);
      return incomingMessage({ message, edited, bot, addressed: everything || isAddressed(message, bot) });
    } catch (error) {
      passOver(update, error);
      return undefined;
    }
  }

  async function isInOwnTopic(message: Message): Promise<boolean> {
    const { chat, message_thread_id: thread, is_topic_message: inTopic } = message;
    return inTopic === true && thread !== undefined && !isCommand(message) && (await book.get(chat.id, thread))?.own === true;
  }

  async function takeMessage(message: Message, edited: boolean, update: number): Promise<void> {
    sawChat(message.chat);
    await noteTopic(book, message, isLetIn);
    const incoming = read(message, edited, update);
    if (!incoming) return log.debug("An update says nothing for the agent; it is passed over.", { update });
    const meant = incoming.group?.addressed !== false || (await isInOwnTopic(message));
    await sink.receive(incoming.group && meant ? { ...incoming, group: { addressed: true } } : incoming);
  }

  async function take(update: Update): Promise<void> {
    const { message, edited_message: edited, callback_query: press, my_chat_member: member } = update;
    if (message) return takeMessage(message, false, update.update_id);
    if (edited) return takeMessage(edited, true, update.update_id);
    if (press) return presses.take(press, sink);
    if (member && member.chat.type !== "private") {
      sawChat(member.chat);
      return log.info("What the bot is in a group has changed.", { group: member.chat.id, title: member.chat.title, is: member.new_chat_member.status });
    }
    log.debug("An update of a kind that is not read was passed over.", { update: update.update_id, kinds: Object.keys(update).slice(0, 5) });
  }

  return async (update) => {
    const fault = faultOfUpdate(update);
    if (fault !== undefined) return passOver(update.update_id, fault);
    await take(update).catch((error: unknown) => {
      if (!InstarError.is(error, "CONVERSATIONS_MESSAGE_MALFORMED")) throw error;
      passOver(update.update_id, error);
    });
  };
}

/** One that is not meant for this bot is another's, wherever it is given. */
const isCommand = (message: Message) => wordsOf(message).entities.some(({ type, offset }) => type === "bot_command" && offset === 0);
