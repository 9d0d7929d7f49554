import type { Clock } from "@instar/kernel";
import type { Refusal } from "./refusal.ts";
import { refusalWith, refuse } from "./refusals.ts";

/** As https://core.telegram.org/bots/api#update. */
export interface TelegramUpdate {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

const onRequest = ["chat_member", "message_reaction", "message_reaction_count"];
const byDefault = ["message", "edited_message", "callback_query", "my_chat_member"];
const others = [
  ["channel_post", "edited_channel_post", "business_connection", "business_message", "edited_business_message", "deleted_business_messages"],
  ["guest_message", "stopped_message_generation", "inline_query", "chosen_inline_result", "shipping_query", "pre_checkout_query", "purchased_paid_media"],
  ["poll", "poll_answer", "chat_join_request", "chat_boost", "removed_chat_boost", "managed_bot", "subscription"],
].flat();
const allKinds: ReadonlySet<string> = new Set([...byDefault, ...onRequest, ...others]);

export interface Poll {
  readonly offset: number;
  readonly limit: number;
  readonly timeoutMs: number;
  /** Undefined: as the last poll said. */
  readonly allowed?: readonly string[];
  /** Ends the wait when whoever asked has gone. */
  readonly signal: AbortSignal;
}

export interface UpdateQueue {
  /** Unconfirmed, oldest first. */
  readonly pending: readonly TelegramUpdate[];
  /** Forgotten because a poll's offset passed them. */
  readonly confirmed: readonly TelegramUpdate[];
  /** Where Telegram would begin now: the highest offset so far. */
  readonly offset: number;
  readonly polling: boolean;
  /** While set, a confirmed update is given once more. */
  duplicates: boolean;
  /** Undefined when its kind is not asked for. Unknown kinds are always given. */
  add(kind: string, body: unknown): TelegramUpdate | undefined;
  poll(poll: Poll): Promise<readonly TelegramUpdate[]>;
  allow(kinds: readonly string[] | undefined): void;
  drop(): void;
  /** Ends a waiting poll; without a reason as the network would. */
  endPoll(reason?: Refusal): void;
}

export function createUpdateQueue(clock: Clock): UpdateQueue {
  let pending: TelegramUpdate[] = [];
  let allowed: readonly string[] = [];
  let nextId = 100_000_001;
  let offset = 0;
  let waiting: { wake(): void; end(reason: Error): void } | undefined;
  const confirmed: TelegramUpdate[] = [];
  const givenAgain = new Set<TelegramUpdate>();

  const isAllowed = (kind: string) => !allKinds.has(kind) || (allowed.length === 0 ? !onRequest.includes(kind) : allowed.includes(kind));

  function confirm(before: number): void {
    const passed = pending.filter((update) => update.update_id < before);
    const kept = queue.duplicates ? passed.filter((update) => !givenAgain.has(update)) : [];
    for (const update of kept) givenAgain.add(update);
    confirmed.push(...passed.filter((update) => !kept.includes(update)));
    pending = [...kept, ...pending.filter((update) => update.update_id >= before)];
    offset = Math.max(offset, before);
  }

  const queue: UpdateQueue = {
    duplicates: false,
    get pending() {
      return pending;
    },
    get polling() {
      return waiting !== undefined;
    },
    get offset() {
      return offset;
    },
    confirmed,
    allow(kinds) {
      if (kinds === undefined) return;
      for (const kind of kinds) if (!allKinds.has(kind)) refuse("unknownUpdateType", kind);
      allowed = kinds;
    },
    add(kind, body) {
      if (!isAllowed(kind)) return undefined;
      const update: TelegramUpdate = { update_id: nextId++, [kind]: structuredClone(body) };
      pending.push(update);
      waiting?.wake();
      return update;
    },
    poll({ offset: asked, limit, timeoutMs, allowed: kinds, signal }) {
      queue.allow(kinds);
      if (asked < 0) confirm(nextId - Math.min(-asked, pending.length));
      // an offset far in the future is none: Telegram begins at the oldest then
      const known = asked > 0 && asked <= nextId + 10;
      if (known) confirm(asked);
      const ready = () => (known && !queue.duplicates ? pending.filter((update) => update.update_id >= asked) : pending).slice(0, limit);
      if (timeoutMs === 0 || ready().length > 0) return Promise.resolve(ready());
      queue.endPoll(refusalWith("otherPoller", {}));
      return new Promise((resolve, reject) => {
        const finish = (settle: () => void) => {
          if (waiting === waiter) waiting = undefined;
          timer[Symbol.dispose]();
          signal.removeEventListener("abort", gone);
          settle();
        };
        const waiter = {
          wake: () => ready().length > 0 && finish(() => resolve(ready())),
          end: (reason: Error) => finish(() => reject(reason)),
        };
        const gone = () => waiter.end(new Error("The client has gone."));
        const timer = clock.after(timeoutMs, () => finish(() => resolve([])));
        signal.addEventListener("abort", gone, { once: true });
        waiting = waiter;
      });
    },
    drop() {
      pending = [];
    },
    endPoll: (reason) => waiting?.end(reason ?? new Error("The connection was ended.")),
  };
  return queue;
}
