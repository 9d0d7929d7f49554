import type { Address } from "@instar/kernel";
import { channelId } from "../places/address-of.ts";

/** As a route is given it: `here`, `general`, a topic's number, a chat's or both. */
export const topicIdPattern = /^(here|general|-\d{1,19}|(-?\d{1,19}:)?(\d{1,15}|general))$/;

/** A place as a topic's id names it. Without `thread` it is General, or the chat itself. */
export type NamedTopic = "here" | { readonly chat?: string; readonly thread?: string };

/** Telegram counts General as topic 1 of a group; what is sent there must not name it. */
const isGeneral = (thread: string, chat: string | undefined) => thread === "general" || (thread === "1" && chat?.startsWith("-") === true);

/** `chat`: what the request says beside it. */
export function parseTopicId(id: string, chat?: string): NamedTopic {
  if (id === "here") return "here";
  const [first = "", second] = id.split(":");
  if (second === undefined && first.startsWith("-")) return { chat: first };
  const [where, thread] = second === undefined ? [chat, first] : [first, second];
  return { ...(where !== undefined && { chat: where }), ...(!isGeneral(thread, where) && { thread }) };
}

export const topicIdOf = ({ conversation, thread }: Pick<Address, "conversation" | "thread">): string => `${conversation}:${thread ?? "general"}`;

export const placeAt = (chat: string, thread?: string): Address => ({ channel: channelId, conversation: chat, ...(thread !== undefined && { thread }) });
