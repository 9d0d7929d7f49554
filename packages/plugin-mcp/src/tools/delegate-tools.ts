import type { AgentTool, ToolUse } from "@instar/kernel/contracts";
import { type Delegates, type Delegation, presets } from "@instar/plugin-delegate/contract";
import { z } from "zod";

function describeDelegation({ name, state, result }: Delegation): string {
  if (result === undefined) return `${name}: ${state}`;
  const figures = `${result.turns} turns, $${result.cost.toFixed(4)}, ${Math.round(result.durationMs / 1_000)} s`;
  const goesOn = result.canContinue ? "can be continued" : "cannot be continued";
  return [`${name}: ${state}, ${result.status} (${figures}; ${goesOn})`, result.error ?? "", result.response].filter(Boolean).join("\n\n");
}

/** Tasks for agents of their own, for agents. `within` gives the delegations as a caller may use them. */
export function delegateTools(within: (use: ToolUse) => Delegates): readonly AgentTool[] {
  const run: AgentTool<z.output<typeof runInput>> = {
    name: "delegate_run",
    description: "Hand a task to another agent within limits. Returns at once; read the result with delegate_status.",
    input: runInput,
    async run({ task, preset, context, work_dir, max_cost_usd, max_turns, max_minutes }, use) {
      const delegation = await within(use).run({
        task,
        ...(preset !== undefined && { preset }),
        ...(context !== undefined && { context }),
        ...(work_dir !== undefined && { workDir: work_dir }),
        ...(max_cost_usd !== undefined && { maxCostUsd: max_cost_usd }),
        ...(max_turns !== undefined && { maxTurns: max_turns }),
        ...(max_minutes !== undefined && { maxDurationMs: Math.round(max_minutes * 60_000) }),
      });
      return describeDelegation(delegation);
    },
  };
  const status: AgentTool<z.output<typeof statusInput>> = {
    name: "delegate_status",
    description: "How a delegated task stands, or its result; waits for it if need be.",
    input: statusInput,
    readOnly: true,
    run: async ({ name, seconds }, use) => describeDelegation(await within(use).status(name, seconds * 1_000)),
  };
  const goOn: AgentTool<z.output<typeof continueInput>> = {
    name: "delegate_continue",
    description: "Answer or redirect a delegated task; it goes on with what remains of its limits.",
    input: continueInput,
    run: async ({ name, message }, use) => describeDelegation(await within(use).continue(name, message)),
  };
  return [run, status, goOn];
}

const name = z.string();
const runInput = z.strictObject({
  task: z.string().min(1),
  preset: z.enum(presets).optional(),
  context: z.string().optional(),
  work_dir: z.string().optional(),
  max_cost_usd: z.number().positive().optional(),
  max_turns: z.number().int().positive().max(10_000).optional(),
  max_minutes: z.number().positive().optional(),
});
const statusInput = z.strictObject({ name, seconds: z.number().min(0).max(55).default(0) });
const continueInput = z.strictObject({ name, message: z.string().min(1) });
