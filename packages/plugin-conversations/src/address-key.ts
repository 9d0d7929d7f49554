import type { Address } from "@instar/kernel";

/** Half a surrogate pair cannot be encoded. None is accepted, but a row that got in before must not keep the house from starting. */
const encoded = (part: string) => encodeURIComponent(part.replace(/\p{Surrogate}/gu, "\uFFFD"));

/**
 * One string per address: names a conversation and its session. A conversation keeps the name of the address where it began, also when its
 * service has moved it: `Routes` tells where it is. Never throws.
 */
export const addressKey = ({ channel, conversation, thread }: Address): string =>
  [channel, conversation, ...(thread === undefined ? [] : [thread])].map(encoded).join("/");
