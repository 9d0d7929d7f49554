import type { Kernel } from "@instar/kernel";
import { Conversations } from "@instar/plugin-conversations/contract";
import type { DaemonLog } from "./open-log.ts";

/** Lets the turns that run end, for at most `graceMs`; none begins. What is left after that is taken up by the next start. */
export async function drainHouse(kernel: Kernel | undefined, graceMs: number, log: DaemonLog): Promise<void> {
  if (!(graceMs > 0) || kernel?.phase !== "running" || !Object.hasOwn(kernel.describe().services, Conversations.id)) return;
  try {
    log.info("Draining: what runs may end, nothing begins.", { graceMs });
    const left = await kernel.service(Conversations).drain?.(graceMs);
    if (left !== undefined && left.running > 0) log.warn("Messages are still being worked on; the next start takes them up.", left);
  } catch (error) {
    log.error("Draining failed, so it stops at once.", { error });
  }
}
