import type { Address } from "@instar/kernel";

/** Whether two addresses name one place. */
export const sameAddress = (one: Address, other: Address): boolean =>
  one.channel === other.channel && one.conversation === other.conversation && one.thread === other.thread;
