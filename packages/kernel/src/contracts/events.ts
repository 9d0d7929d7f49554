import type { Json } from "../json.ts";
import { service } from "../token.ts";
import type { Op } from "./store.ts";

/** What an event is about: ids, by what they name. One story is found by any of them. */
export interface About {
  /** An inbox message's id. */
  readonly message?: string;
  /** A reply's key. */
  readonly reply?: string;
  readonly session?: string;
  /** A tool call's id. */
  readonly call?: string;
  readonly question?: string;
  readonly plugin?: string;
  readonly channel?: string;
  readonly job?: string;
}

/** Something that happened, without the texts of people: `text` is one sentence made of constant words, ids, names and figures. */
export interface HouseEvent {
  /** `subject.past`: `message.accepted`, `tool.denied`, `session.parked`. */
  readonly type: string;
  readonly about: About;
  readonly text: string;
  readonly data?: Json;
  readonly costUsd?: number;
}

/** `position` rises in the order of the commits; `at` in epoch ms. */
export interface RecordedEvent extends HouseEvent {
  readonly position: number;
  readonly at: number;
}

export interface EventFilter {
  /** Exact types, or a subject: `tool` means every `tool.…`. */
  readonly types?: readonly string[];
  readonly about?: About;
  /** Epoch ms, inclusive. */
  readonly since?: number;
  readonly until?: number;
  /** 1–1,000, default 100. */
  readonly limit?: number;
}

/** One line of truth for all that happens in the house; kept for a time and up to a size. Often absent: everything must do without. */
export interface Events {
  /** Written soon, with others in one commit; never rejects and never waits. */
  record(event: HouseEvent): void;
  /** The same as an operation, for whoever changes something in the same commit. */
  op(event: HouseEvent): Op;
  /** Newest first. */
  list(filter?: EventFilter): Promise<readonly RecordedEvent[]>;
  /** Everything recorded from now on that fits; ends when the signal is aborted. */
  follow(filter: Pick<EventFilter, "types" | "about">, signal: AbortSignal): AsyncIterable<RecordedEvent>;
}

export const Events = service<Events>("events");
