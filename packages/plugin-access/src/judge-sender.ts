import type { KnownSender, Sender } from "@instar/kernel";
import type { AccessOptions } from "./options.ts";

/** Whoever reached the local socket or the local API with the owner's token. */
const localOwners = ["local:owner", "http:owner"];

/**
 * Makes the judgement of a configuration: owner before known, everybody else a stranger. Nothing but the sender's id and name is
 * taken over, so that a channel can't hand out trust.
 */
export function judgeBy({ owners, known }: AccessOptions): (channel: string, sender: Sender) => KnownSender {
  const deciding = new Set([...localOwners, ...owners]);
  const speaking = new Set(known);
  return (channel, { id, name }) => {
    // A channel named "a:b" could otherwise speak as sender "b:..." of channel "a".
    const entry = channel.includes(":") ? "" : `${channel}:${id}`;
    const trust = deciding.has(entry) ? "owner" : speaking.has(entry) ? "known" : "stranger";
    return Object.freeze(name === undefined ? { id, trust } : { id, name, trust });
  };
}
