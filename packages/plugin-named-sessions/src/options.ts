import { z } from "zod";

export const namedSessionsOptions = z.strictObject({
  /** How deep agents may go (0–8): 1 lets an agent begin sessions, which begin none themselves; 0 lets no agent begin any. */
  agentDepth: z.int().min(0).max(8).default(1),
  /** How many sessions of its own one agent may keep alive or at work at a time (0–64). */
  agentSessions: z.int().min(0).max(64).default(4),
  /** What a session may use that an agent begins, unless the agent asks for less; `{}`: as much as it asks for. */
  agentLimits: z
    .strictObject({
      costUsd: z.number().positive().exactOptional(),
      calls: z.int().positive().exactOptional(),
      workMs: z.int().positive().exactOptional(),
      ageMs: z.int().positive().exactOptional(),
    })
    .default({ costUsd: 2, workMs: 30 * 60_000 }),
  /** How many turns of each session are kept (10–100,000); beyond, those go that ended first. */
  keepTurns: z.int().min(10).max(100_000).default(1_000),
  /** How many pieces of output are kept in memory for each session (10–10,000), for those who look while it works. */
  outputChunks: z.int().min(10).max(10_000).default(1_000),
});

export type NamedSessionsOptions = z.output<typeof namedSessionsOptions>;
