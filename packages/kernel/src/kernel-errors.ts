import { defineErrors } from "./errors.ts";
import type { Problem } from "./problem.ts";

const line = ({ where, what, fix }: Problem) => `  - ${where}: ${what}${fix ? ` ${fix}` : ""}`;

export const KernelError = defineErrors("KERNEL", {
  CONFIG_INVALID: (problems: readonly Problem[]) => ({
    message: `The config has ${problems.length === 1 ? "a mistake" : `${problems.length} mistakes`}:\n${problems.map(line).join("\n")}`,
    hint: "Mend instar.config and try again; `instar config validate` checks without starting.",
  }),
  WRONG_PHASE: (what: string, phase: string) => ({ message: `The kernel cannot ${what} while it is ${phase}.` }),
  NO_SERVICE: (id: string, why: string) => ({
    message: `The service "${id}" is not there: ${why}.`,
    hint: "`instar plugins` shows which plugin provides what, and which one failed.",
  }),
  SETUP_FAILED: (plugin: string, why: string) => ({ message: `The plugin ${plugin} could not be set up: ${why}` }),
  SETUP_LATE: (plugin: string, timeoutMs: number) => ({
    message: `The plugin ${plugin} was not set up within ${timeoutMs} ms.`,
    hint: "Set-up wires and returns; the network and other slow work belong to the start hook or a background loop.",
  }),
  UNCAUGHT: (plugin: string, why: string) => ({
    message: `The plugin ${plugin} failed where nobody caught it: ${why}`,
    hint: "Await or catch its promises, and catch what its timers and listeners throw; a `background` loop is caught and restarted.",
  }),
  GUARD_UNDECLARED: (plugin: string, hook: string) => ({
    message: `The plugin ${plugin} taps the gate ${hook}, which it does not declare.`,
    hint: `Add \`guards: ["${hook}"]\` to its definition, so that a tombstone denies in its name while it is away.`,
  }),
  NOT_PROVIDED: (plugin: string, id: string) => ({ message: `The plugin ${plugin} provides "${id}", but its set-up returned nothing.` }),
  STOP_LATE: (plugin: string, graceMs: number) => ({
    message: `The plugin ${plugin} did not give back what it took within ${graceMs} ms, so nobody waited for it any longer.`,
  }),
  STOP_FAILED: (count: number) => ({ message: `${count} ${count === 1 ? "thing" : "things"} went wrong while stopping; everything else was stopped.` }),
});
