import type { Clock, Logger } from "@instar/kernel";
import type { Journal, Op, RecordedEvent } from "@instar/kernel/contracts";
import type { EventsJournal, NamedId } from "./contract.ts";
import { fits } from "./fits.ts";
import { listEvents, newestFirst, newestPosition } from "./list-events.ts";
import { type StoredEvent, toRecorded, toStored } from "./stored-event.ts";
import { createWriteBuffer } from "./write-buffer.ts";

const longestWaitMs = 30_000;
const mostAtOnce = 1_000;
const mostNames = 20;
const lookedThrough = 50_000;
const namedKinds = ["message", "reply", "session", "call", "question"] as const;

export interface EventsParts {
  readonly journal: Journal<StoredEvent>;
  commit(ops: readonly Op[]): Promise<unknown>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Removes the house's secrets: an error's own words may repeat one. */
  redact(text: string): string;
  isLive(): boolean;
}

export interface OpenEvents {
  readonly events: EventsJournal;
  /** Something was recorded: who follows looks. */
  heard(): void;
  /** Writes what waits; nothing is timed afterwards. */
  close(): Promise<void>;
}

/** The events of the house over a journal of the store. Who follows reads the journal, so a slow reader costs nobody anything. */
export function openEvents({ journal, commit, clock, log, redact, isLive }: EventsParts): OpenEvents {
  const buffer = createWriteBuffer({ append: journal.append, redact, commit, clock, log });
  const bells = new Set<() => void>();

  /** Resolves at the next thing that is recorded, or when the signal is aborted. */
  const rung = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const ring = () => {
        bells.delete(ring);
        signal.removeEventListener("abort", ring);
        resolve();
      };
      if (signal.aborted) return resolve();
      bells.add(ring);
      signal.addEventListener("abort", ring, { once: true });
    });

  async function newest(): Promise<number> {
    await buffer.flush();
    return newestPosition(journal);
  }

  async function* read(after: number): AsyncGenerator<RecordedEvent> {
    for await (const { position, at, entry } of journal.read(after)) yield toRecorded(position, at, entry);
  }

  async function* followFrom(from: Promise<number>, filter: Parameters<EventsJournal["follow"]>[0], signal: AbortSignal) {
    let position = await from;
    while (!signal.aborted) {
      const ring = rung(signal); // before reading: what is recorded meanwhile must ring
      for await (const event of read(position)) {
        if (signal.aborted) return;
        position = event.position;
        if (fits(event, filter)) yield event;
      }
      await ring;
    }
  }

  const events: EventsJournal = {
    record: buffer.record,
    op(event) {
      buffer.ahead();
      return journal.append(toStored(event, undefined, redact));
    },
    async list(filter) {
      await buffer.flush();
      return listEvents(journal, filter);
    },
    follow(filter, signal) {
      const from = newest();
      from.catch(() => undefined); // whoever reads hears of it
      return followFrom(from, filter, signal);
    },
    async after(position, filter, waitMs) {
      const over = new AbortController();
      using _limit = clock.after(Math.min(waitMs, longestWaitMs), () => over.abort());
      if (waitMs <= 0) over.abort();
      let last = position ?? (await newest());
      const found: RecordedEvent[] = [];
      for (;;) {
        const ring = rung(over.signal);
        for await (const event of read(last)) {
          last = event.position;
          if (fits(event, filter) && found.push(event) === mostAtOnce) break;
        }
        if (found.length > 0 || over.signal.aborted) {
          over.abort();
          return { position: last, events: found };
        }
        await ring;
      }
    },
    async named(prefix) {
      await buffer.flush();
      const found = new Map<string, NamedId>();
      let seen = 0;
      for await (const { about } of newestFirst(journal)) {
        for (const kind of namedKinds) {
          const id = about[kind];
          if (id?.startsWith(prefix)) found.set(`${kind} ${id}`, { kind, id });
        }
        if (found.size >= mostNames || ++seen === lookedThrough) break;
      }
      return [...found.values()];
    },
    isLive,
  };

  return {
    events,
    heard() {
      for (const ring of [...bells]) ring();
    },
    async close() {
      for (const ring of [...bells]) ring();
      await buffer.close();
    },
  };
}
