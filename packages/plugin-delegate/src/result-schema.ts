import { z } from "zod";
import { delegateStatuses, presets } from "./contract.ts";

const status = z.enum(delegateStatuses);
const paths = z.array(z.string());

const safetySchema = z.strictObject({
  limits: z.strictObject({ maxCostUsd: z.number(), maxTurns: z.number(), maxDurationMs: z.number(), protectedPaths: paths }),
  used: z.strictObject({ costUsd: z.number(), turns: z.number(), durationMs: z.number() }),
  violations: z.array(z.strictObject({ type: status, message: z.string(), at: z.number().describe("Epoch ms.") })),
});

export const resultSchema = z
  .strictObject({
    status,
    response: z.string().describe("What the agent answered last; with `needs_input` it ends with the question."),
    cost: z.number().describe("US dollars, of the whole delegation."),
    turns: z.number().describe("Answers of the model, of the whole delegation."),
    durationMs: z.number().describe("Ms of work, of the whole delegation."),
    sessionId: z.string().describe("Empty when no session could be opened."),
    name: z.string(),
    canContinue: z.boolean().describe("Whether `continue` goes on without being given more."),
    toolsUsed: z.array(z.string()),
    safety: safetySchema.nullable().describe("Null: limits were switched off."),
    error: z.string().nullable(),
  })
  .describe("What came of a delegation.");

export const delegationSchema = z.object({
  name: z.string(),
  task: z.string(),
  preset: z.enum(presets),
  state: z.enum(["running", "ended", "finished"]),
  createdAt: z.number(),
  progress: z.object({ cost: z.number(), turns: z.number(), toolsUsed: z.array(z.string()) }).optional(),
  result: resultSchema.optional(),
});

/** The JSON Schema (draft 2020-12) of a result, as `instar delegate … --json` prints it. */
export const delegateResultSchema = z.toJSONSchema(resultSchema);
