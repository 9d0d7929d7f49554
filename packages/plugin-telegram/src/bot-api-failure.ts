/** How a request to the Bot API failed. */
export type BotApiFailure =
  | {
      readonly kind: "refused";
      readonly status: number;
      /** Telegram's words; they differ by the version of its server. */
      readonly description: string;
      /** Of a limit: how long to wait. */
      readonly retryAfterMs?: number;
      /** Of a group that became a supergroup: its id now. */
      readonly movedTo?: number;
    }
  /** `certain`: no connection was made, so nothing was done. */
  | { readonly kind: "unreachable"; readonly certain: boolean };

const failure = Symbol.for("instar.telegram-failure");

export const withFailure = <E extends Error>(error: E, how: BotApiFailure): E => Object.assign(error, { [failure]: how });

/** Undefined for what is no failure of a request. */
export const failureOf = (error: unknown): BotApiFailure | undefined => (error as { [failure]?: BotApiFailure } | undefined)?.[failure];

const passing: ReadonlySet<number> = new Set([401, 404, 409]);

/** Whether Telegram would give the same answer to the same request later. Limits, its own failures and a revoked token pass. */
export const isForGood = (failure: BotApiFailure | undefined): boolean => failure?.kind === "refused" && failure.status < 429 && !passing.has(failure.status);

const withoutConnection: ReadonlySet<string | undefined> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Whether this word of the system means that nothing can have been sent. */
export const isWithoutConnection = (code: string | undefined): boolean => withoutConnection.has(code);

/** Telegram's words without its "Bad Request: ", in small letters, to be compared by their beginning. */
export const refusalWords = (description: string): string => description.replace(/^(bad request|forbidden|conflict): /i, "").toLowerCase();
