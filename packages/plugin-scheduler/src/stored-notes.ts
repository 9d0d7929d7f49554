import type { Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import type { JobHandoff, JobWorkload } from "./contract.ts";

export const handoffShape: Versioned<JobHandoff> = {
  version: 1,
  schema: z.object({ job: z.string(), run: z.string().exactOptional(), at: z.number(), notes: z.string() }),
};

export const workloadShape: Versioned<JobWorkload> = {
  version: 1,
  schema: z.object({
    job: z.string(),
    run: z.string().exactOptional(),
    at: z.number(),
    found: z.number(),
    processed: z.number(),
    notes: z.string().exactOptional(),
  }),
};
