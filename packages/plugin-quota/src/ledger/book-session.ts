import { setImmediate as nextTurn } from "node:timers/promises";
import type { Clock, SessionRef } from "@instar/kernel";
import type { Events, Records, SessionEvent, SessionRecord, Sessions } from "@instar/kernel/contracts";
import { type Attribution, attributionOf, namedPrefix, type Worker, workerOf } from "./attribution.ts";
import { difference, type Figures, isNothing, minus, plusFigures } from "./figures.ts";
import type { Cursor } from "./follow-completions.ts";
import type { Ledger } from "./ledger.ts";
import type { People } from "./people.ts";
import type { Base } from "./stored-entry.ts";

type Usage = Extract<SessionEvent, { type: "usage" }>;

export interface SessionBooks {
  /** Before anything is booked. */
  open(): Promise<void>;
  /** Books what a session tells. One event of a session after the other. */
  heard(session: SessionRef, key: string, event: SessionEvent): Promise<void>;
  /** Books what sessions used that was told to nobody, because the house died or did not keep a ledger yet. Resolves with how many had. */
  settle(): Promise<number>;
}

export interface SessionBooksParts {
  readonly ledger: Ledger;
  readonly sessions: Pick<Sessions, "record" | "list">;
  readonly people: People;
  readonly cursors: Records<Cursor>;
  /** Where it is told which sessions are delegations. */
  readonly events: Pick<Events, "list"> | undefined;
  readonly clock: Clock;
}

const nothing: Figures = { inputTokens: 0, outputTokens: 0, costUsd: 0 };
const dayMs = 86_400_000;
const aboutMs = 60_000;
/** So many are read before others have their turn. */
const breath = 500;
const living: ReadonlySet<SessionRecord["state"]> = new Set(["starting", "idle", "working"]);

/**
 * A session's own record is the truth: what is booked is by how much its figures rose, so that its entries and its record agree, also where a correction
 * took back more than there was, and after a crash that lost one of both.
 */
export function createSessionBooks({ ledger, sessions, people, cursors, events, clock }: SessionBooksParts): SessionBooks {
  /** Sessions whose base is what their record said when they were last heard. */
  const known = new Map<string, Base>();
  /** Of which an event is being booked. */
  const hearing = new Set<string>();
  /** There was no ledger before: what is found was used without one. */
  let isNew = false;
  let settling: Promise<number> | undefined;

  /** A delegation is a session under its name, and the journal tells of its beginning about when the session begins. */
  async function findDelegation({ key, createdAt }: SessionRecord): Promise<string | undefined> {
    if (!key.startsWith(namedPrefix)) return undefined;
    const name = key.slice(namedPrefix.length);
    const told = (await events?.list({ types: ["delegation.started"], since: createdAt - aboutMs, limit: 100 })) ?? [];
    return told.some(({ data }) => (data as { readonly name?: unknown } | undefined)?.name === name) ? name : undefined;
  }

  function put(worker: Worker, figures: Figures, totals: Figures, base: Base | undefined, at: number, change: Partial<Attribution> = {}): Base {
    const person = people.in(worker.address) ?? base?.person;
    const booked = (base?.booked ?? 0) + 1;
    const attribution = { ...attributionOf(worker, person), ...change };
    const next: Base = {
      ...totals,
      booked,
      at,
      ...(person === undefined ? {} : { person }),
      ...(worker.delegation === undefined ? {} : { delegation: worker.delegation }),
    };
    ledger.add({ id: `${worker.id}:${booked}`, at, source: "driver", ...attribution, ...figures }, { session: worker.id, base: next });
    return next;
  }

  /** Behind the base, in front of what is told now. What its record has forgotten stays booked: it was used. */
  function putGap(worker: Worker, before: Figures, base: Base | undefined, at: number): Base | undefined {
    const gap = difference(before, base ?? nothing);
    if (isNothing(gap)) return base;
    const { inputTokens, outputTokens, costUsd } = before;
    const change: Partial<Attribution> = isNew
      ? { cause: "before the ledger", unbudgeted: true }
      : { cause: `${attributionOf(worker, undefined).cause}, cut off` };
    return put(worker, gap, { inputTokens, outputTokens, costUsd }, base, at, change);
  }

  async function used(ref: SessionRef, key: string, event: Usage): Promise<void> {
    const told: Figures = { inputTokens: event.inputTokens, outputTokens: event.outputTokens, costUsd: event.costUsd ?? 0 };
    const found = await sessions.record(key);
    const record = found?.id === ref.id ? found : undefined;
    const heard = known.get(ref.id);
    let base = heard ?? (await ledger.base(ref.id));
    const delegation = base === undefined && record ? await findDelegation(record) : base?.delegation;
    const worker = workerOf(ref, key, record, delegation);
    const totals: Figures = record ?? plusFigures(base ?? nothing, told);
    const at = clock.now();
    const before = minus(totals, told);
    if (heard === undefined && record) base = putGap(worker, before, base, at);
    const from = heard ?? (record ? before : (base ?? nothing));
    const figures = minus(totals, from);
    const { inputTokens, outputTokens, costUsd } = totals;
    if (isNothing(figures)) {
      if (base) known.set(ref.id, { ...base, inputTokens, outputTokens, costUsd });
      return;
    }
    known.set(ref.id, put(worker, figures, { inputTokens, outputTokens, costUsd }, base, at));
  }

  function settleRecord(record: SessionRecord & { readonly job?: string }, base: Base | undefined, now: number): boolean {
    const { id, key, driver, address, job, inputTokens, outputTokens, costUsd } = record;
    if (known.has(id) || hearing.has(id)) return false;
    const worker: Worker = { id, key, driver, address, job, record, delegation: base?.delegation };
    const at = Math.min(now, Math.max(record.usedAt, base?.at ?? 0));
    const next = putGap(worker, { inputTokens, outputTokens, costUsd }, base, at);
    // What it tells next may be in its record already.
    if (living.has(record.state) && next) known.set(id, { ...next, inputTokens, outputTokens, costUsd });
    return next !== base;
  }

  async function settleAll(): Promise<number> {
    const bases = new Map<string, Base>();
    for await (const [session, base] of ledger.bases()) {
      bases.set(session, base);
      if (bases.size % breath === 0) await nextTurn();
    }
    const records = await sessions.list();
    const now = clock.now();
    let gaps = 0;
    for (const record of records) {
      if (settleRecord(record, ledger.recentBase(record.id) ?? bases.get(record.id), now)) gaps += 1;
      bases.delete(record.id);
    }
    await ledger.forgetBases([...bases].filter(([session, { at }]) => !known.has(session) && at < now - dayMs).map(([session]) => session));
    if (isNew) {
      await ledger.flush();
      await ledger.book([], [cursors.put("begun", { position: 0, at: now })]);
      isNew = false;
    }
    return gaps;
  }

  return {
    async open() {
      isNew = (await cursors.get("begun")) === undefined;
    },
    async heard(ref, key, event) {
      if (event.type === "exit") known.delete(ref.id);
      if (event.type !== "usage") return;
      hearing.add(ref.id);
      try {
        await used(ref, key, event);
      } finally {
        hearing.delete(ref.id);
      }
    },
    settle() {
      settling ??= settleAll().finally(() => {
        settling = undefined;
      });
      return settling;
    },
  };
}
