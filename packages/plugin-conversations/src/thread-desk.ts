import type { Address, Clock } from "@instar/kernel";
import { type Channel, type Records, type Store, sendFailureOf, type Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import { addressKey } from "./address-key.ts";
import type { Conversations } from "./contract.ts";
import { ConversationsError } from "./errors.ts";
import { inTime } from "./in-time.ts";
import { reasonOf } from "./reason-of.ts";
import type { Routes } from "./routes.ts";

/** A thread that was asked for; without an `address` it is not known whether it was made. */
export interface StoredThread {
  readonly name: string;
  readonly parent: Address;
  readonly address?: Address;
  readonly aside?: true;
}

const address = z.object({ channel: z.string(), conversation: z.string(), thread: z.string().optional() });
export const threadShape = {
  version: 1,
  schema: z.object({ name: z.string(), parent: address, address: address.optional(), aside: z.literal(true).optional() }),
} as unknown as Versioned<StoredThread>;

const answerWithinMs = 60_000;
/** How often it is looked at whether something is still on its way to a thread that is to be closed. */
const lookEveryMs = 100;

type AskedThread = Parameters<Conversations["thread"]>[0];

export interface ThreadDeskParts {
  readonly records: Records<StoredThread>;
  readonly store: Store;
  readonly routes: Routes;
  readonly channel: (id: string) => Channel | undefined;
  /** Whether a message of this conversation is being worked on, or something is on its way there. */
  readonly isBusy: (home: Address) => boolean;
  /** Where an owner last wrote. */
  readonly ownerPlace: () => Promise<Address>;
  readonly clock: Clock;
  readonly closing: AbortSignal;
}

export interface ThreadDesk extends Pick<Conversations, "thread" | "closeThread"> {
  /** Whether this thread is about one thing alone. */
  isAside(address: Address): Promise<boolean>;
}

/** Makes each thread once: on record before it is made, and looked for where an earlier try may have made it. Closes them when nothing is said there any more. */
export function createThreadDesk({ records, store, routes, channel: channelOf, isBusy, ownerPlace, clock, closing }: ThreadDeskParts): ThreadDesk {
  let asides: Promise<Set<string>> | undefined;
  const opening = new Map<string, Promise<Address>>();

  const limited = <T>(call: () => Promise<T>): Promise<T> => inTime(clock, answerWithinMs, [], call);

  async function make(channel: Channel, key: string, { name, parent }: StoredThread, mayExist: boolean): Promise<Address> {
    const where = routes.current(parent);
    const found = mayExist ? await limited(async () => channel.findThread?.(where, { key, name })) : undefined;
    const made = found ?? (await limited(async () => channel.openThread?.(where, { key, name })));
    if (made?.channel !== channel.id || typeof made.conversation !== "string" || addressKey(made) === addressKey(where))
      throw new Error("It answered with no address of a thread.");
    return made;
  }

  async function readAsides(): Promise<Set<string>> {
    const found = new Set<string>();
    for await (const [, { aside, address: made }] of records.entries()) if (aside && made) found.add(addressKey(made));
    return found;
  }

  function knownAsides(): Promise<Set<string>> {
    asides ??= readAsides().catch((error: unknown) => {
      asides = undefined;
      throw error;
    });
    return asides;
  }

  async function conversationOf(place: Promise<Address>): Promise<Address> {
    const { thread: _, ...conversation } = await place;
    return conversation;
  }

  async function open({ key, name, parent: asked, aside }: AskedThread): Promise<Address> {
    await routes.load();
    const found = await records.get(key);
    if (found?.value.address) return routes.home(found.value.address);
    const parent = asked ?? (await conversationOf(ownerPlace()));
    // What could not be opened somewhere is looked for there again, unless another place is asked for by now
    const before = asked === undefined || addressKey(routes.home(asked)) === (found && addressKey(found.value.parent)) ? found?.value : undefined;
    const thread: StoredThread = before ?? { name, parent: routes.home(parent), ...(aside && { aside }) };
    const channel = channelOf(thread.parent.channel);
    if (!channel?.openThread) return parent;
    const known = await knownAsides();
    if (!before) await store.commit([records.put(key, thread, { ifRevision: found?.revision ?? 0 })]);
    const made = await make(channel, key, thread, before !== undefined).catch((error: Error) => {
      throw ConversationsError.THREAD_NOT_OPENED(thread.name, channel.id, error.message, { cause: error });
    });
    await store.commit([records.put(key, { ...thread, address: made })]);
    if (aside) known.add(addressKey(made));
    return made;
  }

  /** What is sent to a closed thread opens it again, so the last word goes first. */
  async function lastWord(thread: Address): Promise<void> {
    for (let leftMs = answerWithinMs; isBusy(thread); leftMs -= lookEveryMs) {
      if (leftMs <= 0) throw new Error("something is still on its way there.");
      await clock.sleep(lookEveryMs, closing);
    }
  }

  return {
    isAside: async (address) => address.thread !== undefined && (await knownAsides()).has(addressKey(address)),
    thread(asked) {
      const other = opening.get(asked.key) ?? open(asked).finally(() => opening.delete(asked.key));
      opening.set(asked.key, other);
      return other;
    },
    async closeThread(asked) {
      await routes.load();
      const thread = routes.home(asked);
      const channel = channelOf(thread.channel);
      if (!channel?.closeThread) return false;
      try {
        await lastWord(thread);
        const where = routes.current(thread);
        if (where.thread === undefined) return false;
        await limited(async () => channel.closeThread?.(where));
        return true;
      } catch (error) {
        if (typeof sendFailureOf(error).next === "string") return false;
        throw ConversationsError.THREAD_NOT_CLOSED(channel.id, reasonOf(error), { cause: error });
      }
    },
  };
}
