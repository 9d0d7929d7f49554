import type { KnownSender, Sender } from "@instar/kernel";
import { senderName } from "./contract.ts";
import type { Trust } from "./trust.ts";

/**
 * Owner before known, everybody else a stranger. Nothing but the sender's id and name is taken over, so that a channel can't hand
 * out trust.
 */
export function judgeBy(trust: Pick<Trust, "of">): (channel: string, sender: Sender) => KnownSender {
  return (channel, { id, name }) => {
    // A channel named "a:b" could otherwise speak as sender "b:..." of channel "a".
    const found = (channel.includes(":") ? undefined : trust.of(senderName(channel, { id }))) ?? "stranger";
    return Object.freeze(name === undefined ? { id, trust: found } : { id, name, trust: found });
  };
}
