import type { Caller, JobTrigger } from "@instar/kernel/contracts";
import type { JobDefinition } from "./contract.ts";
import type { House } from "./house.ts";
import { mostWaiting, tooMany } from "./plan-look.ts";
import { manualRunId } from "./run-id.ts";
import type { SchedulerLoop } from "./scheduler-loop.ts";
import type { LivingRun } from "./stored-run.ts";

export interface TriggerParts {
  readonly house: Pick<House, "book" | "clock" | "parking" | "options" | "watched">;
  readonly loop: SchedulerLoop;
}

/** A run beside the schedule. It is durable, or nothing is kept of it, when this resolves. */
export async function triggerRun(
  { slug, priority, overlap }: Pick<JobDefinition, "slug" | "priority" | "overlap">,
  { by, reason = "asked for", watched }: { readonly by: Caller; readonly reason: string | undefined; readonly watched: boolean },
  parts: TriggerParts,
): Promise<JobTrigger> {
  const { book, clock } = parts.house;
  const now = clock.now();
  const former = book.livingOf(slug);
  const overlaps = overlap === "skip" && former.length > 0;
  if (overlaps || former.length >= mostWaiting) {
    const isRunning = former.some(({ state }) => state === "running");
    const why = !overlaps ? tooMany : isRunning ? "Its former run has not ended." : "Its former run has not begun yet.";
    // Whoever asks is told at once; a record of each impatient wish would push out those of real runs.
    return { outcome: "skipped", why };
  }
  const base = { id: manualRunId(slug, now), job: slug, dueAt: now, cause: "manual", by, reason, priority } as const;
  const run: LivingRun = { ...base, state: "queued", fence: 0, attempt: 0, queuedAt: now, costUsd: 0, inputTokens: 0, outputTokens: 0 };
  if (watched) parts.house.watched.begin(run.id);
  await book.write([book.enqueue(run)]);
  const began = await parts.loop.add(run)?.began;
  if (began?.state === "skipped" || began?.state === "cancelled")
    return { outcome: "skipped", run: run.id, ...(began.why !== undefined && { why: began.why }) };
  return began === undefined || began.state === "queued" ? { outcome: "queued", run: run.id, why: delayOf(run, parts) } : { outcome: "triggered", run: run.id };
}

/** Why a run that is asked for does not begin at once. */
function delayOf(run: LivingRun, { house: { book, parking, options }, loop }: TriggerParts): string {
  if (!loop.isLive) return "The house isn't up; it begins with the next start.";
  const parked = parking.until();
  if (book.livingOf(run.job).length > 1) return "Another run of the job goes first.";
  if (loop.running < options.maxParallel && parked !== undefined) return `The model takes no work before ${new Date(parked).toISOString()}.`;
  return `${loop.running} runs go on, and no more than ${options.maxParallel} at a time.`;
}
