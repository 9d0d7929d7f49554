import type { BotApi } from "../bot-api.ts";
import { withFailure } from "../bot-api-failure.ts";
import { TelegramError } from "../errors.ts";
import type { Update } from "../grammy.ts";

/** What the channel takes. Reactions are not asked for: nothing is done with them. */
const kinds = ["message", "edited_message", "callback_query", "my_chat_member"] as const;
const graceMs = 20_000;

export interface Look {
  /** What comes before it is confirmed: Telegram forgets it. Absent: nothing is. */
  readonly offset?: number;
  readonly limit?: number;
  /** How long Telegram waits for something to tell. */
  readonly seconds: number;
}

/** One look for updates. Each has a number; whatever else it holds is for others to judge. */
export async function getUpdates(api: BotApi, { seconds, ...which }: Look, signal: AbortSignal): Promise<readonly Update[]> {
  const found: unknown = await api.call("getUpdates", { ...which, timeout: seconds, allowed_updates: kinds }, { signal, timeoutMs: seconds * 1_000 + graceMs });
  if (Array.isArray(found) && found.every((update) => Number.isSafeInteger((update as Update | null)?.update_id))) return found as Update[];
  throw withFailure(TelegramError.UNREACHABLE("what answered was not the Bot API"), { kind: "unreachable", certain: false });
}
