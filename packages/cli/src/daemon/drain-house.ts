import type { Kernel } from "@instar/kernel";
import { Conversations } from "@instar/plugin-conversations/contract";
import { NamedSessions } from "@instar/plugin-named-sessions/contract";
import type { DaemonLog } from "./open-log.ts";

/** Lets the turns that run end, for at most `graceMs`; none begins. What is left after that is taken up by the next start. */
export async function drainHouse(kernel: Kernel | undefined, graceMs: number, log: DaemonLog): Promise<void> {
  if (!(graceMs > 0) || kernel?.phase !== "running") return;
  const { services } = kernel.describe();
  log.info("Draining: what runs may end, nothing begins.", { graceMs });
  const drain = async (id: string, ask: () => Promise<{ readonly running: number }> | undefined) => {
    try {
      const left = Object.hasOwn(services, id) ? await ask() : undefined;
      if (left !== undefined && left.running > 0) log.warn("Turns are still being worked on; the next start settles them.", { of: id, ...left });
    } catch (error) {
      log.error("Draining failed, so it stops at once.", { of: id, error });
    }
  };
  await Promise.all([
    drain(Conversations.id, () => kernel.service(Conversations).drain?.(graceMs)),
    drain(NamedSessions.id, () => kernel.service(NamedSessions).drain?.(graceMs)),
  ]);
}
