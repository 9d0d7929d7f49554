import type { Address } from "@instar/kernel";

/** A conversation as people write it, such as `telegram:-1001234567890`: a channel's id and what its service calls the conversation. Undefined: it is none. */
export function parsePlace(text: string): Address | undefined {
  const [, channel, conversation] = /^([^:\s]+):(\S+)$/.exec(text.trim()) ?? [];
  return channel === undefined || conversation === undefined ? undefined : { channel, conversation };
}
