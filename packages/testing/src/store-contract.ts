import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Clock } from "@instar/kernel";
import type { Op, Queue, Store, Versioned } from "@instar/kernel/contracts";
import { describe, expect } from "vitest";
import { createManualClock, type ManualClock } from "./manual-clock.ts";
import { createContract } from "./scorecard/create-contract.ts";
import { anyOf, randomFrom } from "./seeded-random.ts";

/** A store under test, opened on a folder. Opening the same folder again finds everything that was committed. */
export interface StoreUnderTest {
  store(consumer: string): Store;
  close(): Promise<void>;
}

export interface StoreHarness {
  open(folder: string, clock: Clock): Promise<StoreUnderTest>;
  /**
   * A module (JavaScript or TypeScript) that exports `open` as above. A child process loads it, writes, and is killed in the middle of it.
   */
  readonly module: URL;
  /** Real kills in the last test; default 20. */
  readonly kills?: number;
}

/** How long each case may take. */
const timeoutMs = 60_000;
const minute = 60_000;

/** Accepts any value of the type; what arrives is what was stored. */
const shapeOf = <T>(): Versioned<T> => ({
  version: 1,
  schema: { "~standard": { version: 1, vendor: "instar-testing", validate: (value) => ({ value: value as T }) } },
});
const text = shapeOf<string>();
const number = shapeOf<number>();

async function all<T>(iterable: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of iterable) found.push(value);
  return found;
}

const committed = async (store: Store, ...ops: Op[]) => expect(await store.commit(ops)).toEqual({ committed: true });
const refused = async (store: Store, ...ops: Op[]) =>
  expect(await store.commit(ops)).toMatchObject({ committed: false, conflict: expect.stringMatching(/\w/) });

/** What every `Store` must do. Third parties run it against theirs; each case opens a folder of its own. */
export function describeStoreContract(name: string, harness: StoreHarness): void {
  /** Opens a fresh folder; `reopen` closes and opens it again, as a restart would. */
  async function inFolder(
    run: (at: { store: Store; other: Store; clock: ManualClock; reopen(): Promise<Store>; folder: string }) => Promise<void>,
  ): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), "instar-store-"));
    const clock = createManualClock();
    let opened = await harness.open(folder, clock);
    try {
      await run({
        store: opened.store("one"),
        other: opened.store("two"),
        clock,
        folder,
        async reopen() {
          await opened.close();
          opened = await harness.open(folder, clock);
          return opened.store("one");
        },
      });
    } finally {
      await opened.close();
      await rm(folder, { recursive: true, force: true });
    }
  }
  const { promise } = createContract("store", name);
  const contract = (id: string, title: string, run: Parameters<typeof inFolder>[0]) => promise(id, title, () => inFolder(run), timeoutMs);

  describe(`store contract: ${name}`, () => {
    describe("records", () => {
      contract("S1", "a record is found after its commit, and not before", async ({ store }) => {
        const notes = store.records("notes", text);
        const op = notes.put("a", "first");
        expect(await notes.get("a")).toBeUndefined();
        await committed(store, op);
        expect((await notes.get("a"))?.value).toBe("first");
      });

      contract("S2", "an op is plain data: it holds the value as it was, and survives a round trip through JSON", async ({ store }) => {
        const notes = store.records("notes", shapeOf<{ text: string }>());
        const value = { text: "as it was" };
        const op = notes.put("a", value);
        value.text = "changed later";
        await committed(store, JSON.parse(JSON.stringify(op)) as Op);
        expect((await notes.get("a"))?.value).toEqual({ text: "as it was" });
      });

      contract("S3", "a revision rises with each change, and an older one is a conflict that changes nothing", async ({ store }) => {
        const notes = store.records("notes", text);
        await committed(store, notes.put("a", "first"));
        const first = (await notes.get("a"))?.revision ?? 0;
        await committed(store, notes.put("a", "second", { ifRevision: first }));
        expect((await notes.get("a"))?.revision).toBeGreaterThan(first);
        await refused(store, notes.put("a", "late", { ifRevision: first }));
        await refused(store, notes.delete("a", { ifRevision: first }));
        expect((await notes.get("a"))?.value).toBe("second");
      });

      contract("S4", "revision 0 means: only when absent", async ({ store }) => {
        const notes = store.records("notes", text);
        await committed(store, notes.put("a", "first", { ifRevision: 0 }));
        await refused(store, notes.put("a", "second", { ifRevision: 0 }));
        await committed(store, notes.delete("a"));
        await committed(store, notes.put("a", "third", { ifRevision: 0 }));
      });

      contract("S5", "a record that was deleted and made anew does not match its former revision", async ({ store }) => {
        const notes = store.records("notes", text);
        await committed(store, notes.put("a", "first"));
        const former = (await notes.get("a"))?.revision ?? 0;
        await committed(store, notes.delete("a"));
        await committed(store, notes.put("a", "somebody else's"));
        await refused(store, notes.put("a", "mine", { ifRevision: former }));
      });

      contract("S6", "entries come in key order, by prefix, across pages, and only from their own namespace", async ({ store, other }) => {
        const notes = store.records("notes", number);
        const keys = Array.from({ length: 700 }, (_, index) => `k/${String(index).padStart(4, "0")}`);
        await committed(store, ...keys.map((key, index) => notes.put(key, index)), notes.put("j", -1), notes.put("l", -1), notes.put("k0", -1));
        await committed(store, store.records("others", number).put("k/x", -1), other.records("notes", number).put("k/y", -1));
        expect((await all(notes.entries("k/"))).map(([key]) => key)).toEqual(keys);
        expect((await all(notes.entries())).map(([key]) => key)).toEqual(["j", ...keys, "k0", "l"]);
      });

      contract("S7", "keys of every script and sign stay apart", async ({ store }) => {
        const notes = store.records("notes", text);
        const keys = ["a:b", "a%", "a_", "A", "a", "ä", "日本", "😀", "😀x", "a b", "'", '"', "../x"];
        await committed(store, ...keys.map((key) => notes.put(key, key)));
        for (const key of keys) expect((await notes.get(key))?.value).toBe(key);
        expect((await all(notes.entries("😀"))).map(([key]) => key)).toEqual(["😀", "😀x"]);
        expect((await all(notes.entries("a%"))).map(([key]) => key)).toEqual(["a%"]);
      });

      contract("S8", "a record with a time to live is gone the moment it ends", async ({ store, clock, reopen }) => {
        const notes = store.records("notes", text);
        await committed(store, notes.put("short", "x", { ttlMs: minute }), notes.put("long", "y"));
        await clock.jump({ ms: minute - 1 });
        expect(await notes.get("short")).toBeDefined();
        await clock.jump({ ms: 1 });
        expect(await notes.get("short")).toBeUndefined();
        expect((await all(notes.entries())).map(([key]) => key)).toEqual(["long"]);
        await committed(store, notes.put("short", "anew", { ifRevision: 0 }));
        const again = (await reopen()).records("notes", text);
        expect((await again.get("short"))?.value).toBe("anew");
      });

      contract("S9", "fifty updates at once are all counted", async ({ store }) => {
        const counters = store.records("counters", number);
        await Promise.all(Array.from({ length: 50 }, () => counters.update("n", (current) => (current ?? 0) + 1)));
        expect((await counters.get("n"))?.value).toBe(50);
      });

      contract("S10", "an update that returns undefined leaves the record alone", async ({ store }) => {
        const counters = store.records("counters", number);
        expect(await counters.update("n", () => undefined)).toBeUndefined();
        expect(await counters.get("n")).toBeUndefined();
      });
    });

    describe("shapes", () => {
      const byAge: Versioned<{ name: string; age: number }> = {
        version: 3,
        schema: shapeOf<{ name: string; age: number }>().schema,
        migrate: { 1: (old: string) => ({ name: old }), 2: (old: { name: string }) => ({ ...old, age: 0 }) },
      };

      contract("S11", "a value of an older version is migrated step by step, in records, journals and queues", async ({ store }) => {
        await committed(
          store,
          store.records("people", text).put("a", "Ada"),
          store.journal("log", text).append("Ada"),
          store.queue("work", text).enqueue("Ada"),
        );
        const expected = { name: "Ada", age: 0 };
        expect((await store.records("people", byAge).get("a"))?.value).toEqual(expected);
        expect((await all(store.journal("log", byAge).read()))[0]?.entry).toEqual(expected);
        expect((await store.queue("work", byAge).claim("me", minute))?.item).toEqual(expected);
      });

      contract("S12", "a value of a newer version is refused and left alone", async ({ store }) => {
        await committed(store, store.records("people", byAge).put("a", { name: "Ada", age: 36 }));
        await expect(store.records("people", text).get("a")).rejects.toThrow(/people/);
        expect((await store.records("people", byAge).get("a"))?.value).toEqual({ name: "Ada", age: 36 });
      });

      contract("S13", "a stored value that no longer fits is an error that names it, and nothing is lost", async ({ store }) => {
        const strict: Versioned<number> = {
          version: 1,
          schema: {
            "~standard": {
              version: 1,
              vendor: "instar-testing",
              validate: (value) => (typeof value === "number" ? { value } : { issues: [{ message: "must be a number" }] }),
            },
          },
        };
        await committed(store, store.records("people", text).put("ada", "not a number"));
        await expect(store.records("people", strict).get("ada")).rejects.toThrow(/people.*ada/);
        expect((await store.records("people", text).get("ada"))?.value).toBe("not a number");
        expect(() => store.records("people", strict).put("ada", "still not" as never)).toThrow(/people.*ada/);
      });
    });

    describe("journals", () => {
      contract("S14", "entries are read back in order, with rising positions and their time", async ({ store, clock }) => {
        const log = store.journal("log", text);
        await committed(store, log.append("a"), log.append("b"));
        await clock.jump({ minutes: 1 });
        await committed(store, log.append("c"));
        const entries = await all(log.read());
        expect(entries.map(({ entry }) => entry)).toEqual(["a", "b", "c"]);
        expect(entries.map(({ at }) => at - (entries[0]?.at ?? 0))).toEqual([0, 0, minute]);
        const positions = entries.map(({ position }) => position);
        expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
        expect((await all(log.read(positions[1]))).map(({ entry }) => entry)).toEqual(["c"]);
      });

      contract("S15", "a follower sees what is there and wakes for what comes", async ({ store }) => {
        const log = store.journal("log", number);
        await committed(store, log.append(1));
        const stop = new AbortController();
        const seen: number[] = [];
        for await (const { entry } of log.follow("reader", stop.signal)) {
          seen.push(entry);
          if (entry === 4) stop.abort();
          else void store.commit([log.append(entry + 1)]);
        }
        expect(seen).toEqual([1, 2, 3, 4]);
      });

      contract("S16", "a follower goes on after the last entry that was done, also after a restart", async ({ store, reopen }) => {
        const log = store.journal("log", number);
        await committed(store, ...[1, 2, 3, 4].map((entry) => log.append(entry)));
        for await (const { entry, done } of log.follow("reader", new AbortController().signal)) {
          if (entry === 3) break; // seen, not done
          await committed(store, done());
        }
        const again = (await reopen()).journal("log", number);
        const first = async (consumer: string) => {
          for await (const { entry } of again.follow(consumer, new AbortController().signal)) return entry;
          return undefined;
        };
        expect(await first("reader")).toBe(3);
        expect(await first("somebody else")).toBe(1);
      });

      contract("S17", "a cursor moves in the same commit as what came of the entry, or not at all", async ({ store }) => {
        const log = store.journal("log", number);
        const sums = store.records("sums", number);
        await committed(store, log.append(1), sums.put("taken", 0));
        const next = async () => {
          for await (const found of log.follow("reader", new AbortController().signal)) return found;
          throw new Error("The journal has an entry.");
        };
        await refused(store, (await next()).done(), sums.put("taken", 1, { ifRevision: 0 }));
        expect((await next()).entry).toBe(1);
      });

      contract("S18", "aborting ends a follower that waits", async ({ store }) => {
        const stop = new AbortController();
        const waiting = all(store.journal("log", text).follow("reader", stop.signal));
        setImmediate(() => stop.abort());
        expect(await waiting).toEqual([]);
      });

      contract("S19", "the newest are read first, and on from any place backwards", async ({ store, other, clock }) => {
        const log = store.journal("log", number);
        expect(await all(log.latest())).toEqual([]);
        const entries = Array.from({ length: 450 }, (_, index) => index);
        await committed(store, ...entries.map((entry) => log.append(entry)));
        await clock.jump({ minutes: 1 });
        await committed(store, log.append(450), store.journal("other", number).append(-1), other.journal("log", number).append(-1));
        const forwards = await all(log.read());
        const backwards = await all(log.latest());
        expect(backwards).toEqual([...forwards].reverse());
        expect(backwards[0]).toMatchObject({ entry: 450, at: clock.now() });
        const middle = backwards[200]?.position ?? 0;
        expect(await all(log.latest(middle))).toEqual(backwards.slice(201));
      });

      contract("S20", "a follower hears when an entry was written", async ({ store, clock }) => {
        const log = store.journal("log", text);
        await clock.jump({ minutes: 3 });
        await committed(store, log.append("a"));
        for await (const { entry, at } of log.follow("reader", new AbortController().signal)) {
          expect([entry, at]).toEqual(["a", clock.now()]);
          break;
        }
      });

      contract("S21", "truncating removes what came before, and never gives a position out again", async ({ store, reopen }) => {
        const log = store.journal("log", number);
        await committed(store, ...[1, 2, 3].map((entry) => log.append(entry)));
        const last = (await all(log.read())).at(-1)?.position ?? 0;
        await log.truncate(last);
        expect((await all(log.read())).map(({ entry }) => entry)).toEqual([3]);
        await log.truncate(last + 1);
        const reopened = await reopen();
        const again = reopened.journal("log", number);
        await committed(reopened, again.append(4));
        const [only, ...rest] = await all(again.read());
        expect([only?.entry, rest.length]).toEqual([4, 0]);
        expect(only?.position).toBeGreaterThan(last);
      });
    });

    describe("queues", () => {
      const claimed = async <T>(queue: Queue<T>) => (await queue.claim("worker", minute))?.item;

      contract("S22", "an item is claimed by one, done once, and then gone", async ({ store }) => {
        const work = store.queue("work", text);
        await committed(store, work.enqueue("a"));
        const claims = await Promise.all([work.claim("x", minute), work.claim("y", minute)]);
        const [claim, ...rest] = claims.filter((found) => found !== undefined);
        expect(rest).toEqual([]);
        expect(claim).toMatchObject({ item: "a", attempt: 1 });
        await committed(store, work.ack(claim?.id ?? "", claim?.fence ?? 0));
        await refused(store, work.ack(claim?.id ?? "", claim?.fence ?? 0));
        expect(await claimed(work)).toBeUndefined();
      });

      contract("S23", "an item whose lease ran out is claimed again, and the first holder's ack and release are refused", async ({ store, clock, reopen }) => {
        const work = store.queue("work", text);
        await committed(store, work.enqueue("a"));
        const first = await work.claim("x", minute);
        expect(await claimed(work)).toBeUndefined();
        await clock.jump({ ms: minute });
        const reopened = await reopen();
        const again = reopened.queue("work", text);
        const second = await again.claim("y", minute);
        expect(second).toMatchObject({ item: "a", attempt: 2 });
        expect(second?.fence).toBeGreaterThan(first?.fence ?? 0);
        await refused(reopened, again.ack(first?.id ?? "", first?.fence ?? 0));
        await refused(reopened, again.release(first?.id ?? "", first?.fence ?? 0, 0));
        await committed(reopened, again.ack(second?.id ?? "", second?.fence ?? 0));
      });

      contract("S24", "a released item comes back at its time, under a new fence", async ({ store, clock }) => {
        const work = store.queue("work", text);
        await committed(store, work.enqueue("a"));
        const first = await work.claim("x", 10 * minute);
        await committed(store, work.release(first?.id ?? "", first?.fence ?? 0, clock.now() + minute));
        await refused(store, work.ack(first?.id ?? "", first?.fence ?? 0));
        expect(await claimed(work)).toBeUndefined();
        await clock.jump({ ms: minute });
        expect(await work.claim("y", minute)).toMatchObject({ item: "a", attempt: 2 });
      });

      contract("S25", "a second item with the same dedupe key is ignored, while the first waits and after it was done", async ({ store }) => {
        const work = store.queue("work", text);
        await committed(store, work.enqueue("a", { dedupe: "k" }));
        await committed(store, work.enqueue("b", { dedupe: "k" }));
        const claim = await work.claim("x", minute);
        expect(claim?.item).toBe("a");
        await committed(store, work.ack(claim?.id ?? "", claim?.fence ?? 0));
        await committed(store, work.enqueue("c", { dedupe: "k" }), work.enqueue("d", { dedupe: "other" }));
        expect(await claimed(work)).toBe("d");
        expect(await claimed(work)).toBeUndefined();
      });

      contract("S26", "items of one order key run one at a time and in order, others beside them", async ({ store, clock }) => {
        const work = store.queue("work", text);
        await committed(
          store,
          work.enqueue("a1", { order: "a" }),
          work.enqueue("a2", { order: "a", priority: 9 }),
          work.enqueue("b1", { order: "b" }),
          work.enqueue("free"),
        );
        const a1 = await work.claim("x", 10 * minute);
        expect(a1?.item).toBe("a1");
        expect(await claimed(work)).toBe("b1");
        expect(await claimed(work)).toBe("free");
        expect(await claimed(work)).toBeUndefined();
        await committed(store, work.release(a1?.id ?? "", a1?.fence ?? 0, clock.now() + minute));
        expect(await claimed(work)).toBeUndefined(); // a2 does not overtake
        await clock.jump({ ms: 10 * minute });
        const again = await work.claim("x", minute);
        expect(again?.item).toBe("a1");
        await committed(store, work.ack(again?.id ?? "", again?.fence ?? 0));
        expect(await claimed(work)).toBe("a2");
      });

      contract("S27", "higher priority goes first, then who came first, and nobody before their time", async ({ store, clock }) => {
        const work = store.queue("work", text);
        await committed(
          store,
          work.enqueue("low"),
          work.enqueue("later", { priority: 99, notBefore: clock.now() + minute }),
          work.enqueue("high", { priority: 5 }),
          work.enqueue("low too"),
        );
        expect([await claimed(work), await claimed(work), await claimed(work), await claimed(work)]).toEqual(["high", "low", "low too", undefined]);
        await clock.jump({ ms: minute - 1 });
        expect(await claimed(work)).toBeUndefined();
        await clock.jump({ ms: 1 });
        expect(await claimed(work)).toBe("later");
      });
    });

    describe("commit", () => {
      contract("S28", "one commit spans records, journals, queues and consumers, and a conflict undoes all of it", async ({ store, other }) => {
        const notes = store.records("notes", text);
        const theirs = other.records("notes", text);
        const log = other.journal("log", text);
        const work = store.queue("work", text);
        await refused(
          store,
          notes.put("a", "x"),
          theirs.put("a", "y"),
          log.append("z"),
          work.enqueue("w", { dedupe: "k" }),
          notes.delete("absent", { ifRevision: 7 }),
        );
        expect([await notes.get("a"), await theirs.get("a"), await all(log.read()), await work.claim("me", minute)]).toEqual([
          undefined,
          undefined,
          [],
          undefined,
        ]);
        await committed(store, notes.put("a", "x"), theirs.put("a", "y"), log.append("z"), work.enqueue("w", { dedupe: "k" }));
        expect([(await notes.get("a"))?.value, (await theirs.get("a"))?.value]).toEqual(["x", "y"]);
        expect((await all(log.read())).length).toBe(1);
        expect((await work.claim("me", minute))?.item).toBe("w");
      });

      contract("S29", "later ops of a commit see earlier ones", async ({ store }) => {
        const notes = store.records("notes", text);
        await refused(store, notes.put("a", "x"), notes.put("a", "y", { ifRevision: 0 }));
        await committed(store, notes.put("a", "x"), notes.delete("a"), notes.put("a", "y", { ifRevision: 0 }));
        expect((await notes.get("a"))?.value).toBe("y");
      });

      contract("S30", "commits at the same time do not touch each other: of two with one claim, one holds, and their neighbours stand", async ({ store }) => {
        const notes = store.records("notes", number);
        const outcomes = await Promise.all(
          Array.from({ length: 40 }, (_, index) =>
            store.commit([notes.put(`own ${index}`, index), notes.put("first", index, { ifRevision: 0 }), notes.put(`after ${index}`, index)]),
          ),
        );
        const winners = outcomes.flatMap((outcome, index) => (outcome.committed ? [index] : []));
        expect(winners).toHaveLength(1);
        expect((await all(notes.entries())).map(([, value]) => value)).toEqual([winners[0], winners[0], winners[0]]);
      });

      contract("S31", "an unknown op rejects and changes nothing, and an empty commit is committed", async ({ store }) => {
        const notes = store.records("notes", text);
        await expect(store.commit([notes.put("a", "x"), { op: "no such op" }])).rejects.toThrow(/no such op/);
        expect(await notes.get("a")).toBeUndefined();
        await committed(store);
      });

      contract("S32", "random commits behave as a plain map would", async ({ store, reopen }) => {
        const seed = Number(process.env.STORE_SEED ?? Math.floor(Math.random() * 2 ** 31));
        await expectLikeAMap(store, reopen, seed).catch((error: unknown) => {
          throw new Error(`Seen with STORE_SEED=${seed}.`, { cause: error });
        });
      });
    });

    describe("durability", () => {
      contract("S33", "everything is there after closing and opening again", async ({ store, reopen }) => {
        await committed(store, store.records("notes", text).put("a", "x"), store.journal("log", text).append("y"), store.queue("work", text).enqueue("z"));
        const again = await reopen();
        expect((await again.records("notes", text).get("a"))?.value).toBe("x");
        expect((await all(again.journal("log", text).read()))[0]?.entry).toBe("y");
        expect((await again.queue("work", text).claim("me", minute))?.item).toBe("z");
      });

      promise(
        "S34",
        "a writer that is killed at a random moment loses nothing that was acknowledged, and leaves no half commit",
        async () => {
          const folder = await mkdtemp(join(tmpdir(), "instar-store-kill-"));
          try {
            const acknowledged = new Set<string>();
            for (let round = 0; round < (harness.kills ?? 20); round++)
              for (const id of await writeUntilKilled(harness.module, folder, round)) acknowledged.add(id);
            expect(acknowledged.size).toBeGreaterThan(0);
            await expectWhole(await harness.open(folder, createManualClock()), acknowledged);
          } finally {
            await rm(folder, { recursive: true, force: true });
          }
        },
        4 * timeoutMs,
      );
    });
  });
}

/** Commits with random ops, some of them doomed, compared with a map to which only the accepted ones were applied. */
async function expectLikeAMap(store: Store, reopen: () => Promise<Store>, seed: number): Promise<void> {
  const random = randomFrom(seed);
  const model = new Map<string, number>();
  const appended: number[] = [];
  const keys = ["a", "b", "c", "d"];
  for (let round = 0; round < 60; round++) {
    await Promise.all(
      Array.from({ length: 1 + Math.floor(random() * 4) }, async () => {
        const notes = store.records("notes", number);
        const log = store.journal("log", number);
        const changes: (() => void)[] = [];
        const ops: Op[] = [];
        for (let count = 1 + Math.floor(random() * 4); count > 0; count--) {
          const key = anyOf(random, keys);
          const value = Math.floor(random() * 1_000);
          const kind = random();
          if (kind < 0.4) {
            ops.push(notes.put(key, value));
            changes.push(() => model.set(key, value));
          } else if (kind < 0.6) {
            ops.push(notes.delete(key));
            changes.push(() => model.delete(key));
          } else if (kind < 0.85) {
            ops.push(log.append(value));
            changes.push(() => appended.push(value));
          } else {
            ops.push(notes.put(key, value, { ifRevision: anyOf(random, [0, 1_000_000]) }));
            changes.push(() => model.set(key, value));
          }
        }
        // Outcomes settle in the order in which the commits were carried out, so the model follows it.
        if ((await store.commit(ops)).committed) for (const change of changes) change();
      }),
    );
  }
  const reopened = await reopen();
  expect(new Map(await all(reopened.records("notes", number).entries()))).toEqual(model);
  expect((await all(reopened.journal("log", number).read())).map(({ entry }) => entry)).toEqual(appended);
}

/** Runs the writer until it has acknowledged a few commits, and kills it a moment later. Returns what it acknowledged. */
async function writeUntilKilled(module: URL, folder: string, round: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [fileURLToPath(new URL("../dist/store-writer.js", import.meta.url)), module.href, folder, String(round)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const acknowledged: string[] = [];
  const enough = 1 + Math.floor(Math.random() * 40);
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    // A few more turns of this loop pass before the signal arrives, so the kill falls into the middle of later commits.
    if (acknowledged.length === enough) child.kill("SIGKILL");
  }
  await exited;
  return acknowledged;
}

/** Each id was written as a record, a journal entry and a queue item in one commit: all three are there, or none. */
async function expectWhole(opened: StoreUnderTest, acknowledged: ReadonlySet<string>): Promise<void> {
  try {
    const store = opened.store("writer");
    const records = new Set((await all(store.records("r", text).entries())).map(([key]) => key));
    const entries = (await all(store.journal("j", text).read())).map(({ entry }) => entry);
    const items: string[] = [];
    const work = store.queue("q", text);
    for (let claim = await work.claim("reader", minute); claim !== undefined; claim = await work.claim("reader", minute)) {
      items.push(claim.item);
      await committed(store, work.ack(claim.id, claim.fence));
    }
    expect([...acknowledged].filter((id) => !records.has(id))).toEqual([]);
    expect(new Set(entries)).toEqual(records);
    expect(new Set(items)).toEqual(records);
    expect([entries.length, items.length]).toEqual([records.size, records.size]);
  } finally {
    await opened.close();
  }
}
