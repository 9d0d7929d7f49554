import { nearest } from "@instar/kernel/nearest";
import { z } from "zod";
import { type DelegateRequest, type Preset, presets, type SafetyLimits } from "./contract.ts";
import { DelegateError } from "./errors.ts";

const path = z.string().trim().min(1).max(4_096);

const limitFields = {
  maxCostUsd: z.number().positive().max(10_000).optional().describe("US dollars over the whole delegation."),
  maxTurns: z.int().min(1).max(100_000).optional().describe("Answers of the model over the whole delegation."),
  maxDurationMs: z
    .int()
    .min(1_000)
    .max(7 * 86_400_000)
    .optional()
    .describe("Ms of work over the whole delegation."),
  protectedPaths: z.array(path).max(100).optional().describe("May be read and not changed."),
};

/** `preset` stays text here, so that an unknown one is answered with the nearest. */
export const requestSchema = z.strictObject({
  ...limitFields,
  task: z.string().trim().min(1).max(200_000),
  name: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,200}$/, "Expected 1–200 letters, digits, _ and -.")
    .optional(),
  context: z.string().max(290_000).optional(),
  preset: z
    .string()
    .optional()
    .describe(`One of ${presets.join(", ")}; default edit.`),
  model: z.string().trim().min(1).max(200).optional(),
  workDir: path.optional(),
  systemPrompt: z.string().max(100_000).optional(),
  agent: z.string().trim().min(1).max(200).optional(),
  safety: z.boolean().optional(),
});

export const moreSchema = z.strictObject(limitFields);
export const messageSchema = z.string().trim().min(1).max(90_000);

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const found = schema.safeParse(value);
  if (found.success) return found.data;
  const [issue] = found.error.issues;
  throw DelegateError.REQUEST_MALFORMED(`${issue?.path.join(".") || "the request"}: ${issue?.message ?? "it can't be read."}`);
}

export type ParsedRequest = Omit<DelegateRequest, "preset"> & { readonly preset: Preset };

/** Rejects what is malformed, naming the field, and an unknown preset with the nearest one. */
export function parseRequest(request: unknown): ParsedRequest {
  const { preset = "edit", ...rest } = parsed(requestSchema, request);
  if (!(presets as readonly string[]).includes(preset)) throw DelegateError.PRESET_UNKNOWN(preset, nearest(preset, presets), presets);
  const limit = Object.keys(limitFields).find((field) => rest[field as keyof typeof limitFields] !== undefined);
  if (rest.safety === false && limit !== undefined) throw DelegateError.REQUEST_MALFORMED(`${limit}: without safety there are no limits, and one is given.`);
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return { ...(given as unknown as Omit<DelegateRequest, "preset">), preset: preset as Preset };
}

export const parseMore = (more: unknown): SafetyLimits => parsed(moreSchema, more ?? {}) as SafetyLimits;
export const parseMessage = (message: unknown): string => parsed(messageSchema, message);
