import type { Logger } from "@instar/kernel";
import type { ChannelSink, Press } from "@instar/kernel/contracts";
import type { BotApi } from "../bot-api.ts";
import type { CallbackQuery } from "../grammy.ts";
import { addressOf } from "../places/address-of.ts";
import { senderOf } from "./sender-of.ts";

const answerWithinMs = 10_000;
const longestAnswer = 200;

export interface PressTaker {
  /** Resolves when the press is durable. Never rejects: what is shown to whoever pressed is the only trace of a failure. */
  take(query: CallbackQuery, sink: ChannelSink): Promise<void>;
}

/** Presses of buttons: given to the house, and answered with what it says. */
export function createPressTaker({ api, log, signal }: { readonly api: BotApi; readonly log: Logger; readonly signal: AbortSignal }): PressTaker {
  async function answer(id: string, text: string): Promise<void> {
    const shown = [...text].slice(0, longestAnswer).join("");
    await api.call("answerCallbackQuery", { callback_query_id: id, ...(shown !== "" && { text: shown }) }, { signal, timeoutMs: answerWithinMs });
  }

  return {
    async take({ id, from, data = "", message }, sink) {
      const text = message && !from.is_bot ? await sink.pressed(pressOf({ id, from, data, message })) : "";
      // Later than a minute nobody waits for the answer, and Telegram refuses it
      answer(id, text).catch((error: Error) => log.debug("A press could not be answered.", { error }));
    },
  };
}

function pressOf({
  id,
  from,
  data,
  message,
}: Pick<CallbackQuery, "id" | "from"> & { readonly data: string; readonly message: NonNullable<CallbackQuery["message"]> }): Press {
  return { key: id, button: data, from: senderOf(from), address: addressOf(message), ...(message.chat.type !== "private" && { group: true as const }) };
}
