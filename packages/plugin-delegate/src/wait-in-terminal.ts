import type { CommandContext, Remote } from "@instar/kernel/command";
import type { Delegates, Delegation } from "./contract.ts";
import { describeDelegation, exitCodeOf } from "./describe-delegation.ts";
import { showFigure } from "./plan-limits.ts";

/** How long one look may take: what it used is shown in between. */
const lookMs = 1_000;

type Terminal = Pick<CommandContext, "print" | "json" | "signal">;

/** Prints the result for people, or the bare result as JSON, and gives the exit code. */
export function printEnd(delegation: Delegation, { print, json }: Pick<Terminal, "print" | "json">): number {
  print(json ? (delegation.result ?? delegation) : delegation, describeDelegation(delegation));
  return delegation.state === "running" ? 0 : exitCodeOf(delegation);
}

/** Waits for the end and tells on stderr what happens meanwhile. Ctrl-C leaves it working. */
export async function waitInTerminal(delegates: Remote<Delegates>, begun: Delegation, { print, json, signal }: Terminal): Promise<number> {
  const tell = (line: string) => void process.stderr.write(`${line}\n`);
  tell(`${begun.name} is at work.`);
  let told = "";
  let delegation = begun;
  while (delegation.state === "running" && !signal.aborted) {
    const { progress } = delegation;
    const line =
      progress && progress.turns > 0
        ? `${showFigure("maxCostUsd", progress.cost)}, ${showFigure("maxTurns", progress.turns)}${progress.toolsUsed.length > 0 ? `: ${progress.toolsUsed.join(", ")}` : ""}`
        : "";
    if (line !== "" && line !== told) tell(`  ${line}`);
    told = line;
    try {
      delegation = await delegates.status(begun.name, lookMs);
    } catch (error) {
      // Ctrl-C ends the waiting, too
      if (!signal.aborted) throw error;
    }
  }
  if (delegation.state === "running") {
    tell(`It works on. Wait for it with \`instar delegate status ${begun.name} --wait 60\`, end it with \`instar delegate abort ${begun.name}\`.`);
    return 130;
  }
  return printEnd(delegation, { print, json });
}
