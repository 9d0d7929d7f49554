import type { Gate } from "./gate.ts";
import type { TurnStep } from "./turn-reader.ts";

export interface GateWatch {
  /** The program called us at the start of a turn. */
  promptSeen(): void;
  look(step: TurnStep): void;
}

export interface GateWatchOptions {
  readonly gate: Gate;
  /** The program goes past our gate. */
  open(what: string): void;
  /** The model read the tool's own output although we had replaced it. */
  unreplaced(tool: string, withheld: boolean): void;
}

/** Watches by what the program tells whether it asks us as it promised. */
export function createGateWatch({ gate, open, unreplaced }: GateWatchOptions): GateWatch {
  let proven = false;
  return {
    promptSeen() {
      proven = true;
    },
    look(step) {
      // The callback at the start of a process's first turn comes before its first model request, so before any tool.
      if (step.requesting !== undefined && step.requesting.length > 0 && !proven) open("its callbacks don't reach us");
      for (const { id, tool, text } of step.ran ?? []) {
        if (!gate.asked(id)) open(`the tool ${tool} ran unasked`);
        const replaced = gate.replaced(id);
        if (replaced !== undefined && !text.includes(replaced.text.slice(0, 20).split("\n")[0] ?? "")) unreplaced(tool, replaced.withheld);
      }
      for (const event of step.events) if (event.type === "tool-end") gate.forget(event.id);
    },
  };
}
