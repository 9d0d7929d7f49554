import { createHash } from "node:crypto";
import type { Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import type { AuditEntry } from "../contract.ts";

/** A place in the chain: what comes behind it holds its hash. */
export interface Link {
  readonly number: number;
  readonly hash: string;
}

/** What is decided or done, before it has its place. */
export type Recorded = Pick<AuditEntry, "at" | "what" | "by" | "about" | "digest">;

/** Before the first entry. */
export const beginning: Link = { number: 0, hash: "0".repeat(64) };

/** What an entry is looked at as: it may have been tampered with, so nothing about it is certain. */
export const looseEntryShape = {
  version: 1,
  schema: z.custom<object>((value) => typeof value === "object" && value !== null),
} as unknown as Versioned<AuditEntry>;

const hash = /^[0-9a-f]{64}$/;
const entry = z.strictObject({
  number: z.int().min(1),
  at: z.number(),
  what: z.string(),
  by: z.string(),
  about: z.record(z.string(), z.string()),
  digest: z.string(),
  previous: z.string().regex(hash),
  hash: z.string().regex(hash),
});

/** With the keys of every object in order: the same content is the same text. */
function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(",")}}`;
}

export const digestOf = (value: unknown): string => createHash("sha256").update(canonical(value)).digest("hex");

/** The next entry of a chain that ends with `last`. */
export function linkTo(last: Link, { at, what, by, about, digest }: Recorded): AuditEntry {
  const open = { number: last.number + 1, at, what, by, about, digest, previous: last.hash };
  return { ...open, hash: digestOf(open) };
}

/** What is wrong with an entry by itself; undefined: it is as it was written. */
export function flawOf(found: unknown): string | undefined {
  const { success } = entry.safeParse(found);
  if (!success) return "It is no entry of the audit.";
  const { hash: told, ...open } = found as AuditEntry;
  return digestOf(open) === told ? undefined : "Its content is not what its hash was made of.";
}
