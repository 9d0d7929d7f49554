import type { Clock } from "@instar/kernel";
import type { Store } from "@instar/kernel/contracts";
import type { JobHandoff, JobWorkload } from "./contract.ts";
import { SchedulerError } from "./errors.ts";
import { handoffShape, workloadShape } from "./stored-notes.ts";

const longestNotes = 8_000;
const dayMs = 86_400_000;
const latest = 9_999_999_999_999;

/** What runs leave behind beside their records: notes for the next one, and how much there was to do. */
export interface JobNotes {
  handoff(job: string): Promise<JobHandoff | undefined>;
  /** Empty notes take it away. Rejects with SCHEDULER_NOTES_TOO_LONG. */
  leave(job: string, notes: string, run?: string): Promise<JobHandoff | undefined>;
  /** Rejects with SCHEDULER_BAD_WORKLOAD. */
  note(entry: Omit<JobWorkload, "at">): Promise<void>;
  /** Newest first. */
  workloads(job?: string, limit?: number): Promise<readonly JobWorkload[]>;
}

export function createJobNotes(store: Store, clock: Clock, keepDays: number): JobNotes {
  const handoffs = store.records("handoffs", handoffShape);
  const entries = store.records("workloads", workloadShape);
  let count = 0;

  return {
    handoff: async (job) => (await handoffs.get(job))?.value,
    async leave(job, notes, run) {
      const text = String(notes)
        .replaceAll(/\p{Surrogate}/gu, "\ufffd")
        .trim();
      if (text.length > longestNotes) throw SchedulerError.NOTES_TOO_LONG(text.length, longestNotes);
      if (text === "") {
        await store.commit([handoffs.delete(job)]);
        return undefined;
      }
      const left: JobHandoff = { job, ...(run !== undefined && { run }), at: clock.now(), notes: text };
      await store.commit([handoffs.put(job, left)]);
      return left;
    },
    async note({ job, run, found, processed, notes }) {
      for (const [name, figure] of Object.entries({ found, processed }))
        if (!Number.isFinite(figure) || figure < 0) throw SchedulerError.BAD_WORKLOAD(`\`${name}\` is ${String(figure)}, and not a number from 0.`);
      if (processed > found) throw SchedulerError.BAD_WORKLOAD(`more was processed (${processed}) than was found (${found}).`);
      const at = clock.now();
      const entry: JobWorkload = {
        job,
        ...(run !== undefined && { run }),
        at,
        found,
        processed,
        ...(notes !== undefined && {
          notes: String(notes)
            .replaceAll(/\p{Surrogate}/gu, "\ufffd")
            .slice(0, 1_000),
        }),
      };
      count += 1;
      await store.commit([entries.put(`${job}/${String(latest - at).padStart(13, "0")}/${count}`, entry, { ttlMs: keepDays * dayMs })]);
    },
    async workloads(job, limit = 50) {
      const found: JobWorkload[] = [];
      for await (const [, entry] of entries.entries(job === undefined ? "" : `${job}/`)) {
        found.push(entry);
        if (job !== undefined && found.length >= limit) break;
      }
      return found.sort((a, b) => b.at - a.at).slice(0, limit);
    },
  };
}
