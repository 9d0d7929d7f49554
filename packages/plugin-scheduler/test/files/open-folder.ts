import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Clock, systemClock } from "@instar/kernel";
import { onTestFinished } from "vitest";
import { createJobFolder, type FolderChange } from "../../src/files/job-folder.ts";
import type { LastGood } from "../../src/files/last-good.ts";

export const job = (schedule: string, body = "Do it.") => `---\nschedule: ${schedule}\n---\n${body}\n`;

function lastGoodInMemory(): LastGood & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    async *entries() {
      yield* [...texts];
    },
    async save(kept, gone) {
      for (const [slug, text] of kept) texts.set(slug, text);
      for (const slug of gone) texts.delete(slug);
    },
  };
}

/** A folder of jobs of its own, gone when the test is over. */
export async function openFolder({ clock = systemClock, inside = "" }: { clock?: Clock; inside?: string } = {}) {
  const home = await mkdtemp(join(tmpdir(), "instar-jobs-"));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const folder = join(home, inside);
  const lastGood = lastGoodInMemory();
  const lines: { text: string; fields?: object }[] = [];
  const take = (text: string, fields?: object) => void lines.push({ text, ...(fields === undefined ? {} : { fields }) });
  const create = (kept: LastGood = lastGood) =>
    createJobFolder({ folder, shownAs: ".instar/jobs", clock, log: { info: take, warn: take }, defaults: { timezone: "UTC" }, lastGood: kept });
  const jobs = create();
  return {
    folder,
    lastGood,
    lines,
    create,
    jobs,
    write: (name: string, text: string | Uint8Array) => writeFile(join(folder, name), text),
    read: (name: string) => readFile(join(folder, name), "utf8"),
    /** Follows the folder until the test is over; what it tells. */
    follow() {
      const changes: FolderChange[] = [];
      const ending = new AbortController();
      const watching = jobs.watch(ending.signal, (change) => void changes.push(change));
      onTestFinished(async () => {
        ending.abort();
        await watching;
      });
      return changes;
    },
  };
}
