import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createKernel, defineConfig } from "@instar/kernel";
import { Store } from "@instar/kernel/contracts";
import store from "@instar/plugin-store";
import { z } from "zod";
import { median } from "./measure.mjs";

const commits = 300;
const shape = { version: 1, schema: z.object({ text: z.string(), at: z.number() }) };

/** Both write three rows durably in one transaction, in turns, in the same folder. */
async function compareCommits() {
  const folder = mkdtempSync(join(tmpdir(), "instar-bench-store-"));
  const kernel = createKernel(defineConfig({ name: "bench", plugins: [store()] }), { project: folder });
  const plain = await openPlainTable(join(folder, "plain.db"));
  try {
    await kernel.setup();
    await kernel.start();
    const ours = kernel.service(Store);
    const records = ours.records("rows", shape);
    const journal = ours.journal("story", shape);
    const queue = ours.queue("work", shape);
    const times = { ours: [], theirs: [] };
    const time = async (into, run) => {
      const started = performance.now();
      await run();
      into.push(performance.now() - started);
    };
    for (let commit = 0; commit < commits; commit += 1) {
      const row = { text: `message ${commit}`, at: commit };
      await time(times.ours, () => ours.commit([records.put(`row-${commit}`, row), journal.append(row), queue.enqueue(row, { dedupe: `row-${commit}` })]));
      await time(times.theirs, () => plain.insertThree(`row-${commit}`, JSON.stringify(row)));
    }
    const ratio = median(times.ours) / median(times.theirs);
    return { value: median(times.ours), unit: "ms", against: "plain SQLite, WAL, FULL", ratio };
  } finally {
    await kernel.stop("the bench is over");
    plain.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openPlainTable(file) {
  const { DatabaseSync } = await import("@photostructure/sqlite");
  const database = new DatabaseSync(file);
  database.exec("pragma journal_mode = wal; pragma synchronous = full; create table plain (key text, value text)");
  const insert = database.prepare("insert into plain values (?, ?)");
  return {
    insertThree(key, value) {
      database.exec("begin immediate");
      for (let row = 0; row < 3; row += 1) insert.run(`${key}/${row}`, value);
      database.exec("commit");
    },
    close: () => database.close(),
  };
}

// A message costs at most five commits within 5 ms, so one may take 1 ms.
export default { name: "store: a commit of three changes", budget: { max: 1, of: "value" }, run: compareCommits };
