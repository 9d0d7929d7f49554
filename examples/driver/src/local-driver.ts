import type { SessionDriver } from "@instar/kernel/contracts";
import { type AskModel, createAskModel } from "./ask-model.ts";
import { driverId, readSnapshot, snapshotOf } from "./conversation.ts";
import { createLocalSession } from "./local-session.ts";

/** It has no tools, so it has no gate to ask; and no process, so there is none to reap. */
export function createLocalDriver(options: { readonly server: string; readonly model: string; readonly preference: number }): SessionDriver {
  return {
    id: driverId,
    features: new Set(["resume", "interrupt", "inputIds", "model"]),
    preference: options.preference,
    async spawn(spec, host, signal) {
      signal.throwIfAborted();
      const past = spec.from === undefined ? [] : readSnapshot(spec.from);
      await host.emit({ type: "snapshot", snapshot: snapshotOf(past) });
      let model = spec.model ?? options.model;
      const ask: AskModel = (messages, stop) => createAskModel({ server: options.server, model })(messages, stop);
      const setModel = async (next: string) => {
        model = next;
      };
      return Object.assign(createLocalSession(spec, host, past, ask), { setModel });
    },
    async inspect(snapshot, inputId) {
      const found = readSnapshot(snapshot).find(({ id }) => id === inputId);
      if (found === undefined) return "absent";
      return found.answered === null ? "asked" : { answered: found.answered };
    },
    reap: async () => undefined,
  };
}
