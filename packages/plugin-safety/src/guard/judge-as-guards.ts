import { join } from "node:path";
import type { Judgement } from "@instar/command-guard";
import { createHouseGuard, thisProcess } from "@instar/command-guard/house";
import type { GuardSettings } from "../contract.ts";
import { createShellJudge } from "./judge-shell.ts";
import { thisMachine } from "./machine.ts";

/** What all guards of the house together would say of a command, in this process and without running anything. */
export type Judge = (command: string) => Judgement;

const withoutConfig = { level: 1, rules: [], allowPaths: [] } as const;

/** The guards of `project`, for commands that would run in `cwd`. `settings`: what its config says; absent: nothing. */
export function createJudge(project: string, cwd: string, settings?: GuardSettings): Judge {
  const { daemon, ...rules }: GuardSettings = settings ?? { ...withoutConfig, daemon: thisProcess() };
  const shell = createShellJudge(rules, thisMachine());
  const house = createHouseGuard({ project, home: join(project, ".instar") }, daemon);
  return (command) => {
    const refusal = house.shell(command, cwd);
    const judged = shell(command, { cwd, project });
    // Where both deny, the wider reason says more.
    if (refusal === undefined || judged.severity === "catastrophic") return judged;
    const { reason, instead } = refusal;
    const step = { looked: command.slice(0, 200), severity: "catastrophic", rule: "instar-own", reason, inside: [] } as const;
    return { verdict: "deny", severity: "catastrophic", rule: "instar-own", reason, instead, steps: [step, ...judged.steps] };
  };
}
