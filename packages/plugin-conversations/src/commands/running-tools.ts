import type { SessionEvent } from "@instar/kernel/contracts";

/** By session key: the tools that agents run now, as they tell it. */
export interface RunningTools {
  heard(key: string, event: SessionEvent): void;
  /** The one that began last. */
  of(key: string): string | undefined;
}

export function createRunningTools(): RunningTools {
  const tools = new Map<string, Map<string, string>>();
  return {
    heard(key, event) {
      if (event.type === "turn-end" || event.type === "exit") tools.delete(key);
      else if (event.type === "tool-end") tools.get(key)?.delete(event.id);
      else if (event.type === "tool-start") tools.set(key, (tools.get(key) ?? new Map()).set(event.id, event.tool));
    },
    of: (key) => [...(tools.get(key)?.values() ?? [])].at(-1),
  };
}
