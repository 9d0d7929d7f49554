import { z } from "zod";
import { callerSchema, limitsSchema } from "./stored-session.ts";

const above = z.number().positive();

export const limitsBody = z.strictObject({
  costUsd: above.optional().describe("US dollars."),
  calls: above.optional().describe("Answers of the model."),
  workMs: above.optional().describe("Milliseconds of work."),
  ageMs: above.optional().describe("Milliseconds since it began."),
});

export const statusSchema = z.enum(["starting", "ready", "busy", "paused", "stopped", "killed", "failed"]);

export const sessionSchema = z.object({
  name: z.string(),
  id: z.string().optional(),
  kind: z.enum(["named", "conversation"]),
  status: statusSchema,
  by: callerSchema,
  purpose: z.enum(["person", "job", "agent"]),
  model: z.string().optional(),
  permissionMode: z.string().optional(),
  allowedTools: z.array(z.string()).optional(),
  agent: z.string().optional(),
  workDir: z.string(),
  pid: z.int().optional(),
  turns: z.number(),
  calls: z.number(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  costUsd: z.number(),
  limits: limitsSchema.optional(),
  over: z.object({ limit: z.enum(["costUsd", "calls", "workMs", "ageMs"]), at: z.number(), text: z.string() }).optional(),
  error: z.string().optional(),
  createdAt: z.number(),
  usedAt: z.number(),
});

export const chunkSchema = z.object({ position: z.int(), kind: z.enum(["text", "tool", "turn", "status"]), text: z.string() });
