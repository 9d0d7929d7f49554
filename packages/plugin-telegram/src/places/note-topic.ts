import type { Message } from "../grammy.ts";
import type { IsLetIn } from "./is-let-in.ts";
import type { TopicBook } from "./topic-book.ts";

/** Writes down what Telegram says of topics: that one was opened, renamed, closed, opened again. Those of strangers' chats could be without number, and pass for the owner's. */
export async function noteTopic(book: TopicBook, message: Message, isLetIn: IsLetIn): Promise<void> {
  const { chat, message_id: id, message_thread_id: thread = id, date, forum_topic_created: created, forum_topic_edited: edited } = message;
  if (created) return (await isLetIn(chat)) ? book.note({ chat: chat.id, thread, name: created.name, openedAt: date * 1_000 }) : undefined;
  if (edited?.name) return book.change(chat.id, thread, { name: edited.name });
  if (message.forum_topic_closed) return book.change(chat.id, thread, { closed: true });
  if (message.forum_topic_reopened) return book.change(chat.id, thread, { closed: false, closedByAgent: false });
}
