import { type Clock, InstarError, type Logger } from "@instar/kernel";
import type { Events } from "@instar/kernel/contracts";
import type { NamedSession, NamedSessions, NamedTurn } from "@instar/plugin-named-sessions/contract";
import type { DelegationBook } from "./delegation-book.ts";
import { figuresOf, resultOf } from "./describe-result.ts";
import { judgeRun } from "./judge-run.ts";
import { changedSince } from "./path-digest.ts";
import { isSame } from "./same-caller.ts";
import type { StoredDelegation, Violation } from "./stored-delegation.ts";
import type { Wake } from "./wake.ts";

/** How long one look at a turn may take; the next one follows at once. */
const lookMs = 30_000;

/** After an aborted run's process was ended, how long its turn has to say so. */
const abortedMs = 10_000;

export interface FollowParts {
  readonly book: DelegationBook;
  readonly named: NamedSessions;
  readonly events: Events | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  /** A run has begun. */
  readonly begun: Wake;
  /** Whose prompt is on its way to the agent: there is no turn to follow yet. */
  readonly sending: ReadonlySet<string>;
}

/** Rejects with the signal's reason as soon as it is aborted, whatever the promise does. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/** The turn of a run, as soon as it has ended; undefined when the house died before the agent got it. */
async function endedTurn({ named, book, clock }: FollowParts, { name, turn, run }: StoredDelegation, signal: AbortSignal): Promise<NamedTurn | undefined> {
  let abortedAt: number | undefined;
  for (;;) {
    let found: NamedTurn;
    const isAborted = book.get(name)?.aborted === true && book.get(name)?.run === run;
    if (isAborted) abortedAt ??= clock.now();
    try {
      found = await unlessAborted(named.turn(turn ?? "", isAborted ? abortedMs : lookMs), signal);
    } catch (error) {
      if (signal.aborted || !InstarError.is(error)) throw error;
      return undefined;
    }
    if (found.state !== "queued" && found.state !== "running") return found;
    if (abortedAt !== undefined && clock.now() - abortedAt >= abortedMs) return { ...found, state: "interrupted" };
  }
}

/** Its session and its turns; none when somebody removed it, also when there is another one's under the name by now. */
export async function stateOf(
  named: NamedSessions,
  { name, by }: Pick<StoredDelegation, "name" | "by">,
): Promise<{ readonly session: NamedSession | undefined; readonly turns: readonly NamedTurn[] }> {
  try {
    const session = await named.status(name);
    return isSame(session.by, by) ? { session, turns: await named.turns(name, 1_000) } : { session: undefined, turns: [] };
  } catch (error) {
    if (!InstarError.is(error)) throw error;
    return { session: undefined, turns: [] };
  }
}

const lostTurn = (turn: string | undefined, name: string, at: number): NamedTurn => ({
  id: turn ?? "",
  name,
  state: "failed",
  prompt: "",
  error: { kind: "crashed", text: "The house stopped before the task reached the agent, or its session was removed." },
  at,
  durationMs: 0,
  costUsd: 0,
  calls: 0,
  inputTokens: 0,
  outputTokens: 0,
  tools: [],
});

/** Whether its run did not end by itself. */
async function wasCut({ book, named }: FollowParts, { name, by, run, limits }: StoredDelegation): Promise<boolean> {
  const current = book.get(name);
  if (current?.aborted === true || current?.violations.some((violation) => violation.run === run)) return true;
  return limits !== null && (await stateOf(named, { name, by })).session?.over !== undefined;
}

/** Commands in the background outlive a turn, and would go on with what it was stopped for. */
async function endProcess({ named, log }: FollowParts, delegation: StoredDelegation): Promise<void> {
  try {
    if ((await stateOf(named, delegation)).session !== undefined) await named.stop(delegation.name);
  } catch (error) {
    log.error("The process of a delegation that was stopped could not be ended.", { delegation: delegation.name, error });
  }
}

/** Waits for the end of a run and keeps what came of it. */
async function followRun(parts: FollowParts, delegation: StoredDelegation, signal: AbortSignal): Promise<void> {
  const { book, named, events, clock } = parts;
  const { name, run, digests } = delegation;
  const turn = (await endedTurn(parts, delegation, signal)) ?? lostTurn(delegation.turn, name, delegation.runAt);
  const isCut = await wasCut(parts, delegation);
  if (isCut) await endProcess(parts, delegation);
  const changed = digests === undefined ? [] : await changedSince(digests);
  if (!isCut && changed.length > 0) await endProcess(parts, delegation);
  const { session, turns } = await stateOf(named, delegation);
  const figures = figuresOf(session, turns);
  const ended = await book.change(name, (current) => {
    const before = current.violations;
    const seen = before.filter((violation) => violation.run === run && violation.type === "protected_path");
    const found: Violation[] = seen.length > 0 ? [] : changed.map((path) => ({ type: "protected_path", message: changedMessage(path), at: clock.now(), run }));
    const violation = [...seen, ...found].at(-1)?.message;
    const { status, error } = judgeRun({ aborted: current.aborted === true, violation, over: current.limits === null ? undefined : session?.over, turn });
    const passed: Violation[] = status.endsWith("_exceeded") ? [{ type: status, message: error ?? "", at: session?.over?.at ?? clock.now(), run }] : [];
    const next: StoredDelegation = {
      ...current,
      state: "ended",
      usedAt: clock.now(),
      session: session?.id ?? current.session,
      violations: [...before, ...found, ...passed],
      digests: undefined,
    };
    const outcome = { status, error, response: turn.response ?? "", figures, sessionId: next.session ?? "" };
    return { ...next, result: resultOf(next, outcome) };
  });
  const result = ended?.result;
  if (result === undefined) return;
  events?.record({
    type: "delegation.ended",
    about: result.sessionId === "" ? {} : { session: result.sessionId },
    text: `The delegation ${name} has ended: ${result.status}.`,
    data: { name, status: result.status, turns: result.turns, durationMs: result.durationMs },
  });
}

export const changedMessage = (path: string): string => `The protected path ${path} was changed while the agent worked.`;

/** Follows every run to its end, those of a former life of the house too. */
export async function followRuns(parts: FollowParts, signal: AbortSignal): Promise<void> {
  const { book, log, clock, begun, sending } = parts;
  const following = new Map<string, Promise<void>>();

  async function follow(name: string): Promise<void> {
    for (;;) {
      const delegation = book.get(name);
      if (delegation?.state !== "running" || sending.has(name) || signal.aborted) return;
      try {
        await followRun(parts, delegation, signal);
      } catch (error) {
        if (signal.aborted) return;
        log.error("A delegation could not be followed; it is tried again.", { delegation: name, error });
        await clock.sleep(1_000, signal).catch(() => undefined); // aborted: the loop's own condition ends it
      }
    }
  }

  await book.load();
  try {
    while (!signal.aborted) {
      const woken = begun.woken(signal);
      for (const { name, state } of book.all()) {
        if (state !== "running" || following.has(name) || sending.has(name)) continue;
        const followed = follow(name).finally(() => {
          following.delete(name);
          begun.call();
        });
        following.set(name, followed);
      }
      await woken.catch(() => undefined); // aborted: the loop's own condition ends it
    }
  } finally {
    await Promise.all(following.values());
  }
}
