import type { Clock, Contribution, Logger, SessionRef } from "@instar/kernel";
import type { Events, HouseEvent, SessionDriver, SessionEvent, SessionRecord, Sessions, Store } from "@instar/kernel/contracts";
import { checkFolder } from "./check-request.ts";
import type { NamedTurn } from "./contract.ts";
import { type Activity, resting } from "./describe-session.ts";
import { figuresLeft } from "./figures-left.ts";
import { createNamedBook, type NamedBook } from "./named-book.ts";
import type { NamedSessionsOptions } from "./options.ts";
import { createOutputRing, type OutputRing, showEvent } from "./output-ring.ts";
import { keyOf, nameOf } from "./stored-session.ts";
import { createTurnIds } from "./turn-id.ts";
import { createWorker, type Worker } from "./worker.ts";

/** Of how many sessions the output is kept. */
const maxRings = 500;
/** Of the kept output of all sessions together; what the sessions that live at the moment add comes on top. */
const maxCharacters = 8_000_000;
const drainLookMs = 50;

export interface HouseParts {
  readonly store: Store;
  readonly sessions: Sessions;
  readonly events: Events | undefined;
  readonly drivers: Iterable<Contribution<SessionDriver>>;
  readonly options: NamedSessionsOptions;
  readonly clock: Clock;
  readonly log: Logger;
  /** The agent's folder. */
  readonly project: string;
  /** Its state folder. */
  readonly home: string;
}

/** What all who use named sessions share: the records, what works at the moment, and what was seen of it. */
export interface NamedHouse extends HouseParts {
  readonly book: NamedBook;
  readonly live: boolean;
  readonly newTurnId: () => string;
  /** One after the other: what looks at names and numbers, and then changes them. */
  alone<T>(task: () => Promise<T>): Promise<T>;
  worker(name: string): Worker;
  forget(name: string): void;
  /** Names of sessions that are being deleted: nobody finds them any more. */
  readonly leaving: Set<string>;
  activity(name: string): Activity;
  /** By the session's key. */
  ring(key: string): OutputRing;
  /** As it is now: without a running house nothing lives. */
  record(key: string): Promise<SessionRecord | undefined>;
  records(): Promise<readonly SessionRecord[]>;
  /** Called once when this turn ends. */
  whenEnded(turn: string, listener: () => void): Disposable;
  tell(event: HouseEvent): void;
  /** Goes on with what a former run left. */
  start(): Promise<void>;
  /** No turn begins any more; gives how many still run when none does, or after `withinMs`. */
  drain(withinMs: number): Promise<number>;
  /** Nothing begins or ends any more. */
  close(): void;
  heard(session: SessionRef, key: string, event: SessionEvent): Promise<void>;
  sessionEnded(session: SessionRef): Promise<void>;
}

const asleep = (record: SessionRecord): SessionRecord =>
  record.state === "starting" || record.state === "idle" || record.state === "working" ? { ...record, state: "parked" } : record;

export function createNamedHouse(parts: HouseParts): NamedHouse {
  const { store, sessions, events, drivers, options, clock, log } = parts;
  const book = createNamedBook(store);
  const workers = new Map<string, Worker>();
  const rings = new Map<string, OutputRing>();
  const listeners = new Map<string, Set<() => void>>();
  const closing = new AbortController();
  let live = false;
  let draining = false;
  let tail: Promise<unknown> = Promise.resolve();

  function ring(key: string): OutputRing {
    const present = rings.get(key);
    const found = present ?? createOutputRing(options.outputChunks, clock);
    rings.delete(key);
    rings.set(key, found);
    if (present) return found;
    let characters = [...rings.values()].reduce((sum, { size }) => sum + size, 0);
    for (const [old, { size }] of rings) {
      if (rings.size <= maxRings && characters <= maxCharacters) break;
      rings.delete(old);
      characters -= size;
    }
    return found;
  }

  function ended(turn: NamedTurn): void {
    for (const listener of listeners.get(turn.id) ?? []) listener();
    listeners.delete(turn.id);
  }

  function worker(name: string): Worker {
    const found = workers.get(name);
    if (found) return found;
    const made = createWorker(name, {
      book,
      sessions,
      clock,
      log,
      ring,
      checkFolder: (folder) => checkFolder(folder, parts.project, parts.home),
      bindsInputs: ({ ref }) => [...drivers].every(({ value }) => value.id !== ref.driver || value.features.has("inputIds")),
      ended,
      draining: () => draining,
      closing: closing.signal,
    });
    workers.set(name, made);
    return made;
  }

  /** What became of a turn that was running when the house died. It is never given to the agent twice. */
  async function settleLeft(turn: NamedTurn): Promise<NamedTurn> {
    const found = await sessions.inspect(keyOf(turn.name), turn.id);
    if (found === "absent") return { ...turn, state: "queued" };
    const record = await sessions.record(keyOf(turn.name));
    const forgotten = (await book.get(turn.name))?.forgotten;
    const counted = record === undefined ? turn : { ...turn, ...figuresLeft(record, [...(await book.turns(turn.name)), ...(forgotten ? [forgotten] : [])]) };
    if (typeof found === "object") return { ...counted, state: "done", response: found.answered };
    return {
      ...counted,
      state: "failed",
      error: { kind: "crashed", text: "The house stopped in the middle of this turn.", hint: "The agent remembers what it had done: ask it to go on." },
    };
  }

  return {
    ...parts,
    book,
    get live() {
      return live;
    },
    newTurnId: createTurnIds(() => clock.now()),
    alone(task) {
      const done = tail.then(task);
      tail = done.catch(() => undefined); // the caller has the failure
      return done;
    },
    worker,
    leaving: new Set(),
    forget: (name) => {
      workers.delete(name);
      rings.delete(keyOf(name));
    },
    activity: (name) => workers.get(name)?.activity ?? resting,
    ring,
    async record(key) {
      const record = await sessions.record(key);
      return record && (live ? record : asleep(record));
    },
    async records() {
      const records = await sessions.list();
      return live ? records : records.map(asleep);
    },
    whenEnded(turn, listener) {
      const waiting = listeners.get(turn) ?? new Set();
      listeners.set(turn, waiting.add(listener));
      return {
        [Symbol.dispose]() {
          waiting.delete(listener);
          if (waiting.size === 0 && listeners.get(turn) === waiting) listeners.delete(turn);
        },
      };
    },
    tell: (event) => events?.record(event),
    async start() {
      live = true;
      for (const left of await book.open()) {
        const turn = left.state === "running" ? await settleLeft(left) : left;
        if (turn !== left) await book.saveTurns([turn]);
        if (turn.state === "queued") worker(turn.name).take(turn);
      }
    },
    async drain(withinMs) {
      draining = true;
      const running = () => [...workers.values()].filter(({ activity }) => activity.running || activity.opening).length;
      // Counted in looks, so that a clock that is set back does not prolong it
      for (let leftMs = withinMs; running() > 0 && leftMs > 0 && !closing.signal.aborted; leftMs -= drainLookMs)
        await clock.sleep(Math.min(drainLookMs, leftMs));
      return running();
    },
    close() {
      live = false;
      closing.abort(new Error("The house closes."));
    },
    async heard(_session, key, event) {
      const name = nameOf(key);
      if (name !== undefined) return worker(name).heard(event);
      showEvent(ring(key), event);
      if (event.type === "turn-end") ring(key).add("turn", event.outcome);
    },
    async sessionEnded(session) {
      for (const one of workers.values()) await one.closed(session.id);
    },
  };
}
