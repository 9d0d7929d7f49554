import type { Clock, SessionRef } from "@instar/kernel";
import type { Records, SessionEvent, SessionRecord, Sessions } from "@instar/kernel/contracts";
import { type Attribution, attributionOf, type Worker, workerOf } from "./attribution.ts";
import { difference, type Figures, isNothing, minus, plusFigures } from "./figures.ts";
import type { Cursor } from "./follow-house.ts";
import type { Ledger } from "./ledger.ts";
import type { People } from "./people.ts";
import type { Base } from "./stored-entry.ts";

type Usage = Extract<SessionEvent, { type: "usage" }>;

export interface SessionBooks {
  /** Before anything is booked. */
  open(): Promise<void>;
  /** Books what a session tells. One event of a session after the other. */
  heard(session: SessionRef, key: string, event: SessionEvent): Promise<void>;
  /** The delegation that a session works on from now on. */
  delegated(session: string, name: string): void;
  delegationOf(session: string): string | undefined;
  /** Books what sessions used that was told to nobody, because the house died or did not keep a ledger yet. Resolves with how many had. */
  settle(): Promise<number>;
}

export interface SessionBooksParts {
  readonly ledger: Ledger;
  readonly sessions: Pick<Sessions, "record" | "list">;
  readonly people: People;
  readonly cursors: Records<Cursor>;
  readonly clock: Clock;
}

const nothing: Figures = { inputTokens: 0, outputTokens: 0, costUsd: 0 };
const dayMs = 86_400_000;

/**
 * A session's own record is the truth: what is booked is by how much its figures rose, so that its entries and its record agree, also where a correction
 * took back more than there was, and after a crash that lost one of both.
 */
export function createSessionBooks({ ledger, sessions, people, cursors, clock }: SessionBooksParts): SessionBooks {
  /** Sessions whose base is what their record said when they were last heard. */
  const known = new Map<string, Base>();
  /** Of which an event is being booked. */
  const hearing = new Set<string>();
  const delegations = new Map<string, string>();
  /** There was no ledger before: what is found was used without one. */
  let isNew = false;

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
    const delegation = delegations.get(ref.id) ?? base?.delegation;
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
    return putGap(worker, { inputTokens, outputTokens, costUsd }, base, at) !== base;
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
    delegated: (session, name) => void delegations.set(session, name),
    delegationOf: (session) => delegations.get(session) ?? known.get(session)?.delegation,
    async settle() {
      const bases = new Map<string, Base>();
      for await (const [session, base] of ledger.bases()) bases.set(session, base);
      const records = await sessions.list();
      const now = clock.now();
      let gaps = 0;
      for (const record of records) {
        if (settleRecord(record, bases.get(record.id), now)) gaps += 1;
        bases.delete(record.id);
      }
      await ledger.forgetBases([...bases].filter(([session, { at }]) => !known.has(session) && at < now - dayMs).map(([session]) => session));
      if (isNew) {
        await ledger.flush();
        await ledger.book([], [cursors.put("begun", { position: 0, at: now })]);
        isNew = false;
      }
      return gaps;
    },
  };
}
