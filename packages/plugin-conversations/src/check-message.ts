import type { Message, Sender } from "@instar/kernel";
import { addressKey } from "./address-key.ts";
import { ConversationsError } from "./errors.ts";

const longestText = 1_000_000;
/** Ids and names: a sender chooses some of them. */
const longestName = 512;
/** Encoded; the store takes keys of up to 1,024 characters. */
const longestAddress = 1_000;
const mostAttachments = 100;
const longestAttachment = 4_096;

const isText = (value: unknown, longest: number): value is string => typeof value === "string" && value.length <= longest;

/** Something that is looked up again: what it says must survive the store and the way back to the service. */
const isId = (value: unknown): value is string => isText(value, longestName) && value !== "" && !value.includes("\0") && !/\p{Surrogate}/u.test(value);

/** Throws CONVERSATIONS_MESSAGE_MALFORMED for what cannot be stored, found again and answered; it would not be accepted at another attempt either. */
export function checkMessage(channel: string, message: Message<Sender>): void {
  const bad = (what: string) => ConversationsError.MESSAGE_MALFORMED(channel, what);
  const { key, from, address, text, at, attachments = [], quoted = "" } = message ?? {};
  const id = `${longestName} characters without a zero character or half a surrogate pair`;
  if (!isId(key)) throw bad(`its key is not a string of 1 to ${id}`);
  if (!isId(from?.id)) throw bad(`its sender has no id of 1 to ${id}`);
  if (from.name !== undefined && !isText(from.name, longestName)) throw bad(`its sender's name is not a string of at most ${longestName} characters`);
  if (address?.channel !== channel) throw bad(`its address names the channel ${JSON.stringify(address?.channel)}`);
  if (!isId(address.conversation)) throw bad(`its address names no conversation of 1 to ${id}`);
  if (address.thread !== undefined && !isId(address.thread)) throw bad(`its thread is not a string of 1 to ${id}`);
  if (addressKey(address).length > longestAddress) throw bad(`its address is longer than ${longestAddress} characters when encoded`);
  if (typeof text !== "string") throw bad("its text is not a string");
  if (text.length > longestText) throw bad(`its text is longer than ${longestText} characters`);
  if (!Number.isFinite(at)) throw bad("its time is not a number");
  if (!isText(quoted, longestText)) throw bad(`what it quotes is not a string of at most ${longestText} characters`);
  if (!Array.isArray(attachments) || attachments.length > mostAttachments || !attachments.every((file) => isText(file, longestAttachment)))
    throw bad(`its attachments are not a list of at most ${mostAttachments} paths`);
}
