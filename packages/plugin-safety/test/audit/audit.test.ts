import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Logger } from "@instar/kernel";
import { openStore } from "@instar/plugin-store";
import { createManualClock } from "@instar/testing";
import { expect, test } from "vitest";
import { openSql } from "../../../plugin-store/src/sql-driver.ts";
import { openAuditStore } from "../../src/audit/audit-store.ts";
import { createAuditWriter } from "../../src/audit/audit-writer.ts";
import { digestOf, linkTo } from "../../src/audit/chain.ts";
import { listAudit } from "../../src/audit/list-audit.ts";
import { pruneAudit } from "../../src/audit/prune-audit.ts";
import { verifyAudit } from "../../src/audit/verify-audit.ts";

const quiet: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const dayMs = 86_400_000;

async function openBook() {
  const folder = await mkdtemp(path.join(os.tmpdir(), "instar-audit-"));
  const file = path.join(folder, "instar.db");
  const clock = createManualClock("2026-03-01T10:00Z");

  /** A life of the house: what it wrote is on disk when it is over. */
  async function live<T>(work: (kept: ReturnType<typeof openAuditStore>, writer: ReturnType<typeof createAuditWriter>) => Promise<T>): Promise<T> {
    await using store = await openStore({ file, clock });
    const kept = openAuditStore(store.store("safety"));
    const writer = createAuditWriter(kept, clock, quiet);
    const result = await work(kept, writer);
    await writer.close();
    return result;
  }
  const entry = (n: number) => ({
    at: clock.now(),
    what: "gate.allowed",
    by: "",
    about: { gate: "preToolUse", session: `s${n % 3}`, call: `toolu_${n}`, tool: "Bash" },
    digest: digestOf({ n }),
  });
  return {
    file,
    clock,
    live,
    entry,
    write: (count: number) => live(async (_, writer) => void Array.from({ length: count }, (_, n) => writer.record(entry(n)))),
    verify: () => live((kept) => verifyAudit(kept)),
    async sql<T>(work: (sql: Awaited<ReturnType<typeof openSql>>) => T): Promise<T> {
      const sql = await openSql(file);
      try {
        return work(sql);
      } finally {
        sql.close();
      }
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

const rows = "FROM journal_entry WHERE space LIKE '%audit%'";

test("what is recorded together is one commit, and the chain goes on over restarts", async () => {
  await using book = await openBook();
  await book.live(async (kept, writer) => {
    let commits = 0;
    const counted = { ...kept, commit: (ops: Parameters<typeof kept.commit>[0]) => kept.commit(ops).finally(() => commits++) };
    const counting = createAuditWriter(counted, book.clock, quiet);
    for (let n = 0; n < 40; n++) counting.record(book.entry(n));
    expect(commits).toBe(0);
    await book.clock.advance(50);
    await counting.flush();
    expect(commits).toBe(1);
    for (let n = 0; n < 64; n++) counting.record(book.entry(n));
    await counting.flush();
    expect(commits).toBe(2);
    await writer.flush();
  });
  await book.write(10);
  expect(await book.verify()).toEqual({ entries: 114, head: expect.stringMatching(/^[0-9a-f]{64}$/) });
  const listed = await book.live((kept) => listAudit(kept, { session: "s1", limit: 2 }));
  expect(listed.map(({ about }) => about.session)).toEqual(["s1", "s1"]);
  expect(listed[0]?.number).toBe(112);
  expect(await book.live((kept) => listAudit(kept, { what: ["leak"] }))).toEqual([]);
});

test("a byte that was flipped anywhere in an entry is found, with its number, and never throws", async () => {
  await using book = await openBook();
  await book.write(20);
  const found = await book.sql((sql) => sql.all<{ position: number; value: string }>(`SELECT position, value ${rows} ORDER BY position`));
  const { position, value } = found[6] as { position: number; value: string };
  const bytes = Buffer.from(value);
  const missed: string[] = [];
  // Every byte, each with another bit
  await book.live(async (kept) => {
    const sql = await openSql(book.file);
    for (let at = 0; at < bytes.length; at++) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] as number) ^ (1 << (at % 7));
      sql.run("UPDATE journal_entry SET value = ? WHERE position = ?", flipped.toString("utf8"), position);
      const { broken } = await verifyAudit(kept);
      if (broken?.number !== 7) missed.push(`${at}: ${flipped.toString("utf8")} ${JSON.stringify(broken)}`);
    }
    sql.close();
  });
  expect(missed).toEqual([]);
  expect(await book.live((kept) => listAudit(kept, { limit: 100 }))).toHaveLength(19);
});

test("entries that were removed, swapped, inserted, cut off or written anew are found", async () => {
  await using book = await openBook();
  await book.write(12);
  const positions = await book.sql((sql) => sql.all<{ position: number }>(`SELECT position ${rows} ORDER BY position`).map(({ position }) => position));
  const at = (number: number) => positions[number - 1] as number;
  const copy = await book.sql((sql) => sql.all<{ position: number; space: string; at: number; version: number; value: string }>(`SELECT * ${rows}`));
  const head = await book.sql((sql) => sql.all<{ key: string; value: string }>("SELECT key, value FROM record WHERE space LIKE '%audit-links%'"));
  const put = (sql: Awaited<ReturnType<typeof openSql>>, row: (typeof copy)[number]) =>
    void sql.run(
      "INSERT INTO journal_entry (position, space, at, version, value) VALUES (?, ?, ?, ?, ?)",
      row.position,
      row.space,
      row.at,
      row.version,
      row.value,
    );
  const restore = () =>
    book.sql((sql) => {
      sql.run(`DELETE ${rows}`);
      for (const row of copy) put(sql, row);
      for (const { key, value } of head) sql.run("UPDATE record SET value = ? WHERE space LIKE '%audit-links%' AND key = ?", value, key);
    });
  const forged = (number: number) => {
    const before = JSON.parse((copy[number - 2] as (typeof copy)[number]).value);
    return JSON.stringify(linkTo(before, { at: 1, what: "gate.allowed", by: "forged", about: {}, digest: "" }));
  };

  await book.sql((sql) => sql.run("DELETE FROM journal_entry WHERE position = ?", at(5)));
  expect((await book.verify()).broken).toEqual({ number: 5, why: "Behind entry 4 comes entry 6." });
  await restore();
  await book.sql((sql) => sql.run("DELETE FROM journal_entry WHERE position <= ?", at(3)));
  expect((await book.verify()).broken).toEqual({ number: 1, why: "The chain begins with entry 4; those before it are missing." });
  await restore();
  await book.sql((sql) => {
    for (const [from, to] of [
      [8, 9],
      [9, 8],
    ] as const)
      sql.run("UPDATE journal_entry SET value = ? WHERE position = ?", (copy[from - 1] as (typeof copy)[number]).value, at(to));
  });
  expect((await book.verify()).broken?.number).toBe(8);
  await restore();
  await book.sql((sql) => put(sql, { ...(copy[0] as (typeof copy)[number]), position: at(12) + 100, value: forged(13) }));
  expect((await book.verify()).broken).toEqual({ number: 13, why: "It is not the one that was written last." });
  await restore();
  await book.sql((sql) => sql.run("UPDATE journal_entry SET value = ? WHERE position = ?", forged(6), at(6)));
  expect((await book.verify()).broken).toEqual({ number: 7, why: "It does not follow on entry 6 as that is now." });
  await restore();
  await book.sql((sql) => sql.run("UPDATE journal_entry SET version = 9 WHERE position = ?", at(4)));
  expect((await book.verify()).broken).toEqual({ number: 4, why: "It cannot be read." });
  await restore();
  await book.sql((sql) => sql.run("DELETE FROM journal_entry WHERE position > ?", at(9)));
  expect((await book.verify()).broken).toEqual({ number: 10, why: "The chain ends with entry 9, and had 12: the others are missing." });
  // What is written behind it does not cover it up
  await book.write(3);
  expect((await book.verify()).broken).toEqual({ number: 10, why: "Behind entry 9 comes entry 13." });
  await book.sql((sql) => sql.run(`DELETE ${rows}`));
  expect((await book.verify()).broken?.number).toBe(1);
  await restore();
  expect((await book.verify()).broken).toBeUndefined();
});

test("a head that was taken away cannot be replaced by going on", async () => {
  await using book = await openBook();
  await book.write(5);
  await book.sql((sql) => sql.run("DELETE FROM record WHERE space LIKE '%audit-links%'"));
  expect((await book.verify()).broken).toEqual({ number: 5, why: "It is not recorded which entry is the last one." });
  await book.write(2);
  expect((await book.verify()).broken?.number).toBe(6);
});

test("what is too old is removed, and the chain still holds; without the option nothing is", async () => {
  await using book = await openBook();
  await book.write(30);
  await book.clock.advance(5 * dayMs);
  await book.write(10);
  await book.clock.advance(3 * dayMs);
  await book.live(async (kept, writer) => {
    const over = new AbortController();
    const pruning = pruneAudit({ store: kept, writer, keepDays: 5, clock: book.clock, log: quiet, signal: over.signal }).catch(() => undefined);
    await book.clock.advance(60_000);
    await expect.poll(async () => (await listAudit(kept, { what: ["audit"] })).length).toBe(1);
    await expect.poll(async () => (await verifyAudit(kept)).entries).toBe(11);
    over.abort();
    await pruning;
    const [pruned] = await listAudit(kept, { what: ["audit.pruned"] });
    expect(pruned).toMatchObject({ number: 41, about: { through: "30" } });
  });
  expect((await book.verify()).broken).toBeUndefined();
  await book.sql((sql) => sql.run(`DELETE FROM journal_entry WHERE position = (SELECT min(position) ${rows})`));
  expect((await book.verify()).broken).toEqual({ number: 31, why: "The chain begins with entry 32; those from 31 on are missing." });
});

test("a disk that refuses loses nothing of what was decided meanwhile", async () => {
  await using book = await openBook();
  await book.live(async (kept) => {
    let full = true;
    const failing = { ...kept, commit: (ops: Parameters<typeof kept.commit>[0]) => (full ? Promise.reject(new Error("disk full")) : kept.commit(ops)) };
    const writer = createAuditWriter(failing, book.clock, quiet);
    for (let n = 0; n < 10_050; n++) writer.record(book.entry(n));
    await book.clock.advance(5_000);
    await writer.flush();
    full = false;
    await book.clock.advance(120_000);
    await writer.close();
    const [lost] = await listAudit(kept, { what: ["audit.lost"] });
    expect(lost).toMatchObject({ number: 10_001, about: { entries: "50" } });
    expect(await verifyAudit(kept)).toMatchObject({ entries: 10_001 });
  });
});

test("10,000 entries are checked in less than a few seconds", async () => {
  await using book = await openBook();
  await book.live(async (kept) => {
    let last = { number: 0, hash: "0".repeat(64) };
    for (let batch = 0; batch < 5; batch++) {
      const entries = Array.from({ length: 2_000 }, (_, n) => {
        const entry = linkTo(last, book.entry(n));
        last = entry;
        return entry;
      });
      await kept.commit([...entries.map((entry) => kept.entries.append(entry)), kept.links.put("head", { number: last.number, hash: last.hash })]);
    }
    const begun = performance.now();
    expect(await verifyAudit(kept)).toEqual({ entries: 10_000, head: last.hash });
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});
