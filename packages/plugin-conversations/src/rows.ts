import type { Address } from "@instar/kernel";
import type { Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import type { InboxRow, InboxState, OutboxRow, OutboxState } from "./contract.ts";
import type { WaitingCorrection } from "./corrections/corrections.ts";
import type { WrittenAt } from "./owner-place.ts";

const address = z.object({ channel: z.string(), conversation: z.string(), thread: z.string().optional() });
const sender = z.object({
  id: z.string(),
  name: z.string().optional(),
  handle: z.string().optional(),
  trust: z.enum(["owner", "known", "stranger"]),
  person: z.string().optional(),
});

const file = z.object({
  id: z.string(),
  kind: z.enum(["photo", "document", "voice", "audio", "video"]),
  name: z.string().optional(),
  mimeType: z.string().optional(),
  bytes: z.number().optional(),
  durationMs: z.number().optional(),
  path: z.string().optional(),
  problem: z.string().optional(),
  transcript: z.object({ text: z.string(), language: z.string().optional() }).optional(),
  untranscribed: z.string().optional(),
});

const correction = z.object({ from: sender, was: z.string(), text: z.string(), at: z.number() });

const inboxStates = [
  "accepted",
  "running",
  "answered",
  "merged",
  "handled",
  "refused",
  "held",
  "silent",
  "failed",
  "expired",
  "withdrawn",
] as const satisfies readonly InboxState[];
const outboxStates = ["held", "pending", "sending", "delivered", "uncertain", "failed", "withdrawn"] as const satisfies readonly OutboxState[];

export const inboxShape = {
  version: 1,
  schema: z.object({
    id: z.string(),
    key: z.string(),
    address,
    from: sender,
    text: z.string(),
    attachments: z.array(z.string()).optional(),
    quoted: z.string().optional(),
    cut: z.literal(true).optional(),
    files: z.array(file).optional(),
    album: z.string().optional(),
    members: z.array(z.object({ id: z.string(), text: z.string(), files: z.array(file).optional(), attachments: z.array(z.string()).optional() })).optional(),
    group: z.object({ addressed: z.boolean() }).optional(),
    edits: z.string().optional(),
    editedAt: z.number().optional(),
    corrections: z.array(correction).optional(),
    at: z.number(),
    acceptedAt: z.number(),
    state: z.enum(inboxStates),
    attempt: z.int(),
    prepared: z.string().optional(),
    session: z.string().optional(),
    input: z.string().optional(),
    notBefore: z.number().optional(),
    reply: z.string().optional(),
    mergedInto: z.string().optional(),
    by: z.string().optional(),
    reason: z.string().optional(),
    endedAt: z.number().optional(),
  }),
} as unknown as Versioned<InboxRow>;

/** What was planned by an earlier version may be bare text, or have no text of its own. */
const partBody = z
  .json()
  .transform((body) => (typeof body === "object" && body !== null && !Array.isArray(body) ? { text: "", ...body } : { text: String(body) }));

export const outboxShape = {
  version: 1,
  schema: z.object({
    id: z.string(),
    reply: z.string(),
    address,
    part: z.object({ index: z.int(), body: partBody }),
    parts: z.int(),
    answers: z.array(z.string()),
    state: z.enum(outboxStates),
    attempt: z.int(),
    doubts: z.int().optional(),
    moves: z.int().optional(),
    notBefore: z.number(),
    ref: z.string().optional(),
    by: z.string().optional(),
    reason: z.string().optional(),
    plain: z.boolean().optional(),
    createdAt: z.number(),
    endedAt: z.number().optional(),
  }),
} as unknown as Versioned<OutboxRow>;

const asItIs = z.custom<object>((value) => typeof value === "object" && value !== null);
/** For whoever only looks at many rows, which were checked when they were written: checking them again takes several times as long as reading them. */
export const keptInboxShape = { version: inboxShape.version, schema: asItIs } as unknown as Versioned<InboxRow>;
export const keptOutboxShape = {
  version: outboxShape.version,
  schema: asItIs.transform((row) => {
    const { part } = row as OutboxRow;
    return typeof part.body === "string" || typeof part.body?.text !== "string" ? { ...row, part: { ...part, body: partBody.parse(part.body) } } : row;
  }),
} as unknown as Versioned<OutboxRow>;

export const seenShape: Versioned<{ id: string }> = { version: 1, schema: z.object({ id: z.string() }) };
/** By the id of the message that it corrects: what waits for the next one. */
export const correctionShape = {
  version: 1,
  schema: correction.extend({ address, group: z.boolean().optional(), files: z.array(file).optional() }),
} as unknown as Versioned<WaitingCorrection>;
export const cursorShape: Versioned<string> = { version: 1, schema: z.string() };
/** By the key of what was told: where, and the key of the reply that it went out as. */
export interface Told extends Address {
  readonly reply?: string;
}
export const toldShape = { version: 1, schema: address.extend({ reply: z.string().optional() }) } as unknown as Versioned<Told>;
export const placeShape = { version: 1, schema: z.object({ address, sender: z.string() }) } as unknown as Versioned<WrittenAt>;
