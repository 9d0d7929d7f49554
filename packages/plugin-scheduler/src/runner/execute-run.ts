import { createMark } from "@instar/process";
import type { JobDefinition } from "../contract.ts";
import type { House } from "../house.ts";
import type { HeldJob } from "../scheduler-jobs.ts";
import type { LivingRun } from "../stored-run.ts";
import { groundingFile } from "./grounding.ts";
import { skillMissing } from "./known-skills.ts";
import type { Outcome, Postponed } from "./outcome.ts";
import { mostOwnerWaitMs } from "./owner-wait.ts";
import { promptContext, promptInstructions, promptText } from "./prompt-text.ts";
import { runCode } from "./run-code.ts";
import { runPrompt } from "./run-prompt.ts";
import { runScript } from "./run-script.ts";

/** How long a job in code that was told to end may take. */
const leaveMs = 2_000;
/** So often the model may refuse a run: a limit says when it ends, an overload doesn't. */
const mostAttempts = { overloaded: 5, limit: 20 } as const;

export const usesOf = ({ execute }: Pick<JobDefinition, "execute">): "agent" | "process" | "code" =>
  execute === undefined ? "code" : execute.type === "script" ? "process" : "agent";

/** Of the one session of a run: `job:<slug>:<run>`. */
export const sessionKeyOf = ({ job, id }: Pick<LivingRun, "job" | "id">): string => `job:${job}:${id}`;

/** What a script or a gate finds in its environment. */
export const runVariables = (run: LivingRun, environment: Readonly<Record<string, string>>): Record<string, string> => ({
  ...environment,
  INSTAR_JOB: run.job,
  INSTAR_RUN: run.id,
  INSTAR_DUE_AT: new Date(run.dueAt).toISOString(),
});

/** Does what a claimed run is for, until `signal`; `started` is told of its process. Never rejects for what the run itself does. */
export async function executeRun(
  house: House,
  run: LivingRun,
  { definition, code }: HeldJob,
  { signal, started }: { readonly signal: AbortSignal; readonly started: (process: NonNullable<LivingRun["process"]>) => void },
): Promise<Outcome | Postponed> {
  const { clock, project, sessions, guarding, skills, parking, environment, redact } = house;
  const { execute: work } = definition;
  if (work === undefined) {
    if (code === undefined) return { state: "failed", failure: "not-started", why: "Its code is gone." };
    return runCode(code, { dueAt: run.dueAt, attempt: run.attempt }, signal, { leaveAfter: () => clock.sleep(leaveMs), redact });
  }
  if (work.type === "script") {
    const request = { command: work.value, args: work.args ?? [], name: run.job, env: runVariables(run, environment), cwd: project, guarding, signal, started };
    return runScript({ ...request, redact, mark: run.process?.mark ?? createMark() });
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
      instructions: promptInstructions(definition),
      ...(definition.model !== undefined && { model: definition.model }),
      limits: { workMs: definition.timeoutMs + (house.approvals === undefined ? 0 : mostOwnerWaitMs), costUsd: maxCostUsd },
    },
    text: promptText(work),
    context: promptContext(definition, run, { files, handoff }),
    clock,
    signal,
    redact,
    until: (error) => (run.attempt >= mostAttempts[error.kind === "limit" ? "limit" : "overloaded"] ? undefined : parking.untilOf(error, run.attempt)),
  });
}
