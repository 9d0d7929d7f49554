import { realpath } from "node:fs/promises";
import { isAbsolute, relative, sep } from "node:path";
import type { Clock, Logger, SessionRef } from "@instar/kernel";
import type { Op, RecordedUse, SessionDriver, SessionEvent, SessionRecord, Sessions, Store, UsageRecords } from "@instar/kernel/contracts";
import { attributionOf } from "../ledger/attribution.ts";
import { type Figures, plusFigures } from "../ledger/figures.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { StoredEntry } from "../ledger/stored-entry.ts";
import { createKnownThreads } from "./known-threads.ts";
import { figuresOf, isAtRest, mainModel, planMissing, type Recorded, type Told } from "./plan-missing.ts";
import { type KnownThread, type ReadUpTo, readUpToShape } from "./stored-records.ts";

export interface Rescan {
  /** Books what the drivers' own records say and nobody told. One at a time: who asks meanwhile waits for the same. */
  run(signal: AbortSignal): Promise<{ readonly read: number; readonly found: number }>;
  /** Learns whose conversation is recorded where. */
  heard(session: SessionRef, key: string, event: SessionEvent): Promise<void>;
}

export interface RescanParts {
  readonly ledger: Ledger;
  readonly store: Store;
  readonly sessions: Pick<Sessions, "record" | "list">;
  readonly drivers: () => Iterable<SessionDriver>;
  /** Books what the sessions' own records know and the ledger does not: otherwise it would be found here, with less about it. */
  readonly settle: () => Promise<unknown>;
  /** Whose use beside the house's sessions counts: of this folder and below, of everybody here, nobody's. */
  readonly outside: "project" | "all" | "none";
  readonly project: string;
  readonly clock: Clock;
  readonly log: Logger;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** The longest budget is a month. */
const firstLookMs = 31 * 24 * hourMs;
/** A runtime writes its records a moment late. */
const lateMs = 10_000;
/** Read again each time: ids keep it from being counted again. */
const overlapMs = 10 * minuteMs;
const batch = 200;

type Owned = Recorded & { readonly owner: KnownThread };

const isBelow = (folder: string, path: string) => {
  const way = relative(folder, path);
  return way === "" || (!isAbsolute(way) && way !== ".." && !way.startsWith(`..${sep}`));
};

export function createRescan(parts: RescanParts): Rescan {
  const { ledger, store, sessions, drivers, outside, project, clock, log } = parts;
  const readUpTo = store.records("records", readUpToShape);
  const threads = createKnownThreads({ store, drivers, log });
  let running: Promise<{ read: number; found: number }> | undefined;

  /** A session of the house that is not known was gone before there was a ledger: that is as far back as it goes. */
  const isCounted = ({ cwd, own }: RecordedUse, folders: readonly string[]) =>
    own !== true && (outside === "all" || (outside === "project" && cwd !== undefined && folders.some((folder) => isBelow(folder, cwd))));

  function outsideEntry(driver: string, use: RecordedUse): StoredEntry {
    return {
      id: `records:${driver}:${use.id}`,
      at: Math.min(use.at, clock.now()),
      source: "records",
      cause: "outside the house",
      driver,
      ...(use.model !== undefined && { model: use.model }),
      unbudgeted: true,
      ...figuresOf(use),
    };
  }

  async function toldSince(since: number, cut: number): Promise<(session: string, from: number) => Told> {
    const entries = await ledger.quietly(async () => {
      const found: StoredEntry[] = [...ledger.waiting];
      for await (const entry of ledger.stored(since, cut)) found.push(entry);
      return found;
    });
    const bySession = new Map<string, StoredEntry[]>();
    for (const entry of entries) {
      if (entry.session === undefined) continue;
      const its = bySession.get(entry.session);
      if (its) its.push(entry);
      else bySession.set(entry.session, [entry]);
    }
    return (session, from) =>
      (bySession.get(session) ?? [])
        .filter(({ at }) => at >= from)
        .reduce<Told>((sum, entry) => ({ ...plusFigures(sum, entry), lastAt: Math.max(sum.lastAt, entry.at) }), {
          inputTokens: 0,
          outputTokens: 0,
          costUsd: 0,
          lastAt: 0,
        });
  }

  async function missingEntry(driver: string, its: Owned, record: SessionRecord | undefined, told: Told, from: number): Promise<StoredEntry | undefined> {
    const { owner } = its;
    const base = await ledger.base(owner.session);
    const price: Figures = told.costUsd > 0 ? told : (record ?? base ?? told);
    const missing = planMissing(its, told, price);
    if (missing === undefined) return undefined;
    const worker = { id: owner.session, key: owner.key, driver, address: owner.address, job: owner.job, record, delegation: base?.delegation };
    const model = mainModel(its.models);
    return {
      id: `records:${driver}:${owner.session}:${from}`,
      at: its.lastAt,
      source: "records",
      ...attributionOf(worker, base?.person),
      ...(model !== undefined && { model }),
      ...missing,
    };
  }

  async function readDriver(driver: SessionDriver, usage: UsageRecords, signal: AbortSignal): Promise<{ read: number; found: number }> {
    const cut = clock.now() - lateMs;
    const state = (await readUpTo.get(driver.id))?.value ?? { at: cut - firstLookMs, open: {} };
    // What was told longer ago is known as sums of days only.
    const oldest = ledger.keptSince + hourMs;
    const fromOf = (session: string) => Math.max(oldest, state.open[session] ?? state.at);
    const since = Math.max(oldest, Math.min(state.at - overlapMs, ...Object.values(state.open)));
    const records = await sessions.list();
    const owners = await threads.of(driver, records);
    const owned = new Map<string, Owned>();
    const folders = [project, await realpath(project).catch(() => project)];
    let [read, found] = [0, 0];
    let fresh: StoredEntry[] = [];
    const book = async (also?: readonly Op[]) => {
      const entries = fresh;
      fresh = [];
      found += (await ledger.book(entries, also)).length;
    };

    for await (const use of usage.read(since, signal)) {
      signal.throwIfAborted();
      read += 1;
      const owner = owners.get(use.thread);
      if (owner !== undefined) {
        if (!use.closing && use.at >= fromOf(owner.session)) owned.set(owner.session, withUse(owned.get(owner.session), use, owner, cut));
      } else if ((use.closing || use.at < cut) && isCounted(use, folders)) {
        fresh.push(outsideEntry(driver.id, use));
        if (fresh.length >= batch) await book();
      }
    }

    const told = await toldSince(since, clock.now());
    const states = new Map(records.map((record) => [record.id, record]));
    const open: Record<string, number> = {};
    for (const [session, its] of owned) {
      const from = fromOf(session);
      const record = states.get(session);
      const said = told(session, from);
      if (!isAtRest(record?.state, Math.max(its.lastAt, said.lastAt), cut)) open[session] = from;
      else {
        const entry = await missingEntry(driver.id, its, record, said, from);
        if (entry) fresh.push(entry);
      }
    }
    await book([readUpTo.put(driver.id, { at: Math.max(state.at, cut), open } satisfies ReadUpTo)]);
    return { read, found };
  }

  async function readAll(signal: AbortSignal): Promise<{ read: number; found: number }> {
    await parts.settle();
    let [read, found] = [0, 0];
    const failures: unknown[] = [];
    for (const driver of drivers()) {
      if (driver.usage === undefined) continue;
      try {
        const its = await readDriver(driver, driver.usage, signal);
        read += its.read;
        found += its.found;
      } catch (error) {
        // The records of one do not keep those of the others from being read; it is told below.
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
    if (found > 0) log.info("Booked what nobody had told, from the records of agents.", { read, found });
    return { read, found };
  }

  return {
    async run(signal) {
      running ??= readAll(signal).finally(() => {
        running = undefined;
      });
      return running;
    },
    heard: threads.heard,
  };
}

function withUse(known: Owned | undefined, use: RecordedUse, owner: KnownThread, cut: number): Owned {
  const before: Owned = known ?? { owner, inputTokens: 0, outputTokens: 0, costUsd: 0, lastAt: 0, models: new Map() };
  const lastAt = Math.max(before.lastAt, use.at);
  // Not settled yet, but it tells that the session is at work.
  if (use.at >= cut) return { ...before, lastAt };
  const models = new Map(before.models);
  if (use.model !== undefined) models.set(use.model, (models.get(use.model) ?? 0) + use.outputTokens);
  return { ...before, ...plusFigures(before, figuresOf(use)), lastAt, models };
}
