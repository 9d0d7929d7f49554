import { type Clock, InstarError } from "@instar/kernel";
import { createBotApi } from "../bot-api.ts";
import { readBotProfile } from "../bot-profile.ts";
import { tokenRefused } from "../errors.ts";
import { telegramOptions } from "../options.ts";

/** What is wrong with a token, in a sentence that does not show it; Telegram is asked. Undefined: it is good. */
export async function problemOfToken(
  token: string,
  { apiRoot, clock, signal }: { readonly apiRoot: string | undefined; readonly clock: Clock; readonly signal: AbortSignal },
): Promise<string | undefined> {
  const form = telegramOptions.shape.token.safeParse(token);
  if (!form.success) return "This is no bot's token: @BotFather gives one as 123456789:AA… . Copy all of it.";
  try {
    await readBotProfile(createBotApi({ token, apiRoot, clock }), signal);
    return undefined;
  } catch (error) {
    signal.throwIfAborted();
    return InstarError.is(error, "TELEGRAM_TOKEN_REFUSED") ? tokenRefused : (error as Error).message;
  }
}
