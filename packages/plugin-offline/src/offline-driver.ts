import type { Clock } from "@instar/kernel";
import type { SessionDriver } from "@instar/kernel/contracts";
import { endTree } from "@instar/process";
import { emptyMemory, readSnapshot, snapshotOf, withoutLast } from "./memory.ts";
import { createOfflineSession } from "./offline-session.ts";
import { checkShape } from "./shaped-tools.ts";

const id = "offline";
const graceMs = 2000;

/** An agent in this very process; only the commands that it runs are processes of their own. */
export function createOfflineDriver(options: { readonly clock: Clock; readonly env: Readonly<Record<string, string>> }): SessionDriver {
  return {
    id,
    features: new Set(["toolGate", "resume", "steer", "inputIds", "interrupt", "fork", "rewind", "shape", "mode"]),
    preference: 0,
    async spawn(spec, host, signal) {
      signal.throwIfAborted();
      checkShape(spec);
      const memory = spec.from ? readSnapshot(id, spec.from) : emptyMemory;
      await host.emit({ type: "snapshot", snapshot: snapshotOf(id, memory) });
      signal.throwIfAborted();
      return createOfflineSession(spec, host, memory, { driver: id, clock: options.clock, env: options.env, graceMs });
    },
    async inspect(snapshot, inputId) {
      const entry = readSnapshot(id, snapshot).entries.find((known) => known.id === inputId);
      if (!entry) return "absent";
      return entry.answer === undefined ? "asked" : { answered: entry.answer };
    },
    // Every session keeps a memory of its own, so two may begin with the same one.
    fork: (snapshot) => snapshotOf(id, readSnapshot(id, snapshot)),
    rewind: async (snapshot, turns) => snapshotOf(id, withoutLast(readSnapshot(id, snapshot), turns)),
    async reap(mark) {
      await endTree(mark, graceMs);
    },
  };
}
