import type { Address } from "@instar/kernel";

export const isSamePlace = (one: Address | undefined, other: Address | undefined): boolean =>
  one?.channel === other?.channel && one?.conversation === other?.conversation && one?.thread === other?.thread;
