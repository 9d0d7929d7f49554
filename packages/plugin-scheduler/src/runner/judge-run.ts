import { createMark } from "@instar/process";
import type { SkipReason } from "../contract.ts";
import type { House } from "../house.ts";
import type { HeldJob } from "../scheduler-jobs.ts";
import type { LivingRun } from "../stored-run.ts";
import { runVariables, usesOf } from "./execute-run.ts";
import { askGate } from "./run-gate.ts";

const dayMs = 86_400_000;

export interface Refusal {
  readonly state: "skipped" | "cancelled";
  readonly skip?: SkipReason;
  readonly why: string;
}

/** Why a run whose turn has come does not begin, as far as that is known without asking anybody. */
export function refusalOf(run: LivingRun, job: HeldJob | undefined, paused: boolean, now: number): Refusal | undefined {
  if (job === undefined) return { state: "skipped", skip: "changed", why: "The job is gone." };
  if (run.cause === "manual") return undefined;
  if (!job.definition.enabled) return { state: "cancelled", why: "The job was switched off." };
  if (paused) return { state: "skipped", skip: "paused", why: "The job is paused." };
  if (now - Math.max(run.queuedAt, run.notBefore ?? 0) > dayMs) return { state: "skipped", skip: "expired", why: "It had waited for a day." };
  return undefined;
}

/** Why a run may not begin, of whoever may object: the taps of `beforeJob`, then its gate. Nothing runs yet but the gate. */
export async function objectionTo(house: House, run: LivingRun, { definition }: HeldJob, signal: AbortSignal): Promise<Refusal | undefined> {
  const decision = await house.lifecycle.job({
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
  const { gates, clock, guarding, environment, project } = house;
  const request = { gate: definition.gate, gates, clock, name: run.job, env: runVariables(run, environment), cwd: project, guarding, signal };
  const closed = await askGate({ ...request, mark: createMark() });
  return closed && { state: "skipped", ...closed };
}
