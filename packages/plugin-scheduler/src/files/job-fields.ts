import { nearest } from "@instar/kernel/nearest";
import { z } from "zod";
import { jobPriorities } from "../contract.ts";
import { parseDuration } from "../plan/duration.ts";

/** `hint` goes with the message of a custom issue. */
export interface FieldParams {
  readonly hint?: string;
}

const shown = (value: unknown) => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
};

/** "", as opposed to a field that is not there, is YAML's null too. */
const received = (value: unknown) => (value === null || value === undefined ? "it is empty" : `it is ${shown(value)}`);
const wants = (what: string) => ({ error: (issue: { readonly input: unknown }) => `{field} must be ${what}; ${received(issue.input)}.` });

function words<const Word extends string>(known: readonly Word[], also: Readonly<Record<string, Word>> = {}) {
  return z.string(wants(`one of ${known.join(", ")}`)).transform((value, context): Word => {
    const word = (known as readonly string[]).includes(value) ? (value as Word) : Object.hasOwn(also, value) ? also[value] : undefined;
    if (word !== undefined) return word;
    const meant = nearest(value, [...known, ...Object.keys(also)]);
    context.addIssue({
      code: "custom",
      message: `${shown(value)} is not a value of {field}.`,
      params: { hint: meant === undefined ? `It is one of ${known.join(", ")}.` : `Did you mean ${meant}?` } satisfies FieldParams,
    });
    return z.NEVER;
  });
}

const text = (most: number) => {
  const { error } = wants(`text of 1 to ${most.toLocaleString("en-US")} characters`);
  return z
    .string({ error })
    .trim()
    .min(1, { error })
    .max(most, { error: () => `{field} is longer than ${most.toLocaleString("en-US")} characters.` });
};

const flag = z.boolean(wants("true or false"));

function duration(leastMs: number, mostMs: number, range: string) {
  const hint = `Write such as 90s, 10m or 2h: ${range}.`;
  return z.string({ error: (issue) => `{field} must be a duration with its unit; ${received(issue.input)}.` }).transform((value, context): number => {
    const ms = parseDuration(value);
    if (ms !== undefined && ms >= leastMs && ms <= mostMs) return ms;
    const message = ms === undefined ? `${shown(value)} is no duration.` : `{field} is out of range: ${value}.`;
    context.addIssue({ code: "custom", message, params: { hint } satisfies FieldParams });
    return z.NEVER;
  });
}

const execution = ["prompt", "script", "skill"] as const;
const inside = text(4_096).refine((path) => !/^([/\\~]|[A-Za-z]:)|(^|[/\\])\.\.([/\\]|$)|\0/.test(path), {
  error: (issue) => `${shown(issue.input)} is not within the project.`,
  params: { hint: "Name files relative to the project, such as docs/plan.md." } satisfies FieldParams,
});
const list = <Item extends z.ZodType>(item: Item, most: number) =>
  z
    .array(item, wants(`a list of at most ${most}`))
    .max(most, { error: () => `{field} must be a list of at most ${most}.` })
    .readonly();
const day = 86_400_000;

/** The fields of a job's front matter. In messages `{field}` stands for the field. */
export const jobFields = z.strictObject({
  name: text(200).optional(),
  description: text(2_000).optional(),
  schedule: text(200),
  timezone: text(100).optional(),
  priority: words(jobPriorities, { medium: "normal" }).optional(),
  model: text(200).optional(),
  enabled: flag.optional(),
  execute: z
    .strictObject(
      {
        type: words(execution),
        value: text(100_000).optional(),
        args: list(z.union([z.string(), z.number().transform(String)], wants("text")), 100).optional(),
      },
      wants(`one of ${execution.join(", ")}, or fields: type, value, args`),
    )
    .optional(),
  timeout: duration(1_000, 7 * day, "1s to 7d").optional(),
  expectedDurationMinutes: z
    .number(wants("a number of minutes"))
    .min(0.1, wants("0.1 or more"))
    .max(7 * 1_440, wants("at most 10080"))
    .optional(),
  gate: text(10_000).optional(),
  missed: words(["skip", "once", "all"]).optional(),
  overlap: words(["skip", "queue"]).optional(),
  jitter: duration(0, day, "0s to 24h").optional(),
  tags: list(text(50), 50).optional(),
  topic: z.union([z.boolean(), text(100)], wants("true, or the topic's name")).optional(),
  notify: words(["auto", "always", "failures", "never"]).optional(),
  grounding: z
    .strictObject({ contextFiles: list(inside, 50).optional(), questions: list(text(2_000), 50).optional() }, wants("fields: contextFiles, questions"))
    .optional(),
  handoff: flag.optional(),
  maxCost: z.number(wants("an amount of US dollars")).positive(wants("more than 0")).max(10_000, wants("at most 10000")).optional(),
  agent: text(200).optional(),
});

export const fieldNames: readonly string[] = Object.keys(jobFields.shape);
/** For a value that is not of the field's kind at all. */
export const fieldHints: Readonly<Record<string, string>> = {
  schedule: 'Write such as schedule: "0 8 * * *", schedule: every 30m or schedule: at 2026-12-01 09:00.',
  timeout: "Write such as timeout: 90s or timeout: 10m.",
  jitter: "Write such as jitter: 30s or jitter: 5m.",
  tags: "Write such as tags: [daily, mail].",
};
/** Of the fields that hold fields. */
export const innerNames: Readonly<Record<string, readonly string[]>> = {
  execute: ["type", "value", "args"],
  grounding: ["contextFiles", "questions"],
};
export type ParsedFields = z.infer<typeof jobFields>;
