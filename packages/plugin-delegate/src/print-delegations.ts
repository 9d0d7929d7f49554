import type { CommandContext } from "@instar/kernel/command";
import type { Delegation } from "./contract.ts";
import { delegationRow } from "./describe-delegation.ts";

/** A list of delegations: a table for people, and the whole of them as JSON. */
export function printDelegations(listed: readonly Delegation[], { print, json }: Pick<CommandContext, "print" | "json">): void {
  if (json) print(listed);
  else if (listed.length === 0) print(listed, 'Nothing is delegated. Hand over a task: instar delegate run "..."');
  else print(listed.map(delegationRow));
}
