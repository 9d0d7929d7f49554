import type { Contribution } from "@instar/kernel";
import { Access, Approvals, type ChatCommand, Notices } from "@instar/kernel/contracts";
import { isControlWord } from "./control.ts";

/** Whose commands carry the owner's word: `/yes` must not become another's. Safety needs this package, so its name is all that is known of it here. */
const keepers: readonly string[] = [Access.id, Approvals.id, Notices.id, "safety"];

const isKeeper = ({ provides }: Contribution<ChatCommand>): boolean => provides !== undefined && keepers.includes(provides);

/** It is asked before the house's own words. */
export const comesFirst = (command: Contribution<ChatCommand>): boolean => command.value.first === true && isKeeper(command);

export interface LostName {
  readonly name: string;
  readonly plugin: string;
  /** Who keeps it; absent: the house itself. */
  readonly keeper?: string;
}

export interface CommandPlan {
  /** The commands that people reach, one for each name. */
  readonly reached: readonly Contribution<ChatCommand>[];
  readonly lost: readonly LostName[];
}

/** The house's own words keep their names but for what comes first, then the providers of access, approvals, notices and safety; of two others with one name the first in the config. */
export function planCommands(contributed: Iterable<Contribution<ChatCommand>>): CommandPlan {
  const all = [...contributed];
  const reached = new Map<string, Contribution<ChatCommand>>();
  const lost: LostName[] = [];
  for (const command of [...all.filter(isKeeper), ...all.filter((other) => !isKeeper(other))]) {
    const { plugin, value } = command;
    const keeper = reached.get(value.name)?.plugin;
    if (isControlWord(value.name) && !comesFirst(command)) lost.push({ name: value.name, plugin });
    else if (keeper !== undefined) lost.push({ name: value.name, plugin, keeper });
    else reached.set(value.name, command);
  }
  return { reached: [...reached.values()], lost };
}
