import type { Question } from "@instar/kernel/contracts";
import { createMark } from "@instar/process";
import type { JobRunRecord } from "../contract.ts";
import { endRun } from "../end-run.ts";
import type { House } from "../house.ts";
import { shownRun } from "../shown-run.ts";
import type { LivingRun } from "../stored-run.ts";
import { executeRun, sessionKeyOf, usesOf } from "./execute-run.ts";
import { objectionTo, refusalOf } from "./judge-run.ts";
import { CutShort, cutOf, type Outcome, type Postponed } from "./outcome.ts";
import { startRunTimer } from "./run-timer.ts";

/** A script that is over sooner is not worth a second commit. */
const noteAfterMs = 500;

/** A run from its turn to its end. */
export interface ActiveRun {
  readonly id: string;
  readonly job: string;
  /** As soon as it is known whether it begins. */
  readonly began: Promise<JobRunRecord>;
  /** Never rejects; what it is worth waiting for. */
  readonly over: Promise<void>;
  cut(why: CutShort): void;
}

/** Asks whoever may object, claims the run, does what it is for, and records its end. */
export function beginRun(house: House, first: LivingRun, postponed: (run: LivingRun) => void): ActiveRun {
  const { clock, log, book, jobs, lifecycle } = house;
  const abort = new AbortController();
  let tell: (run: JobRunRecord) => void = () => undefined;
  const began = new Promise<JobRunRecord>((resolve) => {
    tell = resolve;
  });

  let current = first;
  let noting: Promise<void> | undefined;

  /** Beside the mark, which was kept before it started: after a crash whoever shed its environment is found by the number. */
  async function note(process: NonNullable<LivingRun["process"]>): Promise<void> {
    try {
      current = await book.change(current, { process });
    } catch (error) {
      log.warn("The process of a run could not be recorded; after a crash it is found by its mark.", { run: first.id, error });
    }
  }

  async function run(): Promise<void> {
    const job = jobs.get(first.job);
    const objected = refusalOf(first, job, book.job(first.job)?.paused ?? false, clock.now()) ?? (job && (await objectionTo(house, first, job, abort.signal)));
    const cut = cutOf(abort.signal);
    if (cut?.cut === "stopped") return; // it waits for the next start
    const refusal = cut ? ({ state: "cancelled", why: cut.message } as const) : objected;
    if (refusal || job === undefined) {
      tell(shownRun(await endRun(house, first, refusal ?? { state: "cancelled" })));
      return;
    }
    const { definition } = job;
    const uses = usesOf(definition);
    current = await book.change(
      first,
      {
        state: "running",
        attempt: first.attempt + 1,
        fence: first.fence + 1,
        startedAt: clock.now(),
        ...(uses === "process" && { process: { pid: 0, startedAt: 0, mark: createMark() } }),
        ...(uses === "agent" && { sessionKey: sessionKeyOf(first) }),
      },
      uses === "agent" || first.cause === "manual" ? house.story.began({ ...first, attempt: first.attempt + 1 }) : [],
    );
    tell(shownRun(current));
    const claimed = current;
    using _timer = startRunTimer({
      clock,
      timeoutMs: definition.timeoutMs,
      questions: () => questionsOf(house, current.sessionKey),
      over: (why) => abort.abort(new CutShort("timeout", why)),
    });
    let soon: Disposable | undefined;
    const started = (process: NonNullable<LivingRun["process"]>) => {
      soon = clock.after(noteAfterMs, () => {
        noting = note(process);
      });
    };
    const outcome = await executeRun(house, claimed, job, { signal: abort.signal, started }).catch(
      (error: unknown): Outcome => ({ state: "failed", failure: "not-started", why: `What it needs could not be read: ${(error as Error).message}` }),
    );
    soon?.[Symbol.dispose]();
    await noting;
    if (outcome.state === "postponed" && !abort.signal.aborted) return postpone(outcome);
    const ended = await finish(outcome);
    lifecycle.note("afterJob", {
      run: { id: ended.id, job: ended.job, dueAt: ended.dueAt, attempt: ended.attempt, priority: ended.priority, uses },
      ok: ended.state === "succeeded",
      elapsedMs: (ended.endedAt ?? 0) - (ended.startedAt ?? 0),
    });
  }

  const spent = (outcome: Outcome | Postponed) => ({
    costUsd: current.costUsd + (outcome.costUsd ?? 0),
    inputTokens: current.inputTokens + (outcome.inputTokens ?? 0),
    outputTokens: current.outputTokens + (outcome.outputTokens ?? 0),
  });

  async function postpone(outcome: Postponed): Promise<void> {
    const { until, why, session } = outcome;
    const { startedAt: _startedAt, sessionKey: _key, ...rest } = current;
    const changes = {
      state: "queued",
      notBefore: until,
      ...spent(outcome),
      ...(why !== undefined && { why }),
      ...(session !== undefined && { session }),
    } as const;
    const waits: LivingRun = { ...rest, ...changes };
    await book.replace(current, waits);
    postponed(waits);
  }

  async function finish(outcome: Outcome | Postponed): Promise<JobRunRecord> {
    const cut = cutOf(abort.signal);
    const { costUsd: _cost, inputTokens: _in, outputTokens: _out, said, remains, ...told } = outcome as Outcome;
    if (cut === undefined || outcome.state === "succeeded") {
      const state = outcome.state !== "succeeded" && told.failure === "timeout" ? "timeout" : told.state;
      return endRun(house, current, { ...told, state, ...spent(outcome) }, said);
    }
    const { failure: _failure, exitCode, output, session } = told;
    const kept = { ...(exitCode !== undefined && { exitCode }), ...(output !== undefined && { output }), ...(session !== undefined && { session }) };
    const end = cut.cut === "timeout" ? ({ state: "timeout", failure: "timeout" } as const) : ({ state: "cancelled" } as const);
    const why = remains === undefined ? cut.message : `${cut.message} Something of it does not end: ${remains}`;
    return endRun(house, current, { ...kept, ...end, why, ...spent(outcome) });
  }

  const over = run()
    .catch((error: unknown) => {
      // Somebody else ended it, or the house closes before it could be written: what the disk says is what holds.
      log.warn("What became of a run could not be recorded.", { run: first.id, error });
    })
    .finally(() => tell(shownRun(current)));
  return { id: first.id, job: first.job, began, over, cut: (why) => abort.abort(why) };
}

/** What the session of a run asked the owner. */
async function questionsOf({ approvals, sessions, log }: House, sessionKey: string | undefined): Promise<readonly Question[]> {
  if (approvals === undefined || sessionKey === undefined) return [];
  try {
    const session = await sessions.record(sessionKey);
    return session === undefined ? [] : (await approvals.list({ all: true })).filter((question) => question.session?.id === session.id);
  } catch (error) {
    log.warn("Whether a run waited for the owner could not be told, so its time is what it would be without.", { sessionKey, error });
    return [];
  }
}
