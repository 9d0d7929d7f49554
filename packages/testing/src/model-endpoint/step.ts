import type { ModelRequest } from "./request.ts";

/** Figures of one request, as the API counts them. Missing ones are derived from the sizes of the texts, so that they are the same on every run. */
export interface ModelUsage {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly cacheReadTokens?: number;
  readonly cacheWriteTokens?: number;
}

export interface ModelTool {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Default: a running number, `toolu_000001`. */
  readonly id?: string;
}

interface Timing {
  /** Waits before the first byte. */
  readonly delayMs?: number;
  /** Sent with the answer, for example `anthropic-ratelimit-unified-status`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the model answers: thinking, then text, then tool calls, in this order. */
export interface ModelReply extends Timing {
  readonly text?: string;
  readonly thinking?: string;
  readonly tools?: readonly ModelTool[];
  readonly usage?: ModelUsage;
  /** Default: `tool_use` when there are tools, else `end_turn`. */
  readonly stopReason?: "end_turn" | "tool_use" | "max_tokens" | "refusal";
  /** Waits before each piece of a streamed text. */
  readonly pieceDelayMs?: number;
  /** Ends a stream early: with an error event, by cutting the connection, or by falling silent. Some of the text has been sent then. */
  readonly breakOff?: "error-event" | "cut" | "silence";
}

/** An answer that is no answer. */
export interface ModelFault extends Timing {
  readonly status: number;
  /** The API's own word: `overloaded_error`, `rate_limit_error`, ... */
  readonly error: string;
  readonly message: string;
}

/** The request is taken and never answered. */
export interface ModelHang {
  readonly hang: true;
}

/** A string is a reply with that text. */
export type ModelStep = string | ModelReply | ModelFault | ModelHang;

export type ModelResponder = (request: ModelRequest) => ModelStep | Promise<ModelStep>;

/** One tool call, with words before it if given. */
export function useTool(name: string, input: Readonly<Record<string, unknown>>, text?: string): ModelReply {
  return text === undefined ? { tools: [{ name, input }] } : { text, tools: [{ name, input }] };
}

/** A call of the `Bash` tool. */
export function useShell(command: string): ModelReply {
  return useTool("Bash", { command, description: "scripted" });
}

function status(code: number, error: string, message: string, headers?: Readonly<Record<string, string>>): ModelFault {
  return headers ? { status: code, error, message, headers } : { status: code, error, message };
}

export interface UsageLimit {
  /** Epoch milliseconds; sent in whole seconds. */
  readonly resetsAt: number;
  readonly window?: "five_hour" | "seven_day";
}

/** The faults that a caller of the API must survive, as the service words them. */
export const modelFault = {
  unauthorized: (): ModelFault => status(401, "authentication_error", "invalid x-api-key"),
  overloaded: (): ModelFault => status(529, "overloaded_error", "Overloaded"),
  serverError: (): ModelFault => status(500, "api_error", "Internal server error"),
  promptTooLong: (): ModelFault => status(400, "invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum"),
  /** A short 429: try again after `retryAfterSeconds`. */
  rateLimited: (retryAfterSeconds = 1): ModelFault =>
    status(429, "rate_limit_error", "This request would exceed your organization's rate limit of 50 requests per minute.", {
      "retry-after": String(retryAfterSeconds),
    }),
  /** The subscription's window is used up. Seen as such only with a subscription token. */
  usageLimit: (limit: UsageLimit): ModelFault =>
    status(429, "rate_limit_error", "This request would exceed your account's rate limit. Please try again later.", usageLimitHeaders(limit)),
  /** Words, then an error event in mid-stream. */
  midStreamError: (text = "Half an answer"): ModelReply => ({ text, breakOff: "error-event" }),
  /** Words, then the connection is gone. */
  cutStream: (text = "Half an answer"): ModelReply => ({ text, breakOff: "cut" }),
  /** Words, then nothing more for ever. */
  silentStream: (text = "Half an answer"): ModelReply => ({ text, breakOff: "silence" }),
  hang: (): ModelHang => ({ hang: true }),
} as const;

function usageLimitHeaders({ resetsAt, window = "five_hour" }: UsageLimit): Record<string, string> {
  const reset = String(Math.ceil(resetsAt / 1000));
  const short = window === "five_hour" ? "5h" : "7d";
  return {
    "retry-after": "3600",
    "anthropic-ratelimit-unified-status": "rejected",
    "anthropic-ratelimit-unified-reset": reset,
    "anthropic-ratelimit-unified-representative-claim": window,
    [`anthropic-ratelimit-unified-${short}-status`]: "rejected",
    [`anthropic-ratelimit-unified-${short}-reset`]: reset,
    [`anthropic-ratelimit-unified-${short}-utilization`]: "1.0",
    "anthropic-ratelimit-unified-overage-status": "rejected",
    "anthropic-ratelimit-unified-overage-disabled-reason": "org_level_disabled",
  };
}
