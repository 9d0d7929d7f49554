import type { Address } from "@instar/kernel";
import type { Access, Caller, SessionRecord, Sessions } from "@instar/kernel/contracts";
import { channelId } from "../places/address-of.ts";
import type { OpenedTopics } from "./opened-topics.ts";

/** What a caller may do on Telegram. */
export interface Reach {
  /** Names the caller in keys and limits: `owner`, or the session's key. */
  readonly who: string;
  readonly isOwner: boolean;
  /** The conversation that the session belongs to, when that is on Telegram. */
  readonly here?: Address;
  /** Reads every conversation. */
  readonly readsAll: boolean;
  mayRead(place: Address): Promise<boolean>;
  mayWrite(place: Address): Promise<boolean>;
}

export interface ReachParts {
  readonly sessions: Pick<Sessions, "list">;
  readonly access: Pick<Access, "judge">;
  readonly opened: OpenedTopics;
}

const isSame = (one: Address, other: Address | undefined) => one.conversation === other?.conversation && one.thread === other.thread;

/**
 * The owner reaches everything. A session writes to its own conversation and to topics that were opened for it, and reads those; one in an owner's
 * private chat, where nobody else can have it read to them, reads everything.
 */
export async function reachOf(caller: Caller, { sessions, access, opened }: ReachParts): Promise<Reach> {
  const everywhere = async () => true;
  if (caller.kind === "owner") return { who: "owner", isOwner: true, readsAll: true, mayRead: everywhere, mayWrite: everywhere };
  const record: SessionRecord | undefined = (await sessions.list()).find(({ id }) => id === caller.session);
  const who = record?.key ?? caller.session;
  const here = record?.address?.channel === channelId ? record.address : undefined;
  // In a private chat the conversation has the number of the person
  const isPrivate = here !== undefined && !here.conversation.startsWith("-");
  const readsAll = isPrivate && (await access.judge(channelId, { id: here.conversation })).trust === "owner";
  const mayWrite = async (place: Address) => isSame(place, here) || (record !== undefined && (await opened.has(place, who)));
  return { who, isOwner: false, ...(here && { here }), readsAll, mayWrite, mayRead: async (place) => readsAll || mayWrite(place) };
}
