import { type Address, type KnownSender, service } from "@instar/kernel";
import type { IncomingFile, Part } from "@instar/kernel/contracts";
import type { History } from "./history/history-contract.ts";

export type { ChannelFigures, History, HistoryAsked, HistoryPage, Said, SaidFile, SearchAsked } from "./history/history-contract.ts";
export { parsePlace } from "./parse-place.ts";
export { cutText } from "./text/cut-text.ts";
export { splitMarkdown } from "./text/split-markdown.ts";
export { splitText } from "./text/split-text.ts";

export type InboxState = "accepted" | "running" | "answered" | "merged" | "handled" | "refused" | "held" | "silent" | "failed" | "expired" | "withdrawn";

/** A file of a message: where the house's copy is, or why there is none. */
export interface KeptFile extends IncomingFile {
  readonly path?: string;
  readonly problem?: string;
  /** What is said in it. The message's text has it, too. */
  readonly transcript?: { readonly text: string; readonly language?: string };
  /** Why there is no transcript of what is said in it. */
  readonly untranscribed?: string;
}

/** What one message of an album brought, until their turn begins: each may still be changed or taken back. */
export interface AlbumMember {
  readonly id: string;
  readonly text: string;
  readonly files?: readonly KeptFile[];
  readonly attachments?: readonly string[];
}

/** How a message reads since it was edited, after the agent had been given it. */
export interface Correction {
  readonly from: KnownSender;
  /** The beginning of what it was. */
  readonly was: string;
  readonly text: string;
  readonly at: number;
}

/** One accepted message. `id` is a time-ordered UUID; times in epoch ms. */
export interface InboxRow {
  readonly id: string;
  readonly key: string;
  readonly address: Address;
  readonly from: KnownSender;
  readonly text: string;
  readonly attachments?: readonly string[];
  readonly quoted?: string;
  /** A stranger's: more was sent than is kept of it, so it can't run after all. */
  readonly cut?: true;
  readonly files?: readonly KeptFile[];
  readonly album?: string;
  /** The messages that were joined in this one, itself first: its text and files are theirs. */
  readonly members?: readonly AlbumMember[];
  readonly group?: { readonly addressed: boolean };
  /** The key of the message that this one corrects: it joins that one's turn, or is given with the next message, and is never a turn of its own. */
  readonly edits?: string;
  /** When its sender last replaced its text, before it had begun. */
  readonly editedAt?: number;
  /** What its sender, or others here, corrected of earlier messages since then: it is given to the agent with them. */
  readonly corrections?: readonly Correction[];
  /** When the person wrote it, and when it was durably accepted. */
  readonly at: number;
  readonly acceptedAt: number;
  readonly state: InboxState;
  readonly attempt: number;
  /** What `beforeMessage` made of the text, once it ran. */
  readonly prepared?: string;
  readonly session?: string;
  /** The id under which this attempt was given to the agent. */
  readonly input?: string;
  /** Parked until then, by a limit. */
  readonly notBefore?: number;
  /** The reply that answers it: `OutboxRow.reply`. */
  readonly reply?: string;
  readonly mergedInto?: string;
  /** Who held or refused it. */
  readonly by?: string;
  /** Why it was held, refused, failed or expired. */
  readonly reason?: string;
  readonly endedAt?: number;
}

export type OutboxState = "held" | "pending" | "sending" | "delivered" | "uncertain" | "failed" | "withdrawn";

/** One part of one reply. `id` is the reply's key, a slash and the part's index, and the idempotency key given to the channel. */
export interface OutboxRow {
  readonly id: string;
  readonly reply: string;
  readonly address: Address;
  readonly part: Part;
  /** How many parts the reply has. */
  readonly parts: number;
  readonly answers: readonly string[];
  readonly state: OutboxState;
  readonly attempt: number;
  /** How often it remained unknown whether a send had arrived, as its channel said: the pauses grow with that, and with no restart. */
  readonly doubts?: number;
  /** How often its service has sent it to another address. */
  readonly moves?: number;
  readonly notBefore: number;
  readonly ref?: string;
  readonly by?: string;
  readonly reason?: string;
  /** It was refused in its own format and goes as plain text. */
  readonly plain?: boolean;
  readonly createdAt: number;
  readonly endedAt?: number;
}

export interface ChannelStatus {
  readonly id: string;
  readonly state: "opening" | "open" | "failed" | "closed";
  readonly reason?: string;
  /** It is open, and nobody may speak there: `reason` says what lets somebody in. */
  readonly deserted?: boolean;
  readonly lastInboundAt?: number;
  readonly lastOutboundAt?: number;
  readonly pending: number;
}

export interface RowFilter {
  readonly states?: readonly string[];
  /** Only what was accepted, or handed to the outbox, at this time or later; epoch ms. What is older is not even looked at. */
  readonly since?: number;
  /** 1–1,000, default 50; newest first. */
  readonly limit?: number;
}

/** Something said outside of any turn. */
export interface Saying {
  readonly key: string;
  readonly text: string;
  readonly to?: Address;
  /** Paths of files, let out as those of a reply are. */
  readonly attachments?: readonly string[];
  /**
   * A press does what a message of `words` from whoever presses would: `/yes k7f3`. The first press counts; one that is `apart` counts once by itself,
   * whatever else was pressed. Where a channel has no buttons the text must suffice.
   */
  readonly buttons?: readonly { readonly label: string; readonly words: string; readonly apart?: true }[];
  /** Arrives without a sound, where the service can do that. */
  readonly silent?: true;
}

/** The inbox and the outbox, to be looked at and mended by people. */
export interface Conversations extends History {
  inbox(filter?: RowFilter): Promise<readonly InboxRow[]>;
  outbox(filter?: RowFilter): Promise<readonly OutboxRow[]>;
  /** By id, or by `channel:key`. */
  message(id: string): Promise<InboxRow | undefined>;
  /** The parts that answer a message. */
  repliesTo(id: string): Promise<readonly OutboxRow[]>;
  /** A failed, held or expired message runs again; a refused one once its sender may speak, when all of it is there. False when it can't, or is under way. */
  retry(id: string): Promise<boolean>;
  /** A held part is sent after all; a failed one is sent again. */
  release(id: string): Promise<boolean>;
  /** A part that has not been sent will not be. */
  withdraw(id: string): Promise<boolean>;
  /**
   * Says something outside of any turn, through `beforeReply` and the outbox like every reply; resolves with where, once it is durable.
   * `to` absent: where an owner last wrote, or this machine's terminal while none has. The same key is said once in 30 days.
   */
  tell(saying: Saying): Promise<Address>;
  /**
   * Puts other words in the place of what `tell` said under this key, without a sound and without its buttons, in a few tries. Resolves with whether they
   * stand there; what the channel can't change stays as it is. Absent where a provider cannot do it.
   */
  restate?(key: string, text: string): Promise<boolean>;
  /**
   * A thread for a conversation of its own, made once per `key` and for good, also when the house dies in between. Resolves with `parent` on a channel that
   * has no threads. `parent` absent: the conversation where an owner last wrote, as for `tell`. `aside`: it is about one thing, so what an owner writes
   * there makes it no place where other things are told.
   */
  thread(asked: { readonly key: string; readonly name: string; readonly parent?: Address; readonly aside?: true }): Promise<Address>;
  /**
   * What a thread was opened for is over: it is closed when nothing is on its way there, and opened again when something is sent or written there. False
   * where it cannot be closed. Rejects with CONVERSATIONS_THREAD_NOT_CLOSED where it cannot be now: ask again later.
   */
  closeThread(thread: Address): Promise<boolean>;
  /**
   * Begins no further turn, for good: the house is about to close. Messages go on being accepted, and wait for the next start. Resolves when no turn
   * runs, at the latest after `withinMs`, with the number of messages that are still being worked on. Absent where a provider cannot wait.
   */
  drain?(withinMs: number): Promise<{ readonly running: number }>;
  /**
   * Ends the turn of every conversation and drops every message that waits, which is told there; not at `asked`, where the answer says it. Durable when it
   * resolves, with the numbers of messages. Absent where a provider cannot do it.
   */
  stopAll?(reason: string, asked?: Address): Promise<{ readonly running: number; readonly waiting: number }>;
  status(): Promise<{ readonly channels: readonly ChannelStatus[]; readonly open: number; readonly running: number; readonly pending: number }>;
}

export const Conversations = service<Conversations>("conversations");

/** Knows what is said in voice messages and audio files. It must not need `Conversations`, which needs it where it is there. */
export interface Transcriber {
  /**
   * What is said in a file, empty when nothing was understood, and in which language (`de`, `pt-BR`). Rejects when it can't tell; then, and when two
   * minutes are over and `signal` is aborted, the agent gets the file alone.
   */
  transcribe(
    file: { readonly path: string; readonly mimeType?: string; readonly durationMs?: number },
    signal: AbortSignal,
  ): Promise<{ readonly text: string; readonly language?: string }>;
}

export const Transcriber = service<Transcriber>("transcriber");
