import type { Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import type { NamedTurn } from "./contract.ts";

export const turnSchema = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(["queued", "running", "done", "interrupted", "failed"]),
  prompt: z.string(),
  response: z.string().exactOptional(),
  error: z.object({ kind: z.string(), text: z.string(), hint: z.string().exactOptional() }).exactOptional(),
  at: z.number(),
  durationMs: z.number(),
  costUsd: z.number(),
  calls: z.number(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  tools: z.array(z.string()),
  takenBack: z.literal(true).exactOptional(),
});

export const turnShape: Versioned<NamedTurn> = { version: 1, schema: turnSchema };

/** Whose turn it is, by its id. */
export const ownerShape: Versioned<{ readonly name: string }> = { version: 1, schema: z.object({ name: z.string() }) };

export const hasEnded = ({ state }: NamedTurn): boolean => state !== "queued" && state !== "running";

export const newTurn = (id: string, name: string, prompt: string, at: number): NamedTurn => ({
  id,
  name,
  state: "queued",
  prompt,
  at,
  durationMs: 0,
  costUsd: 0,
  calls: 0,
  inputTokens: 0,
  outputTokens: 0,
  tools: [],
});
