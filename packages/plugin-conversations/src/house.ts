import type { Clock, KnownSender, Logger, Message, Sender, SessionRef } from "@instar/kernel";
import type { Channel, Lifecycle, Op, Session, Sessions } from "@instar/kernel/contracts";
import type { InboxRow, OutboxRow } from "./contract.ts";
import type { Corrections } from "./corrections/corrections.ts";
import type { FileKeeper } from "./files/file-keeper.ts";
import type { Ledger } from "./ledger.ts";
import type { Marks } from "./marks.ts";
import type { ConversationsOptions } from "./options.ts";
import type { ProgressDesk } from "./progress/progress-desk.ts";
import type { Routes } from "./routes.ts";
import type { Transcripts } from "./transcripts.ts";

/** What every conversation and the outbox share. */
export interface House {
  readonly options: ConversationsOptions;
  readonly clock: Clock;
  readonly log: Logger;
  readonly sessions: Sessions;
  readonly lifecycle: Lifecycle;
  readonly inbox: Ledger<InboxRow>;
  readonly outbox: Ledger<OutboxRow>;
  readonly ids: () => string;
  readonly files: FileKeeper;
  readonly transcripts: Transcripts;
  /** What was corrected of messages whose turn is over. */
  readonly corrections: Corrections;
  /** Aborted when the house closes: what runs then stays as it is on disk and is taken up at the next start. */
  readonly closing: AbortSignal;
  /** Aborted when the house is about to close: what runs may end, nothing begins. */
  readonly draining: AbortSignal;
  /** Durable when it resolves; a disk that fails is tried again until it works or the house closes, then it rejects. */
  commit(ops: readonly Op[]): Promise<void>;
  channel(id: string): Channel | undefined;
  readonly routes: Routes;
  readonly marks: Marks;
  /** Messages about work that goes on for long. */
  readonly progress: ProgressDesk;
  /** Who a sender is now: what was decided since they wrote holds. */
  judge(channel: string, sender: Sender, group?: string): Promise<KnownSender>;
  /** Whether a session's driver can take a message in the middle of a turn. */
  steers(session: SessionRef): boolean;
  /** Whether a session's driver says which inputs a turn answers. Otherwise a turn answers all that its session was given. */
  bindsInputs(session: SessionRef): boolean;
  /** The living agents that have been told what a new or resumed one must know; every life has an object of its own. */
  readonly told: WeakSet<Session>;
  /** What is said beside a message. `fresh`: the session has just begun or come back. */
  contextFor(session: SessionRef, message: Message, fresh: boolean): Promise<readonly string[]>;
}
