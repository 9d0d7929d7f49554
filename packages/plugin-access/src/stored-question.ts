import { randomInt } from "node:crypto";
import type { Address } from "@instar/kernel";
import type { Question, Versioned } from "@instar/kernel/contracts";
import { z } from "zod";

/** A question with where it was put, once that is known. */
export interface StoredQuestion extends Question {
  readonly place?: Address;
}

const address = z.object({ channel: z.string(), conversation: z.string(), thread: z.string().optional() });

export const questionShape = {
  version: 1,
  schema: z.object({
    id: z.string(),
    what: z.string(),
    why: z.string(),
    by: z.array(z.string()),
    binds: z.string(),
    session: z.object({ id: z.string(), driver: z.string(), address: address.optional(), job: z.string().optional() }).optional(),
    call: z.string().optional(),
    state: z.enum(["open", "yes", "no", "expired", "withdrawn"]),
    askedAt: z.number(),
    deadlineAt: z.number(),
    endedAt: z.number().optional(),
    ended: z.string().optional(),
    place: address.optional(),
  }),
} as unknown as Versioned<StoredQuestion>;

/** Without o and 0, l, i and 1. */
const alphabet = "23456789abcdefghjkmnpqrstuvwxyz";

/** 4 characters that can be typed on a telephone. */
export const createQuestionId = (): string => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join("");

/** As people type it. */
export const readQuestionId = (typed: string): string => typed.trim().toLowerCase();

const longestKept = 20_000;

/** The beginning and the end of what is too long to be kept; its digest is kept whole beside it. */
export const keptWhat = (what: string): string =>
  what.length <= longestKept
    ? what
    : `${what.slice(0, longestKept / 2)}\n[${what.length - longestKept} characters are left out here]\n${what.slice(-longestKept / 2)}`;
