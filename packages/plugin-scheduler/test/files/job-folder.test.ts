import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "@instar/kernel";
import { expect, onTestFinished, test, vi } from "vitest";
import { createJobFolder, type FolderChange } from "../../src/files/job-folder.ts";
import type { LastGood } from "../../src/files/last-good.ts";

export function lastGoodInMemory(): LastGood & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    async *entries() {
      yield* texts;
    },
    async save(kept, gone) {
      for (const [slug, text] of kept) texts.set(slug, text);
      for (const slug of gone) texts.delete(slug);
    },
  };
}

async function openFolder() {
  const folder = await mkdtemp(join(tmpdir(), "instar-jobs-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const lastGood = lastGoodInMemory();
  const lines: { text: string; fields?: object }[] = [];
  const log = {
    info: (text: string, fields?: object) => void lines.push({ text, ...(fields === undefined ? {} : { fields }) }),
    warn: (text: string, fields?: object) => void lines.push({ text, ...(fields === undefined ? {} : { fields }) }),
  };
  const create = () => createJobFolder({ folder, shownAs: ".instar/jobs", clock: systemClock, log, defaults: { timezone: "UTC" }, lastGood });
  const write = (name: string, text: string) => writeFile(join(folder, name), text);
  return { folder, lastGood, lines, create, write, jobs: create() };
}

const job = (schedule: string, body = "Do it.") => `---\nschedule: ${schedule}\n---\n${body}\n`;

test("a broken edit keeps the last good version, after a restart too", async () => {
  const { jobs, write, create, lines } = await openFolder();
  await write("a.md", job("every 30m"));
  await write("b.md", job("every 1h"));
  expect(await jobs.load()).toMatchObject({ added: ["a", "b"], problems: [] });
  await write("a.md", job("evry 10m"));
  const change = await jobs.load();
  expect(change).toMatchObject({ added: [], changed: [], removed: [] });
  expect(change.problems).toEqual([
    { path: ".instar/jobs/a.md", line: 2, field: "schedule", text: expect.stringContaining("evry 10m"), hint: 'Did you mean "every 10m"?' },
  ]);
  expect(jobs.jobs().get("a")?.schedule).toEqual({ kind: "every", ms: 1_800_000 });
  expect(lines).toMatchObject([{ text: "The file of a job is broken; its last good version goes on.", fields: { file: ".instar/jobs/a.md:2" } }]);
  const again = create();
  expect(await again.load()).toMatchObject({ added: ["a", "b"] });
  expect(again.jobs().get("a")?.schedule).toEqual({ kind: "every", ms: 1_800_000 });
});

test("a change by hand is told within a second", async () => {
  const { jobs, write, folder } = await openFolder();
  await write("a.md", job("every 30m"));
  await jobs.load();
  const changes: FolderChange[] = [];
  const ending = new AbortController();
  const watching = jobs.watch(ending.signal, (change) => void changes.push(change));
  await new Promise((resolve) => setTimeout(resolve, 50));
  const began = performance.now();
  await write("a.md", job("every 10m"));
  await vi.waitFor(() => expect(changes).toMatchObject([{ changed: ["a"] }]), { interval: 5 });
  expect(performance.now() - began).toBeLessThan(1_000);
  await rm(join(folder, "a.md"));
  await vi.waitFor(() => expect(changes).toMatchObject([{}, { removed: ["a"] }]), { interval: 5 });
  ending.abort();
  await watching;
});
