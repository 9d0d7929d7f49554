import type { KnownSender, Sender } from "@instar/kernel";
import { senderName } from "./contract.ts";
import type { Trust } from "./trust.ts";

/**
 * Owner before known, everybody else a stranger, and everybody is one in a group that is not let in. Nothing but the sender's id, name and handle is
 * taken over, so that a channel can't hand out trust.
 */
export function judgeBy(trust: Pick<Trust, "of">, groups: readonly string[]): (channel: string, sender: Sender, group?: string) => KnownSender {
  return (channel, { id, name, handle }, group) => {
    // A channel named "a:b" could otherwise speak as sender "b:..." of channel "a".
    const isOpen = !channel.includes(":") && (group === undefined || groups.includes(senderName(channel, { id: group })));
    const found = (isOpen ? trust.of(senderName(channel, { id })) : undefined) ?? "stranger";
    return Object.freeze({ id, ...(name !== undefined && { name }), ...(handle !== undefined && { handle }), trust: found });
  };
}
