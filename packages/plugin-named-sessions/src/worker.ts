import type { Clock, Logger } from "@instar/kernel";
import type { Session, SessionEvent, Sessions } from "@instar/kernel/contracts";
import type { NamedTurn } from "./contract.ts";
import type { Activity } from "./describe-session.ts";
import type { NamedBook } from "./named-book.ts";
import { Cut, createOpener, failure } from "./opener.ts";
import { type OutputRing, showEvent } from "./output-ring.ts";
import { beginRun, endTurn, noteEvent, outcomeOf, type Run, type TurnOutcome, toError } from "./run-turn.ts";
import { keyOf, type StoredNamed } from "./stored-session.ts";

/** How long a turn may take to end after an interrupt before its process is ended. */
const interruptGraceMs = 10_000;
const saveAgainMs = 2_000;

export interface WorkerHouse {
  readonly book: NamedBook;
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly log: Logger;
  readonly ring: (key: string) => OutputRing;
  readonly checkFolder: (folder: string) => Promise<unknown>;
  /** Whether the session's driver says which inputs a turn answers. */
  readonly bindsInputs: (session: Session) => boolean;
  readonly ended: (turn: NamedTurn) => void;
  /** No turn begins any more: what waits is for the next start. */
  readonly draining: () => boolean;
  /** Aborted when the house closes: turns stay as they are, for the next start. */
  readonly closing: AbortSignal;
}

/** One session's turns, one at a time and in order. */
export interface Worker {
  readonly activity: Activity;
  /** A turn that is on record as queued. */
  take(turn: NamedTurn): void;
  /** Goes on after a pause. */
  wake(): void;
  /** Brings its process up. Rejects when that fails. */
  ready(): Promise<void>;
  heard(event: SessionEvent): Promise<void>;
  /** The house closed its session, for whatever reason. */
  closed(sessionId: string): Promise<void>;
  /** False: there was nothing to interrupt. */
  interrupt(reason: string): Promise<boolean>;
  /** Ends what runs, drops what waits, and ends its process; at once: without asking. */
  halt(reason: string, atOnce: boolean): Promise<void>;
}

export function createWorker(name: string, house: WorkerHouse): Worker {
  const { book, sessions, clock, log, closing } = house;
  const key = keyOf(name);
  const queue: NamedTurn[] = [];
  const opener = createOpener(name, house);
  const { open, mark } = opener;
  let running: Run | undefined;
  let working: Promise<void> | undefined;
  let again = false;
  let halting = 0;
  let bringing = 0;

  /** A turn's end is kept before anything goes on, however long the disk refuses. */
  async function saveSurely(turn: NamedTurn): Promise<void> {
    for (;;) {
      try {
        return await book.saveTurns([turn]);
      } catch (error) {
        if (closing.aborted) throw error;
        log.error("The end of a turn could not be saved; trying again.", { session: name, turn: turn.id, error });
        await clock.sleep(saveAgainMs, closing);
      }
    }
  }

  async function finish(turn: NamedTurn): Promise<void> {
    await saveSurely(turn);
    house.ring(key).add("turn", turn.error === undefined ? turn.state : `${turn.state}: ${turn.error.text}`);
    house.ended(turn);
  }

  function settle(run: Run, outcome: TurnOutcome): Promise<void> {
    if (closing.aborted) return Promise.resolve();
    run.settled ??= (async () => {
      const record = await sessions.record(key);
      if (outcome.response !== undefined && outcome.response !== "" && !run.said) house.ring(key).text(outcome.response);
      await finish(endTurn(run, outcome, record, clock.now()));
      if (running === run) running = undefined;
      run.end();
      pump();
    })();
    return run.settled;
  }

  const cutShort = (turn: NamedTurn, text: string): Promise<void> => finish({ ...turn, state: "interrupted", error: { kind: "interrupted", text } });

  async function run(stored: StoredNamed, turn: NamedTurn): Promise<void> {
    let session: Session;
    try {
      session = await open(stored);
    } catch (error) {
      if (closing.aborted) return;
      return error instanceof Cut ? cutShort(turn, error.message) : finish({ ...turn, state: "failed", error: failure(error) });
    }
    const begun = beginRun(turn, session, clock.now());
    running = begun;
    try {
      await book.saveTurns([{ ...turn, state: "running" }]);
      await mark(undefined);
      if (begun.cut === undefined) await session.send({ id: turn.id, text: turn.prompt });
      else await settle(begun, { state: "interrupted", error: { kind: "interrupted", text: begun.cut } });
    } catch (error) {
      await settle(begun, { state: "failed", error: failure(error) });
    }
  }

  async function work(): Promise<void> {
    do {
      again = false;
      while (queue.length > 0 && !running && halting === 0 && !house.draining() && !closing.aborted) {
        const stored = await book.get(name);
        if (!stored || stored.mark === "paused") break;
        const turn = queue.shift();
        if (turn) await run(stored, turn);
      }
    } while (again);
  }

  function pump(): void {
    again = true;
    working ??= work()
      .catch((error: unknown) => {
        again = false;
        if (!closing.aborted) log.error("A session's turns came to a halt.", { session: name, error });
      })
      .finally(() => {
        working = undefined;
        if (again) pump();
      });
  }

  async function endByForce(run: Run, reason: string): Promise<void> {
    log.warn("An agent did not end its turn when it was interrupted, so its process is ended.", { session: name });
    await sessions.park(key, reason);
    await settle(run, { state: "interrupted", error: { kind: "interrupted", text: reason } });
  }

  /** Asks the agent to end its turn. */
  async function cut(run: Run, reason: string): Promise<void> {
    run.cut = reason;
    await run.session.interrupt(reason);
  }

  return {
    get activity() {
      return { opening: opener.opening || bringing > 0, running: running !== undefined, queued: queue.length };
    },

    take(turn) {
      queue.push(turn);
      pump();
    },

    wake: pump,

    async ready() {
      bringing++;
      try {
        const stored = await book.get(name);
        if (!stored || running || sessions.find(key)) return;
        await open(stored);
        await mark(undefined);
        house.ring(key).add("status", "ready");
      } finally {
        bringing--;
      }
    },

    async heard(event) {
      const ring = house.ring(key);
      showEvent(ring, event);
      if (running) noteEvent(running, event);
      if (event.type === "turn-end") {
        const mine = running && (event.inputs.includes(running.turn.id) || (event.inputs.length === 0 && !house.bindsInputs(running.session)));
        if (running && mine) await settle(running, outcomeOf(event, running.cut ?? event.reason));
        else ring.add("turn", event.outcome);
      } else if (event.type === "exit") {
        const text = event.error?.text ?? "The agent's process ended unexpectedly.";
        if (!event.expected && !closing.aborted) await mark("failed", text);
        if (running && event.expected)
          await settle(running, { state: "interrupted", error: { kind: "interrupted", text: running.cut ?? "Its process was ended." } });
        else if (running) await settle(running, { state: "failed", error: event.error ? toError(event.error) : { kind: "crashed", text } });
      }
    },

    async closed(sessionId) {
      const run = running;
      if (run?.session.ref.id !== sessionId) return;
      await settle(run, { state: "interrupted", error: { kind: "interrupted", text: run.cut ?? "The house ended its process." } });
    },

    async interrupt(reason) {
      const run = running;
      const wasOpening = opener.cut(reason);
      if (run) {
        await cut(run, reason);
        clock.after(interruptGraceMs, () => {
          if (running === run && !closing.aborted)
            endByForce(run, reason).catch((error: unknown) => log.error("A turn could not be ended.", { session: name, error }));
        });
        return true;
      }
      const session = sessions.find(key);
      if (session && session.phase !== "idle" && session.phase !== "ended") {
        await session.interrupt(reason);
        return true;
      }
      return wasOpening;
    },

    async halt(reason, atOnce) {
      halting++;
      try {
        const dropped = queue.splice(0);
        opener.cut(reason);
        for (const turn of dropped) await cutShort(turn, reason);
        const run = running;
        if (run && !atOnce) {
          const late = new AbortController();
          await cut(run, reason).catch((error: unknown) => log.warn("An agent could not be interrupted before it was stopped.", { session: name, error }));
          await Promise.race([run.ended, clock.sleep(interruptGraceMs, late.signal).catch(() => undefined)]); // aborted: the turn has ended
          late.abort();
        }
        if (run) run.cut = reason;
        await sessions.park(key, reason, ...(atOnce ? [0] : []));
        if (run) await settle(run, { state: "interrupted", error: { kind: "interrupted", text: reason } });
        await working;
      } finally {
        halting--;
        pump();
      }
    },
  };
}
