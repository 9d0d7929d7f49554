import type { Address } from "../hooks/events.ts";
import { service } from "../token.ts";

/** Something that the owner may want to know. Notices of one `key` are one thing: they merge. */
export interface Notice {
  readonly key: string;
  readonly level: "info" | "attention" | "urgent";
  readonly title: string;
  readonly text: string;
  /** A thread that is about it already: it is told there, and in no topic of its own. */
  readonly place?: Address;
}

/** What waits for the owner's attention until it is done. `count` notices are merged in it. Times in epoch ms. */
export interface AttentionItem extends Notice {
  readonly id: string;
  readonly state: "open" | "acknowledged" | "done";
  readonly count: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Plugins state intents; the budget merges by key, digests and caps. */
export interface Notices {
  /** Durable when it resolves. `attention` and `urgent` become an attention item; `info` is only ever part of a digest. */
  notify(notice: Notice): Promise<void>;
  /** Newest first. Default: those that are not done. */
  attention(filter?: { readonly states?: readonly AttentionItem["state"][] }): Promise<readonly AttentionItem[]>;
  /** Undefined: there is no such item. */
  change(id: string, state: AttentionItem["state"]): Promise<AttentionItem | undefined>;
  /** Where the owner wants to be told things; absent: where they last wrote. */
  readonly to?: Address | undefined;
}

export const Notices = service<Notices>("notices");
