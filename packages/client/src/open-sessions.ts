import { InstarError } from "@instar/kernel/command";
import type { NamedSessions, NamedTurn, OutputChunk, Spawned, SpawnRequest } from "@instar/plugin-named-sessions/contract";
import type { AgentSessions, AnsweredTurn, AskOptions, Waiting } from "./agent.ts";
import { callService } from "./call-service.ts";
import { ClientError } from "./errors.ts";
import type { Wire } from "./wire.ts";

/** Below the time that the HTTP API gives a request. */
const pollMs = 15_000;

const methods = [
  "spawn",
  "send",
  "turn",
  "turns",
  "status",
  "list",
  "output",
  "interrupt",
  "pause",
  "resume",
  "fork",
  "change",
  "rewind",
  "stop",
  "kill",
  "remove",
  "cleanup",
] as const satisfies readonly (keyof NamedSessions)[];

const ended = new Set<NamedTurn["state"]>(["done", "interrupted", "failed"]);
const lifeless = new Set(["stopped", "killed", "failed"]);

function failureOf(turn: NamedTurn): InstarError {
  const { text, hint } = turn.error ?? { text: "no reason was given.", hint: undefined };
  const what = turn.state === "interrupted" ? `was interrupted${turn.error === undefined ? "." : `: ${text}`}` : `failed: ${text}`;
  return Object.assign(ClientError.TURN_FAILED(turn.name, what, hint), { turn });
}

/** The named sessions over any wire. `newTurnId` names a turn before it is sent, so that after a cut it is asked about instead of sent again. */
export function openSessions(wire: Wire, newTurnId?: () => Promise<string>): AgentSessions {
  const call = callService(wire, "named-sessions", ClientError.NO_SESSIONS);
  const plain = Object.fromEntries(methods.map((method) => [method, (...args: unknown[]) => call(method, args)])) as unknown as NamedSessions;

  async function spawn(request: SpawnRequest): Promise<Spawned> {
    const turnId = request.turnId ?? (await newTurnId?.());
    return plain.spawn(turnId === undefined ? request : { ...request, turnId });
  }
  const send: NamedSessions["send"] = async (name, prompt, turnId) => plain.send(name, prompt, turnId ?? (await newTurnId?.()));

  async function wait(turn: NamedTurn | string, { signal }: Waiting = {}): Promise<NamedTurn> {
    const { id, name } = typeof turn === "string" ? { id: turn, name: undefined } : turn;
    for (let seen = typeof turn === "string" ? undefined : turn; ; ) {
      if (seen !== undefined && ended.has(seen.state)) return seen;
      seen = (await call("turn", name === undefined ? [id, pollMs] : [id, pollMs, name], signal)) as NamedTurn;
    }
  }

  /** Sends to the session that there is, or begins it with the prompt. */
  async function begin(name: string, prompt: string, options: Omit<AskOptions, "signal">): Promise<NamedTurn> {
    try {
      return await send(name, prompt);
    } catch (error) {
      if (!InstarError.is(error, "NAMED_SESSIONS_UNKNOWN")) throw error;
    }
    try {
      const { turn } = await spawn({ ...options, name, prompt });
      if (turn !== undefined) return turn;
    } catch (error) {
      // Somebody else began it in between
      if (!InstarError.is(error, "NAMED_SESSIONS_TAKEN")) throw error;
    }
    return send(name, prompt);
  }

  async function ask(name: string, prompt: string, { signal, ...options }: AskOptions = {}): Promise<AnsweredTurn> {
    signal?.throwIfAborted();
    const turn = await wait(await begin(name, prompt, options), signal === undefined ? {} : { signal });
    if (turn.state !== "done") throw failureOf(turn);
    return { ...turn, response: turn.response ?? "" };
  }

  async function* follow(name: string, signal?: AbortSignal): AsyncGenerator<OutputChunk> {
    const over = () => signal?.aborted === true;
    let after: number | undefined;
    let waitMs = pollMs;
    while (!over()) {
      let seen: Awaited<ReturnType<NamedSessions["output"]>>;
      try {
        seen = (await call("output", [name, after, waitMs], signal)) as typeof seen;
      } catch (error) {
        if (over()) return;
        throw error;
      }
      yield* seen.chunks;
      if (seen.chunks.length === 0 && lifeless.has(seen.status)) return;
      // Without a process nothing more is made: what there is comes at once
      waitMs = lifeless.has(seen.status) ? 0 : pollMs;
      // Positions begin anew with the house
      after = after !== undefined && seen.next < after ? 0 : seen.next;
    }
  }

  return { ...plain, spawn, send, ask, wait, follow };
}
