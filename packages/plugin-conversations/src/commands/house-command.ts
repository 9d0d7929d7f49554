import type { Address } from "@instar/kernel";
import type { Records } from "@instar/kernel/contracts";
import type { Conversations, InboxRow, Saying } from "../contract.ts";
import type { Conversation } from "../conversation/conversation.ts";
import type { House } from "../house.ts";
import type { StoredThread } from "../thread-desk.ts";
import type { RunningTools } from "./running-tools.ts";

/** One of the house's own words as a message says it. */
export interface Asked {
  /** Behind the word. */
  readonly words: string;
  readonly row: InboxRow;
  readonly conversation: Conversation;
}

/** Resolves with what is said to that. Runs again when the house died before its answer was durable. */
export type HouseCommand = (asked: Asked) => Promise<string>;

/** What the house's commands stand on. */
export interface CommandDoors {
  readonly house: House;
  readonly tools: RunningTools;
  readonly thread: Conversations["thread"];
  /** Threads that were opened, with their names. */
  readonly threads: Records<StoredThread>;
  /** Once per key. */
  readonly tell: (saying: Saying) => Promise<Address>;
  /** A line for each command that plugins bring and this sender may use. */
  readonly contributed: (row: InboxRow) => readonly string[];
  /** The house's words that mean something else for this sender. */
  readonly replaced: (row: InboxRow) => readonly string[];
}
