import type { SessionRef } from "@instar/kernel";
import type { Caller } from "@instar/kernel/contracts";
import type { AgentToolbox } from "./contract.ts";
import type { Toolbox } from "./toolbox.ts";

export interface ToolboxForRequest {
  readonly toolbox: Toolbox;
  readonly caller: Caller;
  sessionOf(id: string): Promise<SessionRef | undefined>;
  /** Aborted when the plugin stops. */
  readonly signal: AbortSignal;
  /** Calls under way, by the caller's own ids: shared by all that are made for one caller. */
  readonly running: Map<string, AbortController>;
}

/** The toolbox as plain data, as one caller may use it. */
export function toolboxFor({ toolbox, caller, sessionOf, signal, running }: ToolboxForRequest): AgentToolbox {
  const keyOf = (id: string) => `${caller.kind === "owner" ? "owner" : `agent ${caller.session}`} ${id}`;
  return {
    list: async () => toolbox.list(),
    async call({ name, input, id }) {
      const session = caller.kind === "agent" ? await sessionOf(caller.session) : undefined;
      const cancelled = new AbortController();
      if (id !== undefined) running.set(keyOf(id), cancelled);
      try {
        return await toolbox.call(String(name), input ?? {}, {
          caller,
          ...(session !== undefined && { session }),
          signal: AbortSignal.any([signal, cancelled.signal]),
        });
      } finally {
        if (id !== undefined && running.get(keyOf(id)) === cancelled) running.delete(keyOf(id));
      }
    },
    async cancel(id) {
      running.get(keyOf(id))?.abort(new Error("The client has cancelled the call."));
    },
  };
}
