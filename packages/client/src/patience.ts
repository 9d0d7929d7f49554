import type { Clock } from "@instar/kernel";
import { InstarError } from "@instar/kernel/command";
import { ClientError } from "./errors.ts";
import type { AgentPlace } from "./find-agent.ts";
import { readProblem } from "./read-problem.ts";
import type { WireRequest } from "./wire.ts";

const firstPauseMs = 100;
const longestPauseMs = 1_000;
/** Until an agent that was killed is known to be away. */
const doubtMs = 500;

/** What an attempt came to: an error for the caller, or a trouble that passes. */
interface Trouble {
  readonly error: InstarError;
  /** The agent has not begun to do what was asked. */
  readonly untouched: boolean;
  readonly afterMs?: number;
}

const describe = ({ method, path }: WireRequest) => `${method} ${path.split("?")[0]}`;

/** A refusal that passes; throws the others, which are the house's own no. */
async function readRefusal(response: Response, what: string): Promise<Trouble> {
  const { status, headers } = response;
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  const error = status === 503 && !headers.get("content-type")?.includes("json") ? ClientError.WARMING() : await readProblem(response, what);
  if (status === 503) return { error, untouched: error.code !== "HTTP_STOPPING", afterMs: seconds * 1_000 || firstPauseMs };
  if (status === 429 && seconds > 0) return { error, untouched: true, afterMs: seconds * 1_000 };
  if (error.code === "HTTP_TIMEOUT") return { error, untouched: false, afterMs: 0 };
  throw error;
}

const isRefused = (error: unknown) => (error as { cause?: { code?: unknown } }).cause?.code === "ECONNREFUSED";

export interface Patience {
  readonly place: AgentPlace;
  /** How long an agent that does not answer is waited for, once it was reached. */
  readonly patienceMs: number;
  clock(): Promise<Clock>;
}

/** Asks, and asks again while the agent is away: `once` requests only when they have certainly not arrived. */
export function createPatience({ place, patienceMs, clock }: Patience) {
  let reached = false;
  /** It knew the token before: another agent may have the port of ours, which was killed. Asked once more, of whoever is there then. */
  let doubted = false;

  function doubt(error: unknown): Trouble {
    if (!reached || doubted || !InstarError.is(error, "HTTP_UNAUTHORIZED")) throw error;
    doubted = true;
    return { error, untouched: true, afterMs: doubtMs };
  }

  /** Why this attempt failed, when another one may not; throws what would be the same again. */
  function troubleOf(error: unknown, signal: AbortSignal | undefined): Trouble {
    signal?.throwIfAborted();
    if (InstarError.is(error, "CLIENT_BROKE_OFF")) return { error, untouched: false };
    // What fetch itself rejects with, and a body that breaks off
    const away = error instanceof TypeError ? ClientError.NOT_RUNNING(place.name, { cause: error }) : error;
    if (!reached || !InstarError.is(away, "CLIENT_NOT_RUNNING")) throw away;
    return { error: away, untouched: away === error || isRefused(error) };
  }

  function send({ method, path, query, body, signal }: WireRequest): Promise<Response> {
    const { url, token } = place.now();
    return fetch(`${url}${path}${query === undefined ? "" : `?${new URLSearchParams(query.map(([name, value]) => [name, value]))}`}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  }

  return async function ask<T>(request: WireRequest, read: (response: Response) => Promise<T>): Promise<T> {
    const { once, signal } = request;
    let since: number | undefined;
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      signal?.throwIfAborted();
      let trouble: Trouble;
      try {
        const response = await send(request);
        if (response.status === 401) trouble = await readRefusal(response, describe(request)).catch(doubt);
        else {
          reached = true;
          doubted = false;
          if (response.ok) {
            since = undefined;
            return await read(response);
          }
          trouble = await readRefusal(response, describe(request));
        }
      } catch (error) {
        trouble = troubleOf(error, signal);
      }
      if (once !== undefined && !trouble.untouched) throw ClientError.CUT_OFF(once, { cause: trouble.error });
      const time = await clock();
      since ??= time.now();
      const waitedMs = time.now() - since;
      const waitMs = trouble.afterMs ?? pauseMs;
      if (waitedMs + waitMs > patienceMs)
        throw trouble.error.code === "CLIENT_NOT_RUNNING" ? ClientError.CONNECTION_LOST(waitedMs, { cause: trouble.error }) : trouble.error;
      await time.sleep(waitMs, signal);
    }
  };
}
