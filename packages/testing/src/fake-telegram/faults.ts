import { Refusal } from "./refusal.ts";

/**
 * What goes wrong with a request. `committed`: Telegram has done what it was asked for all the same, only the answer is lost.
 *
 * - `error`: Telegram's error body with this status and description
 * - `bad-gateway`: an HTML page of the gateway in front; `garbage`: a body that is no JSON; `reset`: the connection breaks; `hang`: no answer at all
 * - `limit`: 429, to wait so many seconds; `slow`: the answer comes after `ms` of the clock
 */
export type TelegramFault =
  | { readonly kind: "error"; readonly status: number; readonly description: string; readonly parameters?: Readonly<Record<string, number>> }
  | { readonly kind: "bad-gateway" | "garbage" | "reset" | "hang"; readonly committed?: boolean }
  | { readonly kind: "limit"; readonly retryAfter: number }
  | { readonly kind: "slow"; readonly ms: number };

const error = (status: number, description: string): TelegramFault => ({ kind: "error", status, description });

export const telegramFault = {
  serverError: (): TelegramFault => error(500, "Internal Server Error"),
  unauthorized: (): TelegramFault => error(401, "Unauthorized"),
  conflict: (): TelegramFault => error(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"),
  refused: (description: string, status = 400): TelegramFault => error(status, description),
  badGateway: (committed = false): TelegramFault => ({ kind: "bad-gateway", committed }),
  garbage: (committed = false): TelegramFault => ({ kind: "garbage", committed }),
  reset: (committed = false): TelegramFault => ({ kind: "reset", committed }),
  hang: (committed = false): TelegramFault => ({ kind: "hang", committed }),
  limit: (retryAfter: number): TelegramFault => ({ kind: "limit", retryAfter }),
  slow: (ms: number): TelegramFault => ({ kind: "slow", ms }),
};

/** What a fault is chosen by. */
export interface FaultedRequest {
  readonly method: string;
  /** It delivers a message. */
  readonly sends: boolean;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A method's name, several, `*` for all, `sends` for those that deliver a message, or a question about the request. */
export type FaultTarget = "*" | "sends" | (string & {}) | readonly string[] | ((request: FaultedRequest) => boolean);

export interface FaultPlan {
  add(target: FaultTarget, fault: TelegramFault, times: number): void;
  /** The oldest plan that fits; uses it up once. */
  take(request: FaultedRequest): TelegramFault | undefined;
  clear(): void;
}

export function createFaultPlan(): FaultPlan {
  let plans: { readonly target: FaultTarget; readonly fault: TelegramFault; left: number }[] = [];
  function fits(target: FaultTarget, request: FaultedRequest): boolean {
    if (typeof target === "function") return target(request);
    if (typeof target !== "string") return target.some((one) => fits(one, request));
    return target === "*" || (target === "sends" ? request.sends : target.toLowerCase() === request.method.toLowerCase());
  }
  return {
    add: (target, fault, times) => void plans.push({ target, fault, left: times }),
    take(request) {
      const plan = plans.find((one) => fits(one.target, request));
      if (!plan) return undefined;
      plan.left--;
      plans = plans.filter((one) => one.left > 0);
      return plan.fault;
    },
    clear() {
      plans = [];
    },
  };
}

/** The refusal of a fault that is an error body. */
export function refusalOf(fault: TelegramFault): Refusal | undefined {
  const rule = "1.6 a fault that the test asked for";
  if (fault.kind === "limit") return new Refusal({ status: 429, words: `retry after ${fault.retryAfter}`, rule }, [], { retry_after: fault.retryAfter });
  if (fault.kind !== "error") return undefined;
  const refusal = new Refusal({ status: fault.status, words: "", rule }, [], fault.parameters);
  return Object.assign(refusal, { description: fault.description });
}
