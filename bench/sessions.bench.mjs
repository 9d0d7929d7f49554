import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "@instar/kernel";
import { createSessionBook } from "../packages/plugin-sessions/dist/session-book.js";
import { sessionShape } from "../packages/plugin-sessions/dist/session-record.js";
import { openStore } from "../packages/plugin-store/dist/open-store.js";
import { median } from "./measure.mjs";

const count = 10_000;
const rounds = 9;

const record = (at) => ({
  id: `019b76da-a800-7000-8000-${String(at).padStart(12, "0")}`,
  key: at % 10 === 0 ? `job/${at}` : `telegram/${at}/7`,
  driver: "claude",
  state: at % 10 === 0 ? "stopped" : "parked",
  address: { channel: "telegram", conversation: String(at), thread: "7" },
  model: "sonnet",
  cwd: "/home/kira/project",
  snapshot: { driver: "claude", version: 1, data: { session: `019b76da-a800-7000-8000-${String(at).padStart(12, "0")}`, cwd: "/home/kira/project" } },
  createdAt: at,
  usedAt: at,
  turns: 12,
  inputTokens: 120_000,
  outputTokens: 4_000,
  costUsd: 0.42,
  purpose: at % 10 === 0 ? "job" : "person",
  calls: 40,
  workedMs: 90_000,
  limits: { costUsd: 2, calls: 50 },
  exit: { code: 0, at, text: "It was ended." },
  asked: true,
});

/** The same rows listed as `Sessions.list` does it: all, those of a filter, and the first page of a person's list. */
async function listMany() {
  const folder = mkdtempSync(join(tmpdir(), "instar-bench-sessions-"));
  const opened = await openStore({ file: join(folder, "instar.db"), clock: systemClock });
  try {
    const store = opened.store("sessions");
    const records = store.records("sessions", sessionShape);
    for (let from = 0; from < count; from += 1_000)
      await store.commit(Array.from({ length: 1_000 }, (_, at) => records.put(record(from + at).id, record(from + at))));
    const time = async (book, filter) => {
      const began = performance.now();
      await book.list(filter, new Map());
      return performance.now() - began;
    };
    const times = { first: [], all: [], page: [], filtered: [] };
    for (let round = 0; round < rounds; round += 1) {
      const book = createSessionBook(store);
      times.first.push(await time(book, {}));
      times.all.push(await time(book, {}));
      times.page.push(await time(book, { limit: 50 }));
      times.filtered.push(await time(book, { states: ["stopped"], keys: "job/" }));
    }
    const [first, page, filtered] = [times.first, times.page, times.filtered].map((figures) => median(figures).toFixed(1));
    const note = `once the records were read (${first} ms, when the house is ready); the latest 50 ${page} ms, 1,000 by a filter ${filtered} ms`;
    return { value: median(times.all), unit: "ms", note };
  } finally {
    await opened.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export default { name: "list 10,000 sessions", budget: { max: 100, of: "value" }, run: listMany };
