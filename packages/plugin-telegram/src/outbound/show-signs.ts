import type { Address, Clock } from "@instar/kernel";
import type { BotApi } from "../bot-api.ts";
import { failureOf } from "../bot-api-failure.ts";
import { TelegramError } from "../errors.ts";
import { messageOfKey } from "../inbound/message-key.ts";
import { placeOf } from "../places/address-of.ts";
import type { ChatTurns } from "../places/chat-turns.ts";
import type { ParkedChats } from "../places/parked-chats.ts";

const answerWithinMs = 10_000;
/** The house asks for the next sign then: an older one that still waits says nothing any more. */
const staleMs = 4_000;
/** General is a topic for this alone. */
const general = 1;

const emoji = { seen: "👀", failed: "👎" } as const;

export interface Signs {
  typing(to: Address): Promise<void>;
  react(mark: keyof typeof emoji | undefined, key: string): Promise<void>;
}

/** Signs of life beside messages. A chat that takes nothing now takes no sign either: one that comes too early makes the wait longer. */
export function createSigns({
  api,
  parked,
  turns,
  hasTopics,
  clock,
  signal,
}: {
  readonly api: BotApi;
  readonly parked: ParkedChats;
  readonly turns: ChatTurns;
  /** Of a group: whether it has topics. */
  readonly hasTopics: (chat: number) => boolean;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}): Signs {
  const show = (chat: number, call: () => Promise<unknown>): Promise<void> =>
    turns.take(chat, async () => {
      await parked.load();
      const leftMs = parked.leftMs(chat);
      if (leftMs > 0) throw TelegramError.PARKED(Math.ceil(leftMs / 1_000));
      await call().catch((error: unknown) => {
        const failure = failureOf(error);
        if (failure?.kind === "refused" && failure.status === 429) parked.park(chat, failure.retryAfterMs ?? 5_000);
        throw error;
      });
    });

  /** By place: a sign that has not come through yet. */
  const underWay = new Set<string>();

  return {
    async typing(to) {
      const place = placeOf(to);
      const name = `${to.conversation}/${to.thread ?? ""}`;
      if (underWay.has(name)) return;
      const shown = to.thread === undefined && hasTopics(place.chat_id) ? { ...place, message_thread_id: general } : place;
      const askedAt = clock.now();
      const call = async () =>
        clock.now() - askedAt < staleMs ? api.call("sendChatAction", { ...shown, action: "typing" }, { signal, timeoutMs: answerWithinMs }) : undefined;
      underWay.add(name);
      await show(place.chat_id, call).finally(() => underWay.delete(name));
    },
    async react(mark, key) {
      const found = messageOfKey(key);
      if (!found) return;
      await parked.load();
      // What has ended is marked as soon as that is allowed; a limit may be told again meanwhile
      while (mark !== "seen" && parked.leftMs(found.chat) > 0) await clock.sleep(parked.leftMs(found.chat), signal);
      const reaction = mark === undefined ? [] : [{ type: "emoji" as const, emoji: emoji[mark] }];
      await show(found.chat, () =>
        api.call("setMessageReaction", { chat_id: found.chat, message_id: found.message, reaction }, { signal, timeoutMs: answerWithinMs }),
      );
    },
  };
}
