import type { Address } from "@instar/kernel";
import { type Channel, type Part, type SendFailure, sendFailed } from "@instar/kernel/contracts";
import type { BotApi } from "../bot-api.ts";
import { failureOf } from "../bot-api-failure.ts";
import { TelegramError } from "../errors.ts";
import { placeOf } from "../places/address-of.ts";
import type { ChatTurns } from "../places/chat-turns.ts";
import type { ClosedTopics } from "../places/closed-topics.ts";
import type { LostPlaces } from "../places/lost-places.ts";
import type { ParkedChats } from "../places/parked-chats.ts";
import { planSendFailure } from "./plan-send-failure.ts";
import { sendBody, wordsFor } from "./send-body.ts";
import type { TelegramBody } from "./telegram-body.ts";

const answerWithinMs = 30_000;
/** An answer does not wait longer for a sign of life that hangs, or for another topic's. */
const patienceMs = 1_000;

/** What kept a lost place from being replaced is looked at again then. */
const hinderedAgain: SendFailure["next"] = { afterMs: 5_000, scope: "address" };

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Sends parts, each with one request, and says of what failed what the house shall do. */
export function createSender({
  api,
  parked,
  turns,
  lost,
  closed,
  open,
  signal: stopped,
}: {
  readonly api: BotApi;
  readonly parked: ParkedChats;
  readonly turns: ChatTurns;
  readonly lost: LostPlaces;
  readonly closed: ClosedTopics;
  /** Opens a topic. */
  readonly open: (chat: number, name: string) => Promise<Address>;
  readonly signal: AbortSignal;
}): Pick<Required<Channel<TelegramBody>>, "send" | "edit" | "openThread" | "closeThread"> {
  /** Plans, and keeps the limit that was told. */
  function planned(error: unknown, address: Address) {
    const { parkMs, ...plan } = planSendFailure({ failure: failureOf(error), inTopic: address.thread !== undefined });
    if (parkMs !== undefined) parked.park(Number(address.conversation), parkMs);
    return plan;
  }

  async function failed(error: unknown, address: Address, key: string): Promise<Error> {
    const { how, loss } = planned(error, address);
    if (!loss) return sendFailed(messageOf(error), how, error);
    const here: SendFailure = { outcome: "not-sent", next: { afterMs: 0, scope: "address" } };
    return lost.settle(address, loss, key).then(
      (where) => sendFailed(messageOf(error), where === "here" ? here : how, error),
      (hindrance: unknown) => {
        const { next } = planned(hindrance, address).how;
        return sendFailed(messageOf(hindrance), { outcome: "not-sent", next: typeof next === "string" ? hinderedAgain : next }, hindrance);
      },
    );
  }

  /** The house knows limits by address, and this one may have been met in another topic of the chat. */
  async function checkFree({ conversation }: Address): Promise<void> {
    await parked.load();
    const leftMs = parked.leftMs(Number(conversation));
    if (leftMs === 0) return;
    const error = TelegramError.PARKED(Math.ceil(leftMs / 1_000));
    throw sendFailed(error.message, { outcome: "not-sent", next: { afterMs: leftMs, scope: "address" } }, error);
  }

  async function sendNow(body: TelegramBody, address: Address, key: string, signal: AbortSignal): Promise<{ readonly ref: string }> {
    await checkFree(address);
    try {
      await closed.reopen(address);
      return { ref: String((await sendBody(api, body, placeOf(address), signal)).message_id) };
    } catch (error) {
      throw await failed(error, address, key);
    }
  }

  return {
    send: ({ body }: Part<TelegramBody>, { address, key, signal }) =>
      turns.take(Number(address.conversation), () => sendNow(body, address, key, signal), patienceMs),
    openThread: ({ conversation, ...parent }, { name }) =>
      turns.take(Number(conversation), async () => {
        await checkFree({ ...parent, conversation });
        return open(Number(conversation), name).catch((error: unknown) => {
          planned(error, { ...parent, conversation });
          throw error;
        });
      }),
    closeThread: (thread) =>
      turns.take(Number(thread.conversation), async () => {
        await checkFree(thread);
        await closed.close(thread).catch((error: unknown) => {
          throw sendFailed(messageOf(error), planned(error, thread).how, error);
        });
      }),
    edit: (ref, { body }, address) =>
      turns.take(Number(address.conversation), async () => {
        await checkFree(address);
        const target = { chat_id: placeOf(address).chat_id, message_id: Number(ref) };
        const { text, ...mode } = wordsFor(body);
        const limits = { signal: stopped, timeoutMs: answerWithinMs };
        const edited =
          body.file === undefined
            ? api.call("editMessageText", { ...target, text, ...mode, link_preview_options: { is_disabled: true } }, limits)
            : api.call("editMessageCaption", { ...target, caption: text, ...mode }, limits);
        await edited.catch((error: unknown) => {
          const failure = failureOf(error);
          if (failure?.kind === "refused" && /message is not modified/i.test(failure.description)) return;
          throw sendFailed(messageOf(error), planned(error, address).how, error);
        });
      }),
  };
}
