import type { Incoming, IncomingFile } from "@instar/kernel/contracts";
import { addressKey } from "./address-key.ts";
import { ConversationsError } from "./errors.ts";

const longestText = 1_000_000;
/** Ids and names: a sender chooses some of them. */
const longestName = 512;
/** Encoded; the store takes keys of up to 1,024 characters. */
const longestAddress = 1_000;
const mostAttachments = 100;
const longestAttachment = 4_096;

const mostFiles = 100;
const longestFileId = 4_096;
const kinds: ReadonlySet<unknown> = new Set<IncomingFile["kind"]>(["photo", "document", "voice", "audio", "video"]);

const isText = (value: unknown, longest: number): value is string => typeof value === "string" && value.length <= longest;

/** Something that is looked up again: what it says must survive the store and the way back to the service. */
const isId = (value: unknown): value is string => isText(value, longestName) && value !== "" && !value.includes("\0") && !/\p{Surrogate}/u.test(value);

const anId = `${longestName} characters without a zero character or half a surrogate pair`;

/** Throws CONVERSATIONS_MESSAGE_MALFORMED for what can be no message's key. */
export function checkKey(channel: string, key: unknown, what = "its key"): asserts key is string {
  if (!isId(key)) throw ConversationsError.MESSAGE_MALFORMED(channel, `${what} is not a string of 1 to ${anId}`);
}

const isOptional = (value: unknown, holds: (value: unknown) => boolean) => value === undefined || holds(value);
const isSize = (value: unknown) => typeof value === "number" && Number.isFinite(value) && value >= 0;
const isString = (value: unknown) => typeof value === "string";

const isFile = (file: IncomingFile | null) =>
  typeof file === "object" &&
  file !== null &&
  isText(file.id, longestFileId) &&
  file.id !== "" &&
  kinds.has(file.kind) &&
  isOptional(file.name, isString) &&
  isOptional(file.mimeType, isString) &&
  isOptional(file.bytes, isSize) &&
  isOptional(file.durationMs, isSize);

/** Throws CONVERSATIONS_MESSAGE_MALFORMED for what cannot be stored, found again and answered; it would not be accepted at another attempt either. */
export function checkMessage(channel: string, message: Incoming): void {
  const bad = (what: string) => ConversationsError.MESSAGE_MALFORMED(channel, what);
  const { key, from, address, text, at, attachments = [], quoted = "", files = [], album, group, edits } = message ?? {};
  checkKey(channel, key);
  if (!isId(from?.id)) throw bad(`its sender has no id of 1 to ${anId}`);
  if (from.name !== undefined && !isText(from.name, longestName)) throw bad(`its sender's name is not a string of at most ${longestName} characters`);
  if (from.handle !== undefined && !isText(from.handle, longestName)) throw bad(`its sender's handle is not a string of at most ${longestName} characters`);
  if (address?.channel !== channel) throw bad(`its address names the channel ${JSON.stringify(address?.channel)}`);
  if (!isId(address.conversation)) throw bad(`its address names no conversation of 1 to ${anId}`);
  if (address.thread !== undefined && !isId(address.thread)) throw bad(`its thread is not a string of 1 to ${anId}`);
  if (addressKey(address).length > longestAddress) throw bad(`its address is longer than ${longestAddress} characters when encoded`);
  if (typeof text !== "string") throw bad("its text is not a string");
  if (text.length > longestText) throw bad(`its text is longer than ${longestText} characters`);
  if (!Number.isFinite(at)) throw bad("its time is not a number");
  if (!isText(quoted, longestText)) throw bad(`what it quotes is not a string of at most ${longestText} characters`);
  if (!Array.isArray(attachments) || attachments.length > mostAttachments || !attachments.every((file) => isText(file, longestAttachment)))
    throw bad(`its attachments are not a list of at most ${mostAttachments} paths`);
  if (!Array.isArray(files) || files.length > mostFiles || !files.every(isFile))
    throw bad(`its files are not a list of at most ${mostFiles}, each with an id, a kind, and sizes that are numbers`);
  if (!isOptional(album, isId)) throw bad(`its album is not a string of 1 to ${anId}`);
  if (!isOptional(group, (value) => typeof (value as Incoming["group"] | null)?.addressed === "boolean"))
    throw bad("its group does not say whether it is addressed");
  if (edits === undefined) return;
  checkKey(channel, edits, "the key of what it edits");
  if (edits === key) throw bad("it edits itself");
}
