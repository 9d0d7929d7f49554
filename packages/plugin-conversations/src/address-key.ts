import type { Address } from "@instar/kernel";

/** One string per address: names a conversation and its session. */
export const addressKey = ({ channel, conversation, thread }: Address): string =>
  [channel, conversation, ...(thread === undefined ? [] : [thread])].map(encodeURIComponent).join("/");
