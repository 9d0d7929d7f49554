import { join } from "node:path";
import type { RecordedUse, Snapshot, UsageRecords } from "@instar/kernel/contracts";
import { planClosings } from "./recorded-use-closings.ts";
import { listThreads, type ThreadFiles } from "./recorded-use-files.ts";
import { readThread, type ThreadRecords } from "./recorded-use-thread.ts";
import { notedSessions } from "./session-notes.ts";
import { driverId, readSnapshot } from "./snapshot.ts";

/** What the program's transcripts say was used, in every folder of this person. Figures, names and times only: no text leaves this reader. */
export const createRecordedUse = (configFolder: string, notesFolder: string): UsageRecords => ({
  threadOf(snapshot: Snapshot) {
    if (snapshot.driver !== driverId) return undefined;
    const { session, fork } = readSnapshot(snapshot);
    return fork === true ? undefined : session;
  },
  async *read(since, signal) {
    const ours = await notedSessions(notesFolder);
    for await (const use of readUse(join(configFolder, "projects"), since, signal)) yield ours.has(use.thread) ? { ...use, own: true } : use;
  },
});

async function* readUse(projects: string, since: number, signal: AbortSignal): AsyncGenerator<RecordedUse, void, undefined> {
  const threads = new Map((await listThreads(projects)).map((files) => [files.thread, files]));
  const changed = [...threads.values()].filter(({ modifiedAt }) => modifiedAt >= since);
  const told = new Set<string>();
  const copies: RecordedUse[] = [];
  const fits = (use: RecordedUse) => use.at >= since && !told.has(use.id) && told.add(use.id);

  for (const files of changed) {
    const records = await readThread(files, signal);
    for (const answer of records.answers) if (fits(answer)) yield answer;
    copies.push(...records.copies.filter(({ at }) => at >= since));
    const parents = await parentsOf(records, threads, signal);
    for (const closing of planClosings(files.thread, records, parents)) if (fits(closing)) yield closing;
  }
  // Whose own file is gone, or was never told of: still used, by the thread that it was copied from.
  for (const copy of copies) if (fits(copy)) yield copy;
}

/** A branch goes on counting from what its trunk had come to. */
async function parentsOf(records: ThreadRecords, threads: ReadonlyMap<string, ThreadFiles>, signal: AbortSignal): Promise<readonly ThreadRecords[]> {
  if (records.totals.length === 0) return [];
  const files = (records.branched?.from ?? []).flatMap((name) => threads.get(name) ?? []);
  return Promise.all(files.map((parent) => readThread(parent, signal)));
}
