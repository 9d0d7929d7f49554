import type { Snapshot } from "@instar/kernel/contracts";
import { z } from "zod";
import { OfflineError } from "./errors.ts";

const version = 1;

/** How many messages it remembers. Older ones are unknown to `inspect`, which then says "absent". */
const maxEntries = 200;

const entry = z.object({
  /** Of the input. */
  id: z.string(),
  said: z.string(),
  /** Missing while the message is taken but not answered. */
  answer: z.string().exactOptional(),
});
const shape = z.object({ introduced: z.boolean(), entries: z.array(entry) });

export type Entry = z.infer<typeof entry>;

/** What was said in one conversation; everything that survives. */
export interface Memory {
  readonly introduced: boolean;
  readonly entries: readonly Entry[];
}

export const emptyMemory: Memory = { introduced: false, entries: [] };

/** Takes a message; one that is taken again keeps no second place. */
export function withQuestion(memory: Memory, id: string, said: string): Memory {
  return { ...memory, entries: [...memory.entries.filter((known) => known.id !== id), { id, said }].slice(-maxEntries) };
}

export function withAnswer(memory: Memory, ids: readonly string[], answer: string): Memory {
  return { introduced: true, entries: memory.entries.map((known) => (ids.includes(known.id) ? { ...known, answer } : known)) };
}

/** From before the last `turns` answered messages; what came after them goes, too. Throws OFFLINE_TOO_FEW_TURNS. */
export function withoutLast(memory: Memory, turns: number): Memory {
  const answered = memory.entries.flatMap(({ answer }, index) => (answer === undefined ? [] : [index]));
  const from = answered.at(-turns);
  if (!(turns >= 1) || from === undefined) throw OfflineError.TOO_FEW_TURNS(answered.length, turns);
  return { ...memory, entries: memory.entries.slice(0, from) };
}

export function snapshotOf(driver: string, memory: Memory): Snapshot {
  return { driver, version, data: { introduced: memory.introduced, entries: memory.entries.map((known) => ({ ...known })) } };
}

/** Throws OFFLINE_SNAPSHOT_FOREIGN, _NEWER or _UNREADABLE. */
export function readSnapshot(driver: string, snapshot: Snapshot): Memory {
  if (snapshot.driver !== driver) throw OfflineError.SNAPSHOT_FOREIGN(snapshot.driver);
  if (snapshot.version > version) throw OfflineError.SNAPSHOT_NEWER(snapshot.version, version);
  const parsed = shape.safeParse(snapshot.data);
  if (!parsed.success) throw OfflineError.SNAPSHOT_UNREADABLE(z.prettifyError(parsed.error));
  return parsed.data;
}
