import type { Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import type { JobView } from "./contract.ts";
import { runFields } from "./stored-run.ts";

/** What is known of a job beside its definition. Times in epoch ms. */
export interface StoredJob {
  /** The schedule that `cursor` belongs to; another one starts from now. `off`: it is switched off, or gone. */
  readonly plan: string;
  /** Every occurrence up to and with this instant was planned: moved in the same commit as what is due goes into the queue. */
  readonly cursor: number;
  readonly paused: boolean;
  /** The owner's choice for a job in code. */
  readonly enabled?: boolean;
  /** Failures in a row. */
  readonly failures: number;
  /** The run whose failure the owner was told of, until one succeeds. */
  readonly alerted?: string;
  readonly last?: NonNullable<JobView["last"]>;
}

export const jobShape: Versioned<StoredJob> = {
  version: 1,
  schema: z.object({
    plan: z.string(),
    cursor: z.number(),
    paused: z.boolean(),
    enabled: z.boolean().exactOptional(),
    failures: z.int().min(0),
    alerted: z.string().exactOptional(),
    last: runFields.pick({ id: true, state: true, dueAt: true, endedAt: true, skip: true, why: true }).exactOptional(),
  }),
};
