import type { Message } from "../grammy.ts";
import { contentInWords } from "./content-in-words.ts";
import { originInWords } from "./origin-in-words.ts";
import { readable, wordsOf } from "./text-of.ts";

/** The message that a person replied to. In a topic each message that replies to nothing replies to the one that opened it, by Telegram's own doing. */
export function quotedMessage({ reply_to_message: replied, message_thread_id: thread, is_topic_message: inTopic }: Message): Message | undefined {
  if (!replied || replied.forum_topic_created || (inTopic === true && replied.message_id === thread)) return undefined;
  return replied as Message;
}

/** What a message answers, as Telegram quotes it; undefined when it answers nothing. */
export function quotedText(message: Message): string | undefined {
  const { quote, external_reply: elsewhere } = message;
  if (quote) return quote.text;
  const replied = quotedMessage(message);
  if (replied) return readable(wordsOf(replied)) || contentInWords(replied) || undefined;
  if (!elsewhere) return undefined;
  const content = contentInWords(elsewhere as unknown as Message);
  return `A message from elsewhere, by ${originInWords(elsewhere.origin)}${content ? `: ${content}` : "."}`;
}
