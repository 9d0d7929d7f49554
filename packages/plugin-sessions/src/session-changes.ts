import type { Clock, Contribution } from "@instar/kernel";
import type { HouseEvent, SessionDriver, SessionLimits, Sessions, Snapshot } from "@instar/kernel/contracts";
import { SessionsError } from "./errors.ts";
import type { Living } from "./living.ts";
import type { LivingSessions } from "./living-sessions.ts";
import { chooseDriver } from "./plan-opening.ts";
import { type RecordChanges, withChanges } from "./record-keeper.ts";
import type { SessionBook } from "./session-book.ts";
import { mergeLimits, spentLimit } from "./session-limits.ts";
import type { StoredSession } from "./session-record.ts";

export interface ChangesParts {
  readonly book: SessionBook;
  readonly livings: LivingSessions;
  readonly drivers: Iterable<Contribution<SessionDriver>>;
  readonly clock: Clock;
  readonly tell: (event: HouseEvent) => void;
}

interface Past {
  readonly record: StoredSession;
  readonly driver: SessionDriver;
  readonly snapshot: Snapshot;
}

/** The record under other limits; one that is not spent any more may go on. */
export function limitedRecord(record: StoredSession, changes: SessionLimits | undefined, now: number): StoredSession {
  const limits = mergeLimits(record.limits, changes);
  return withChanges(record, { limits, ...(!spentLimit(record, limits, now) && { over: undefined }) });
}

/** What is done to sessions besides talking to them, living or parked. */
export function createSessionChanges({ book, livings, drivers, clock, tell }: ChangesParts): Pick<Sessions, "amend" | "fork" | "rewind"> {
  const { lanes } = livings;

  async function pastOf(key: string): Promise<Past> {
    const record = livings.get(key)?.record ?? (await book.current(key));
    if (!record?.asked || !record.snapshot) throw SessionsError.NOTHING_SAID(key);
    return { record, driver: chooseDriver(drivers, record.snapshot.driver), snapshot: record.snapshot };
  }

  /** In the living one first: what its runtime refuses is not recorded either. */
  async function amendLiving(living: Living, { model, permissionMode, limits }: Parameters<Sessions["amend"]>[1]): Promise<void> {
    const session = living.session();
    if (model !== undefined && !session.setModel) throw SessionsError.UNABLE(living.key, "change its model");
    if (permissionMode !== undefined && !session.setMode) throw SessionsError.UNABLE(living.key, "change its permission mode");
    if (model !== undefined) await session.setModel?.(model);
    if (permissionMode !== undefined) await session.setMode?.(permissionMode);
    if (limits) await living.limit(limits);
  }

  const featuresOf = ({ driver }: StoredSession) => chooseDriver(drivers, driver).features;

  async function amendRecord(key: string, { model, permissionMode, limits }: Parameters<Sessions["amend"]>[1]): Promise<StoredSession> {
    const stored = await book.current(key);
    if (!stored) throw SessionsError.UNKNOWN(key);
    if (model !== undefined && !featuresOf(stored).has("model")) throw SessionsError.UNABLE(key, "change its model");
    if (permissionMode !== undefined && !featuresOf(stored).has("mode")) throw SessionsError.UNABLE(key, "change its permission mode");
    const named: RecordChanges = { ...(model !== undefined && { model, chosenModel: true }), ...(permissionMode !== undefined && { permissionMode }) };
    const record = limitedRecord(withChanges(stored, named), limits, clock.now());
    await book.save(record);
    return record;
  }

  return {
    async amend(key, changes) {
      mergeLimits(undefined, changes.limits);
      return lanes.run(key, async () => {
        const living = livings.get(key);
        if (living?.available) await amendLiving(living, changes);
        // One that ended meanwhile may have written its last record before the changes came.
        const lives = living?.available === true;
        if (!lives) await living?.close({ state: "parked" });
        const record = lives ? living.record : await amendRecord(key, changes);
        tell({ type: "session.amended", about: { session: record.id }, text: `The session was changed: ${Object.keys(changes).join(", ")}.` });
        return record;
      });
    },

    async fork(key) {
      const { driver, snapshot } = await pastOf(key);
      const living = livings.get(key);
      const session = living?.available ? living.session() : undefined;
      if (session?.fork) return session.fork();
      if (!driver.fork) throw SessionsError.UNABLE(key, "branch off");
      return driver.fork(snapshot);
    },

    async rewind(key, turns = 1) {
      if (!Number.isInteger(turns) || turns < 1) throw SessionsError.BAD_REWIND(turns);
      await lanes.run(key, async () => {
        const able = await pastOf(key);
        if (!able.driver.rewind) throw SessionsError.UNABLE(key, "go back");
        await livings.get(key)?.close({ state: "parked", reason: "It is taken back." });
        const { driver, snapshot, record } = await pastOf(key);
        const before = await driver.rewind?.(snapshot, turns);
        if (!before) throw SessionsError.UNABLE(key, "go back");
        await book.save({ ...record, snapshot: before });
        tell({
          type: "session.rewound",
          about: { session: record.id },
          text: `The session was taken back by ${turns} ${turns === 1 ? "turn" : "turns"}.`,
          data: { turns },
        });
      });
    },
  };
}
