import type { Trusted } from "@instar/plugin-access/contract";
import { channelId } from "../places/address-of.ts";

const prefix = `${channelId}:`;

const on = (trusted: readonly Trusted[], trust: Trusted["trust"]) => [
  ...new Set(trusted.filter((each) => each.trust === trust && each.sender.startsWith(prefix)).map(({ sender }) => sender.slice(prefix.length))),
];

/** The numbers of those who decide. */
export const ownersOn = (trusted: readonly Trusted[]): readonly string[] => on(trusted, "owner");

/** The numbers of the others who may speak. */
export const knownOn = (trusted: readonly Trusted[]): readonly string[] => on(trusted, "known");

/** The numbers of groups in which those get an answer. */
export const groupsOn = (groups: readonly string[]): readonly string[] =>
  groups.filter((group) => group.startsWith(prefix)).map((group) => group.slice(prefix.length));
