import type { Clock } from "@instar/kernel";
import { type BotApiFailure, isWithoutConnection, withFailure } from "./bot-api-failure.ts";
import { TelegramError } from "./errors.ts";
import { Api, type ApiMethods, GrammyError, HttpError, type Opts } from "./grammy.ts";

/** What grammY calls with a signal alone. */
const withoutParameters: ReadonlySet<string> = new Set(["getMe", "getWebhookInfo"]);

/** The Bot API of one bot. Nothing that comes out of it, errors included, holds the token. */
export interface BotApi {
  /** What stands before the colon of the token. */
  readonly botId: number;
  /**
   * One request, never repeated by itself. Rejects with an error of the catalogue that carries a `BotApiFailure`, or with the reason of `signal`.
   * `timeoutMs`: an answer that takes longer is given up, its outcome unknown; absent: only `signal` ends it.
   */
  call<Method extends keyof ApiMethods>(
    method: Method,
    given: Opts<Method>,
    limits: { readonly signal: AbortSignal; readonly timeoutMs?: number },
  ): Promise<ReturnType<ApiMethods[Method]>>;
  /** The content of a file, by what `getFile` called its path. Rejects as `call` does. */
  download(filePath: string, signal: AbortSignal): Promise<Response>;
}

const officialRoot = "https://api.telegram.org";

/** `apiRoot` without a slash at its end. */
export function createBotApi({
  token,
  apiRoot = officialRoot,
  clock,
}: {
  readonly token: string;
  readonly apiRoot?: string | undefined;
  readonly clock: Clock;
}): BotApi {
  const { raw } = new Api(token, { apiRoot });
  const secret = token.slice(token.indexOf(":") + 1);
  /** The address of a request holds the token, and a server, or a proxy before it, may quote it. */
  const withoutToken = (words: string) => words.replaceAll(secret, "…");

  async function call(method: string, given: object, { signal, timeoutMs }: { signal: AbortSignal; timeoutMs?: number }): Promise<unknown> {
    signal.throwIfAborted();
    const late = new AbortController();
    using _limit = timeoutMs === undefined ? undefined : clock.after(timeoutMs, () => late.abort());
    const ended = AbortSignal.any([signal, late.signal]);
    const ask = (raw as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>)[method];
    try {
      return await ask?.(...(withoutParameters.has(method) ? [] : [given]), ended);
    } catch (error) {
      signal.throwIfAborted();
      if (late.signal.aborted) throw unreachable("it did not answer in time");
      throw understood(method, error, withoutToken);
    }
  }

  return {
    botId: Number(token.slice(0, token.indexOf(":"))),
    call: call as BotApi["call"],
    async download(filePath, signal) {
      const address = `${apiRoot}/file/bot${token}/${filePath.split("/").map(encodeURIComponent).join("/")}`;
      const response = await fetch(address, { signal, redirect: "error" }).catch((error: unknown) => {
        signal.throwIfAborted();
        throw unreachable(reasonOf(error), isWithoutConnection(codeOf(error)));
      });
      if (response.ok) return response;
      await response.body?.cancel();
      const words = withoutToken(response.statusText);
      throw withFailure(TelegramError.REFUSED("the download of a file", response.status, words), refusal(response.status, words));
    },
  };
}

const refusal = (status: number, description: string): BotApiFailure => ({ kind: "refused", status, description });

const unreachable = (why: string, certain = false) => withFailure(TelegramError.UNREACHABLE(why), { kind: "unreachable", certain });

/** grammY's errors carry what was sent and, deep within, the address with the token: only what is known to be harmless is taken over. */
function understood(method: string, error: unknown, withoutToken: (words: string) => string): Error {
  if (error instanceof GrammyError) {
    const { error_code: status, parameters } = error;
    const description = withoutToken(error.description);
    const { retry_after: retryAfter, migrate_to_chat_id: movedTo } = parameters;
    const failure: BotApiFailure = {
      kind: "refused",
      status,
      description,
      ...(retryAfter !== undefined && { retryAfterMs: retryAfter * 1_000 }),
      ...(movedTo !== undefined && { movedTo }),
    };
    if (status === 401 || (status === 404 && /^not found$/i.test(description))) return withFailure(TelegramError.TOKEN_REFUSED(), failure);
    return withFailure(TelegramError.REFUSED(method, status, description), failure);
  }
  const cause = error instanceof HttpError ? error.error : error;
  return unreachable(reasonOf(cause), isWithoutConnection(codeOf(cause)));
}

/** The system's word for what went wrong, from wherever it is in the chain of causes. */
function codeOf(error: unknown): string | undefined {
  for (let each = error, depth = 0; typeof each === "object" && each !== null && depth < 5; each = (each as Error).cause, depth++) {
    const { code } = each as { code?: unknown };
    if (typeof code === "string" && /^[A-Z0-9_]{3,40}$/.test(code)) return code;
  }
  return undefined;
}

/** In words that can hold no address. */
const reasonOf = (error: unknown): string => codeOf(error) ?? (error instanceof SyntaxError ? "what answered was not the Bot API" : "the connection broke");
