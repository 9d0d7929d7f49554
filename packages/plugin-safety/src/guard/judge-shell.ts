import { createRuleBook, type Judgement, judgeCommand } from "@instar/command-guard";
import type { GuardSettings } from "../contract.ts";
import type { Machine } from "./machine.ts";
import type { SessionPlace } from "./session-places.ts";

/** Judges a line of shell where it would run. */
export type ShellJudge = (command: string, where: SessionPlace & { readonly cwd: string }) => Judgement;

/** What is the same for all lines is made ready once. */
export function createShellJudge({ rules, protectedBranches, allowPaths }: Omit<GuardSettings, "level" | "daemon">, machine: Machine): ShellJudge {
  const book = createRuleBook(rules);
  const house = { ...machine, allowed: allowPaths, ...(protectedBranches && { protectedBranches }) };
  return (command, { cwd, project, since }) => judgeCommand(command, { ...house, cwd, project, ...(since !== undefined && { since }) }, book);
}
