import { setImmediate as nextTurn } from "node:timers/promises";
import type { EventFilter, Journal, RecordedEvent } from "@instar/kernel/contracts";
import { fits } from "./fits.ts";
import { type StoredEvent, toRecorded } from "./stored-event.ts";

/** So many are looked at before others have their turn. */
const breath = 500;
/** A clock that was set back leaves older times above newer ones: one looks this much further than was asked. */
const slackMs = 3_600_000;

/** Newest first, breathing between. */
export async function* newestFirst(journal: Journal<StoredEvent>): AsyncGenerator<RecordedEvent> {
  let seen = 0;
  for await (const { position, at, entry } of journal.latest()) {
    yield toRecorded(position, at, entry);
    if (++seen % breath === 0) await nextTurn();
  }
}

/** 0 when there is none. */
export async function newestPosition(journal: Journal<StoredEvent>): Promise<number> {
  for await (const { position } of journal.latest()) return position;
  return 0;
}

/** Ends where the events are older than `since`: positions rise with time. */
export async function listEvents(journal: Journal<StoredEvent>, filter: EventFilter = {}): Promise<readonly RecordedEvent[]> {
  const { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY, limit = 100 } = filter;
  const most = Math.min(Math.max(1, Math.floor(limit)), 1_000);
  const found: RecordedEvent[] = [];
  for await (const event of newestFirst(journal)) {
    if (event.at < since - slackMs) break;
    if (event.at < since || event.at > until || !fits(event, filter)) continue;
    found.push(event);
    if (found.length === most) break;
  }
  return found;
}
