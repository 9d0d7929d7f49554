import type { Address } from "@instar/kernel";
import { type Channel, type Part, sendFailed } from "@instar/kernel/contracts";
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
  /** A topic that its creator may open again is opened, so that the next try gets through. */
  async function reopen(address: Address): Promise<boolean> {
    const { chat_id, message_thread_id = 0 } = placeOf(address);
    return api.call("reopenForumTopic", { chat_id, message_thread_id }, { signal: stopped, timeoutMs: answerWithinMs }).then(
      () => true,
      () => false, // without the right to, the conversation goes on in General
    );
  }

  async function failed(error: unknown, address: Address, attempt: number): Promise<Error> {
    const { how, parkMs, loss } = planSendFailure({ failure: failureOf(error), inTopic: address.thread !== undefined });
    if (parkMs !== undefined) parked.park(Number(address.conversation), parkMs);
    if (loss?.kind === "closed" && attempt === 1 && (await reopen(address)))
      return sendFailed(messageOf(error), { outcome: "not-sent", next: { afterMs: 0, scope: "address" } }, error);
    if (loss) lost.note(address, loss);
    return sendFailed(messageOf(error), how, error);
  }

  /** The house knows limits by address, and this one may have been met in another topic of the chat. */
  function checkFree({ conversation }: Address): void {
    const leftMs = parked.leftMs(Number(conversation));
    if (leftMs === 0) return;
    const error = TelegramError.PARKED(Math.ceil(leftMs / 1_000));
    throw sendFailed(error.message, { outcome: "not-sent", next: { afterMs: leftMs, scope: "address" } }, error);
  }

  async function sendNow(body: TelegramBody, address: Address, attempt: number, signal: AbortSignal): Promise<{ readonly ref: string }> {
    checkFree(address);
    try {
      await closed.reopen(address);
      return { ref: String((await sendBody(api, body, placeOf(address), signal)).message_id) };
    } catch (error) {
      throw await failed(error, address, attempt);
    }
  }

  return {
    send: ({ body }: Part<TelegramBody>, { address, attempt, signal }) =>
      turns.take(Number(address.conversation), () => sendNow(body, address, attempt, signal), patienceMs),
    openThread: ({ conversation, ...parent }, { name }) =>
      turns.take(Number(conversation), async () => {
        checkFree({ ...parent, conversation });
        return open(Number(conversation), name).catch((error: unknown) => {
          const { parkMs } = planSendFailure({ failure: failureOf(error), inTopic: false });
          if (parkMs !== undefined) parked.park(Number(conversation), parkMs);
          throw error;
        });
      }),
    closeThread: (thread) =>
      turns.take(Number(thread.conversation), async () => {
        checkFree(thread);
        await closed.close(thread).catch(async (error: unknown) => {
          throw await failed(error, thread, 2);
        });
      }),
    async edit(ref, { body }, address) {
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
        throw error;
      });
    },
  };
}
