import type { Caller } from "@instar/kernel/contracts";

export const isSame = (one: Caller, other: Caller): boolean =>
  one.kind === "owner" ? other.kind === "owner" : other.kind === "agent" && one.session === other.session;
