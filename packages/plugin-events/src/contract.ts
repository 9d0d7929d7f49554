import { type Service, service } from "@instar/kernel";
import { type About, Events, type RecordedEvent } from "@instar/kernel/contracts";

export { Events };

/** An id that events are about, with what it names. */
export interface NamedId {
  readonly kind: keyof About;
  /** Of a job: the id of one of its runs, such as `backup@2026-12-01T03:00:00.000Z`. */
  readonly id: string;
}

/** What this provider can do beside the contract; a replacement of it need not. */
export interface EventsJournal extends Events {
  /** The ids of messages, replies, sessions, calls and questions that begin so, newest first, at most 20; looks through the newest 50,000 events. */
  named(prefix: string): Promise<readonly NamedId[]>;
  /** What fits and was recorded after `position` (absent: from now on), oldest first, at most 1,000; waits for it up to `waitMs` (at most 30,000). */
  after(position: number | undefined, filter: Parameters<Events["follow"]>[0], waitMs: number): Promise<Newer>;
  /** Whether the house runs: otherwise nothing new will come. */
  isLive(): boolean;
}

/** `position`: where to go on. */
export interface Newer {
  readonly position: number;
  readonly events: readonly RecordedEvent[];
}

/** The same service as `Events`, as this package provides it. */
export const EventsJournal: Service<EventsJournal> = service<EventsJournal>(Events.id);
