import type { Sender } from "@instar/kernel";
import type { Message, User } from "../grammy.ts";

const longestName = 200;

export const nameOf = ({ first_name: first, last_name: last }: Pick<User, "first_name" | "last_name">): string => [first, last].filter(Boolean).join(" ");

export const senderOf = (user: User): Sender => named(user.id, nameOf(user), user.username);

/**
 * Who wrote a message, by the number that Telegram gave and nobody can choose. Undefined for bots, and for what nobody wrote. An anonymous administrator and a
 * channel write as a chat: `from` is then one and the same account for all of them, which is never reported.
 */
export function authorOf({ from, sender_chat: chat, is_automatic_forward: forwarded }: Message): Sender | undefined {
  if (forwarded) return undefined;
  if (chat) return named(chat.id, chat.title ?? "", "username" in chat ? chat.username : undefined);
  return from && !from.is_bot ? senderOf(from) : undefined;
}

const named = (id: number, name: string, username: string | undefined): Sender => ({
  id: String(id),
  ...(name !== "" && { name: name.slice(0, longestName) }),
  ...(username !== undefined && { handle: `@${username.slice(0, longestName)}` }),
});
