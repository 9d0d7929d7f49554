import type { SessionEvent } from "@instar/kernel/contracts";
import { describeDoing } from "../progress/describe-doing.ts";

/** By session key: what agents do with their tools now, in the words that long work is told in. */
export interface RunningTools {
  heard(key: string, event: SessionEvent): void;
  /** What began last. */
  of(key: string): string | undefined;
}

export function createRunningTools(): RunningTools {
  const tools = new Map<string, Map<string, string>>();
  return {
    heard(key, event) {
      if (event.type === "turn-end" || event.type === "exit") tools.delete(key);
      else if (event.type === "tool-end") tools.get(key)?.delete(event.id);
      else if (event.type === "tool-start") tools.set(key, (tools.get(key) ?? new Map()).set(event.id, describeDoing(event.tool, event.action)));
    },
    of: (key) => [...(tools.get(key)?.values() ?? [])].at(-1),
  };
}
