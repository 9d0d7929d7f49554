import { type Address, InstarError, type Logger } from "@instar/kernel";
import type { BotApi } from "../bot-api.ts";
import { failureOf, isForGood, refusalWords } from "../bot-api-failure.ts";
import { channelId, placeOf } from "./address-of.ts";
import type { KnownTopic, TopicBook } from "./topic-book.ts";

/** Why nothing can be sent to where a conversation was. */
export type Loss = { readonly kind: "moved"; readonly to: number } | { readonly kind: "deleted" } | { readonly kind: "closed" };

export interface LostPlaces {
  /**
   * A send of the part `key` was refused because of it. `here`: it can be tried again at the same place; `elsewhere`: `reroute` knows where. Rejects as
   * `BotApi.call` does when that can't be decided now: a hindrance that passes must not move a conversation for good.
   */
  settle(address: Address, loss: Loss, key: string): Promise<"here" | "elsewhere">;
  /** Where the conversation goes on; undefined when nothing is known of a loss. */
  reroute(address: Address): Promise<Address | undefined>;
}

const answerWithinMs = 30_000;
const keyOf = ({ conversation, thread = "" }: Address) => `${conversation}/${thread}`;
const generalOf = ({ conversation }: Address): Address => ({ channel: channelId, conversation });

/** Finds a new place for conversations whose place was lost. */
export function createLostPlaces({
  recreate,
  api,
  book,
  open,
  log,
  signal,
}: {
  readonly recreate: boolean;
  readonly api: BotApi;
  readonly book: TopicBook;
  readonly open: (chat: number, name: string) => Promise<Address>;
  readonly log: Logger;
  readonly signal: AbortSignal;
}): LostPlaces {
  const found = new Map<string, Address>();
  /** By closed topic: the part for which it was opened again. */
  const reopenedFor = new Map<string, string>();

  /** Whether a topic that its creator may open again is open now. Without the right to, the conversation goes on in General. */
  async function reopen(address: Address): Promise<boolean> {
    const { chat_id, message_thread_id = 0 } = placeOf(address);
    return api.call("reopenForumTopic", { chat_id, message_thread_id }, { signal, timeoutMs: answerWithinMs }).then(
      () => true,
      (error: unknown) => {
        const failure = failureOf(error);
        if (!isForGood(failure)) throw error;
        return failure?.kind === "refused" && refusalWords(failure.description).startsWith("topic_not_modified");
      },
    );
  }

  async function replace(address: Address): Promise<Address> {
    const [chat, thread] = [Number(address.conversation), Number(address.thread)];
    const known: KnownTopic | undefined = await book.get(chat, thread);
    const place = recreate
      ? await open(chat, known?.name ?? "Conversation").catch((error: unknown) => {
          if (!InstarError.is(error, "TELEGRAM_NO_TOPIC") && !isForGood(failureOf(error))) throw error;
          log.warn("No topic could be opened in the place of one that was deleted; the conversation goes on in General.", { chat, error });
          return generalOf(address);
        })
      : generalOf(address);
    await book.forget(chat, thread);
    return place;
  }

  async function placeAfter(address: Address, loss: Loss, key: string): Promise<Address | undefined> {
    const name = keyOf(address);
    if (loss.kind === "moved") return { channel: channelId, conversation: String(loss.to) };
    // Opened before, and the house could not be told
    if (loss.kind === "deleted") return found.get(name) ?? replace(address);
    if (reopenedFor.get(name) !== key && (await reopen(address))) {
      reopenedFor.set(name, key);
      return undefined;
    }
    return generalOf(address);
  }

  return {
    async settle(address, loss, key) {
      const place = await placeAfter(address, loss, key);
      if (place === undefined) return "here";
      found.set(keyOf(address), place);
      return "elsewhere";
    },
    reroute: async (address) => found.get(keyOf(address)),
  };
}
