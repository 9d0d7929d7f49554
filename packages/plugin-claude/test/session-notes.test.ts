import { appendFile, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openNotes, readNotes } from "../src/session-notes.ts";

test("notes keep their order, forget the oldest, survive a torn line and are nobody else's to read", async () => {
  const folder = await mkdtemp(join(tmpdir(), "instar-notes-"));
  const notes = await openNotes(folder, "s");
  await Promise.all(Array.from({ length: 450 }, (_, index) => notes.add({ type: "taken", uuid: `u${index}`, input: `i${index}` })));
  await appendFile(join(folder, "sessions", "s.jsonl"), '{"type":"answ');
  const kept = await readNotes(folder, "s");
  expect(kept.length).toBeLessThan(400);
  expect(kept.at(-1)).toEqual({ type: "taken", uuid: "u449", input: "i449" });
  expect((await stat(join(folder, "sessions", "s.jsonl"))).mode & 0o777).toBe(0o600);
  expect(await readNotes(folder, "another")).toEqual([]);
  await rm(folder, { recursive: true });
});
