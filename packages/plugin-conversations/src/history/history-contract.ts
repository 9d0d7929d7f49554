import type { Address, KnownSender } from "@instar/kernel";
import type { InboxState, OutboxState } from "../contract.ts";

/** A file that came or went with what was said: where it is, or why it is not there. */
export interface SaidFile {
  readonly name: string;
  readonly path?: string;
  readonly problem?: string;
}

/** One thing that was said: a person's message, or a reply with all its parts as one. Kept for 30 days after its end. */
export interface Said {
  /** The message's id, or the reply's: a time-ordered UUID. */
  readonly id: string;
  readonly way: "in" | "out";
  /** When it was accepted, or handed to the outbox; epoch ms. */
  readonly at: number;
  /** The conversation, by the name of the address where it began. */
  readonly address: Address;
  /** Who wrote it. Absent: the agent, or the house. */
  readonly from?: KnownSender;
  readonly text: string;
  readonly files: readonly SaidFile[];
  /** Of a reply in several parts the state that a person should know first: that one failed rather than that others arrived. */
  readonly state: InboxState | OutboxState;
  readonly reason?: string;
  /** Ids of the messages that it answers. */
  readonly answers?: readonly string[];
  /** When its sender last replaced its text. */
  readonly editedAt?: number;
  /** The key of the message that this one corrects. */
  readonly edits?: string;
}

export interface HistoryAsked {
  /** Only this conversation; a thread of it is one of its own. */
  readonly address?: Address;
  /** Only this channel. */
  readonly channel?: string;
  /** Only what is older: than this id (`HistoryPage.next`), or than this time in epoch ms. */
  readonly before?: string | number;
  /** Only what came at this time or later; epoch ms. */
  readonly since?: number;
  /** Leaves out messages that never reached the agent: refused, held, expired, taken back. */
  readonly heard?: true;
  /** 1–200, default 50: the latest ones. */
  readonly limit?: number;
}

export interface SearchAsked extends HistoryAsked {
  /** All of them must be in the text or in names of files; case and accents don't count. */
  readonly words: string;
}

export interface HistoryPage {
  readonly said: readonly Said[];
  /** Given as `before` it goes on from here. Absent: there is nothing older. Looking ends after 10,000 rows, so a page may be short or empty and there is more. */
  readonly next?: string;
}

/** How much was said on a channel, of what is kept. */
export interface ChannelFigures {
  readonly channel: string;
  /** Messages, by state. */
  readonly in: Readonly<Record<string, number>>;
  /** Replies, by state. */
  readonly out: Readonly<Record<string, number>>;
  readonly oldest?: number;
  readonly newest?: number;
  /** The latest first; days of UTC. */
  readonly days: readonly { readonly day: string; readonly in: number; readonly out: number }[];
  /** The latest first, at most 200. */
  readonly conversations: readonly { readonly address: Address; readonly in: number; readonly out: number; readonly lastAt: number }[];
  /** False: there is more than is counted, 20,000 rows; what is older than `oldest` was not looked at. */
  readonly complete: boolean;
}

/** What was said, both ways. */
export interface History {
  /** The oldest first. */
  history(asked?: HistoryAsked): Promise<HistoryPage>;
  /** The latest first. */
  search(asked: SearchAsked): Promise<HistoryPage>;
  figures(channel: string): Promise<ChannelFigures>;
}
