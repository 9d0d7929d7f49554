import type { Clock } from "@instar/kernel";
import { InstarError, type Remote } from "@instar/kernel/command";
import type { BatchEntry } from "./batch-entry.ts";
import type { NamedSessions, NamedTurn } from "./contract.ts";

/** One line of the summary, and of `--json`. Money in US dollars. */
export interface BatchResult {
  readonly index: number;
  readonly session: string;
  /** `not started`: the waiting was ended before; `running`: it goes on without us. */
  readonly status: "done" | "failed" | "interrupted" | "running" | "not started";
  readonly response?: string;
  readonly error?: string;
  readonly hint?: string;
  readonly costUsd: number;
  readonly durationMs: number;
  /** Answers of the model. */
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly tools: readonly string[];
  /** The turn's, once there is one. */
  readonly turn?: string;
}

/** Who watches a batch. */
export interface BatchWatch {
  began(entry: BatchEntry, turn: NamedTurn): void;
  /** What it was last seen doing. */
  did(entry: BatchEntry, text: string): void;
  ended(entry: BatchEntry, result: BatchResult): void;
}

export interface BatchRun {
  readonly sessions: Pick<Remote<NamedSessions>, "spawn" | "send" | "turn" | "output" | "stop">;
  /** Names that there were before: their sessions are sent to. */
  readonly existing: ReadonlySet<string>;
  /** How many at a time. */
  readonly parallel: number;
  /** Sessions live on after their answer, but where an entry says otherwise. */
  readonly keepAlive: boolean;
  readonly watch: BatchWatch;
  readonly clock: Clock;
  /** Names a turn before it is sent, so that a cut connection sends nothing twice. */
  readonly newTurnId: () => string;
  /** Ends the waiting, not the sessions. */
  readonly signal: AbortSignal;
}

/** Between two looks at a turn that says nothing. */
const lookEveryMs = 2_000;

/** How long an agent that is restarted is waited for. */
const patienceMs = 60_000;
const askAgainMs = 500;

/** What a call rejects with while nobody runs the house. */
const away = new Set(["CLI_CONNECTION_LOST", "CLI_NOT_RUNNING", "CLI_NOT_ANSWERING", "CLI_SOCKET_GONE"]);

const unused = { costUsd: 0, durationMs: 0, calls: 0, inputTokens: 0, outputTokens: 0, tools: [] } as const;

const isOpen = ({ state }: NamedTurn) => state === "queued" || state === "running";

const told = (error: unknown) =>
  InstarError.is(error) ? { error: error.message, ...(error.hint === undefined ? {} : { hint: error.hint }) } : { error: (error as Error).message };

function resultOf({ index, request: { name } }: BatchEntry, turn: NamedTurn): BatchResult {
  const { id, state, response, error, costUsd, durationMs, calls, inputTokens, outputTokens, tools } = turn;
  return {
    index,
    session: name,
    status: state === "queued" ? "running" : state,
    ...(response === undefined ? {} : { response }),
    ...(error === undefined ? {} : { error: error.text, ...(error.hint === undefined ? {} : { hint: error.hint }) }),
    costUsd,
    durationMs,
    calls,
    inputTokens,
    outputTokens,
    tools,
    turn: id,
  };
}

/** Asks every session of a batch, `parallel` at a time; never rejects for what one of them does. Results in the order of the entries. */
export async function runBatch(entries: readonly BatchEntry[], run: BatchRun): Promise<readonly BatchResult[]> {
  const { sessions, existing, parallel, keepAlive, watch, clock, newTurnId, signal } = run;

  async function patiently<T>(ask: () => Promise<T>): Promise<T> {
    for (let since: number | undefined; ; await clock.sleep(askAgainMs, signal)) {
      try {
        return await ask();
      } catch (error) {
        since ??= clock.now();
        if (!InstarError.is(error) || !away.has(error.code) || clock.now() - since > patienceMs) throw error;
      }
    }
  }

  async function begin({ request }: BatchEntry): Promise<NamedTurn> {
    const turnId = newTurnId();
    if (existing.has(request.name)) return patiently(() => sessions.send(request.name, request.prompt, turnId));
    const { turn } = await patiently(() => sessions.spawn({ ...request, turnId }));
    if (turn === undefined) throw new Error("The house began the session without its prompt.");
    return turn;
  }

  /** `seenBefore`: where the session's output was before, so that what an earlier turn did is not told as this one's. */
  async function waitFor(entry: BatchEntry, begun: NamedTurn, seenBefore: number): Promise<NamedTurn> {
    const { name } = entry.request;
    let turn = begun;
    for (let after = seenBefore; isOpen(turn); turn = await patiently(() => sessions.turn(begun.id))) {
      const from = after;
      const seen = await patiently(() => sessions.output(name, from, lookEveryMs));
      const last = seen.chunks.findLast(({ kind, text }) => kind !== "turn" && text.trim() !== "");
      if (last !== undefined) watch.did(entry, last.text);
      after = seen.next;
    }
    return turn;
  }

  /** It has answered already: that it could not be stopped takes nothing away from that. */
  const stop = (name: string): Promise<{ readonly error?: string; readonly hint?: string }> => patiently(() => sessions.stop(name)).then(() => ({}), told);

  async function work(entry: BatchEntry): Promise<BatchResult> {
    const { name } = entry.request;
    const nothing = { index: entry.index, session: name, ...unused };
    if (signal.aborted) return { ...nothing, status: "not started" };
    let turn: NamedTurn | undefined;
    try {
      const seenBefore = existing.has(name) ? (await patiently(() => sessions.output(name))).next : 0;
      turn = await begin(entry);
      watch.began(entry, turn);
      turn = await waitFor(entry, turn, seenBefore);
      return { ...((entry.keepAlive ?? keepAlive) ? {} : await stop(name)), ...resultOf(entry, turn) };
    } catch (error) {
      const known = turn === undefined ? nothing : resultOf(entry, turn);
      return signal.aborted ? { ...known, status: "running" } : { ...known, status: "failed", ...told(error) };
    }
  }

  const results = new Map<BatchEntry, BatchResult>();
  const left = [...entries];
  async function lane(): Promise<void> {
    for (let entry = left.shift(); entry !== undefined; entry = left.shift()) {
      const result = await work(entry);
      results.set(entry, result);
      watch.ended(entry, result);
    }
  }
  await Promise.all(Array.from({ length: Math.min(parallel, entries.length) }, lane));
  return entries.flatMap((entry) => results.get(entry) ?? []);
}
