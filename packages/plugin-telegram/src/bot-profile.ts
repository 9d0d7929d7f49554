import type { BotApi } from "./bot-api.ts";
import type { UserFromGetMe } from "./grammy.ts";

const answerWithinMs = 10_000;

/** What the bot says of itself. */
export type BotProfile = UserFromGetMe;

/** Rejects with TELEGRAM_TOKEN_REFUSED where Telegram knows no such bot. */
export const readBotProfile = (api: BotApi, signal: AbortSignal): Promise<BotProfile> => api.call("getMe", {}, { signal, timeoutMs: answerWithinMs });
