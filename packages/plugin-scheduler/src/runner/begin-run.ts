import { createMark } from "@instar/process";
import type { JobDefinition, JobRunRecord, SkipReason } from "../contract.ts";
import { endRun } from "../end-run.ts";
import type { House } from "../house.ts";
import { shownRun } from "../run-book.ts";
import type { HeldJob } from "../scheduler-jobs.ts";
import type { LivingRun } from "../stored-run.ts";
import { groundingFile } from "./grounding.ts";
import { skillMissing } from "./known-skills.ts";
import { CutShort, cutOf, type Outcome, type Postponed } from "./outcome.ts";
import { promptContext, promptText } from "./prompt-text.ts";
import { runCode } from "./run-code.ts";
import { askGate } from "./run-gate.ts";
import { runPrompt } from "./run-prompt.ts";
import { runScript } from "./run-script.ts";

const dayMs = 86_400_000;
/** How long a job in code that was told to end may take. */
const leaveMs = 2_000;
/** So often the model may refuse a run because it is overloaded. */
const mostAttempts = 5;

export const usesOf = ({ execute }: Pick<JobDefinition, "execute">): "agent" | "process" | "code" =>
  execute === undefined ? "code" : execute.type === "script" ? "process" : "agent";

interface Refusal {
  readonly state: "skipped" | "cancelled";
  readonly skip?: SkipReason;
  readonly why: string;
}

/** Why a run whose turn has come does not begin, as far as that is known without asking anybody. */
function refusalOf(run: LivingRun, job: HeldJob | undefined, paused: boolean, now: number): Refusal | undefined {
  if (job === undefined) return { state: "skipped", skip: "changed", why: "The job is gone." };
  if (run.cause === "manual") return undefined;
  if (!job.definition.enabled) return { state: "cancelled", why: "The job was switched off." };
  if (paused) return { state: "skipped", skip: "paused", why: "The job is paused." };
  if (now - Math.max(run.queuedAt, run.notBefore ?? 0) > dayMs) return { state: "skipped", skip: "expired", why: "It had waited for a day." };
  return undefined;
}

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

  async function objection(run: LivingRun, { definition }: HeldJob): Promise<Refusal | undefined> {
    const decision = await lifecycle.job({
      id: run.id,
      job: run.job,
      dueAt: run.dueAt,
      attempt: run.attempt + 1,
      priority: definition.priority,
      uses: usesOf(definition),
    });
    if (!decision.allow)
      return { state: "skipped", skip: decision.by === "quota" || decision.by.startsWith("quota:") ? "quota" : "denied", why: decision.reason };
    if (definition.gate === undefined) return undefined;
    const { gates, guarding, environment, project } = house;
    const request = { gate: definition.gate, gates, clock, name: run.job, env: variables(run, environment), cwd: project, guarding, signal: abort.signal };
    const closed = await askGate({ ...request, mark: createMark() });
    return closed && { state: "skipped", ...closed };
  }

  async function execute(run: LivingRun, { definition, code }: HeldJob): Promise<Outcome | Postponed> {
    const { project, sessions, guarding, skills, parking, environment } = house;
    const { signal } = abort;
    const { execute: work } = definition;
    if (work === undefined) {
      if (code === undefined) return { state: "failed", failure: "not-started", why: "Its code is gone." };
      return runCode(code, { dueAt: run.dueAt, attempt: run.attempt }, signal, () => clock.sleep(leaveMs));
    }
    if (work.type === "script") {
      const started = (process: NonNullable<LivingRun["process"]>) => {
        noting = note(process);
      };
      const request = { command: work.value, args: work.args ?? [], name: run.job, env: variables(run, environment), cwd: project, guarding, signal, started };
      return runScript({ ...request, mark: run.process?.mark ?? createMark() });
    }
    const missing = work.type === "skill" ? await skillMissing(work.value, skills, project) : undefined;
    if (missing !== undefined) return { state: "failed", failure: "not-started", why: missing };
    const files = await Promise.all((definition.grounding?.contextFiles ?? []).map((file) => groundingFile(project, file)));
    const handoff = definition.handoff ? await house.handoff(run.job) : undefined;
    const maxCostUsd = definition.maxCostUsd ?? house.options.maxCostUsd;
    return runPrompt({
      sessions,
      key: run.sessionKey ?? sessionKeyOf(run),
      open: {
        job: run.job,
        purpose: "job",
        ...(definition.model !== undefined && { model: definition.model }),
        limits: { workMs: definition.timeoutMs, costUsd: maxCostUsd },
      },
      text: promptText(work),
      context: promptContext(definition, run, { files, handoff }),
      clock,
      signal,
      until: (error) => (error.kind === "overloaded" && run.attempt >= mostAttempts ? undefined : parking.untilOf(error, run.attempt)),
    });
  }

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
    const objected = refusalOf(first, job, book.job(first.job)?.paused ?? false, clock.now()) ?? (job && (await objection(first, job)));
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
    using _timer = clock.after(definition.timeoutMs, () =>
      abort.abort(new CutShort("timeout", `It took longer than ${definition.timeoutMs / 1_000} s, and was ended.`)),
    );
    const outcome = await execute(claimed, job);
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
    const { costUsd: _cost, inputTokens: _in, outputTokens: _out, said, ...told } = outcome as Outcome;
    if (cut === undefined || outcome.state === "succeeded") {
      const state = outcome.state !== "succeeded" && told.failure === "timeout" ? "timeout" : told.state;
      return endRun(house, current, { ...told, state, ...spent(outcome) }, said);
    }
    const { failure: _failure, exitCode, output, session } = told;
    const kept = { ...(exitCode !== undefined && { exitCode }), ...(output !== undefined && { output }), ...(session !== undefined && { session }) };
    const end = cut.cut === "timeout" ? ({ state: "timeout", failure: "timeout" } as const) : ({ state: "cancelled" } as const);
    return endRun(house, current, { ...kept, ...end, why: cut.message, ...spent(outcome) });
  }

  const over = run()
    .catch((error: unknown) => {
      // Somebody else ended it, or the house closes before it could be written: what the disk says is what holds.
      log.warn("What became of a run could not be recorded.", { run: first.id, error });
    })
    .finally(() => tell(shownRun(current)));
  return { id: first.id, job: first.job, began, over, cut: (why) => abort.abort(why) };
}

const sessionKeyOf = ({ job, id }: LivingRun) => `job:${job}:${id}`;

const variables = (run: LivingRun, environment: Readonly<Record<string, string>>): Record<string, string> => ({
  ...environment,
  INSTAR_JOB: run.job,
  INSTAR_RUN: run.id,
  INSTAR_DUE_AT: new Date(run.dueAt).toISOString(),
});
