import type { SessionRef } from "@instar/kernel";
import type { Session, SessionEvent, SessionHost, SessionLimits, Snapshot } from "@instar/kernel/contracts";
import type { Exit } from "./end-agent.ts";
import type { RecordChanges } from "./record-keeper.ts";
import type { StoredSession } from "./session-record.ts";
import type { SessionStory } from "./session-story.ts";

export type Listener = (session: SessionRef, key: string, event: SessionEvent) => Promise<void>;

export interface Ending {
  readonly state: "parked" | "stopped" | "failed";
  /** Default the house's. */
  readonly graceMs?: number;
  /** Kept with the record as how it ended. */
  readonly text?: string;
  /** Why it is parked, for the journal. */
  readonly reason?: string;
}

/** One agent from its start to its end, with its record. */
export interface Living {
  readonly key: string;
  readonly record: StoredSession;
  readonly host: SessionHost;
  readonly story: SessionStory;
  /** What callers get. Throws when there is none (before `attach`). */
  session(): Session;
  /** It can be given to somebody. */
  readonly available: boolean;
  /** It can be parked: no work, and not promised to anybody. */
  readonly idle: boolean;
  readonly exit: Exit | undefined;
  attach(inner: Session): void;
  /** Durable when it resolves. */
  keep(changes: RecordChanges): Promise<void>;
  /** From now on; durable when it resolves. */
  limit(limits: SessionLimits): Promise<void>;
  /** Rejects with SESSIONS_OVER_LIMIT when it takes no input; undefined at once when it does. */
  admit(): Promise<void> | undefined;
  /** Keeps it for its opener until the first input, at most 30 s. */
  claim(): void;
  /** Ends everything that runs and makes the record final. Once; resolves with the last snapshot. */
  close(ending: Ending): Promise<Snapshot | undefined>;
}
