import type { Kernel } from "@instar/kernel";
import { AgentCallables } from "@instar/kernel/contracts";
import type { Call } from "../socket/protocol.ts";

/** What the daemon itself tells to a process of a session. */
const basics = new Set(["status", "ready", "describe"]);

/** Whether a process of a session may make this call: what nobody lists is the owner's. */
export function isAgentCallable(kernel: Pick<Kernel, "contributions"> | undefined, { service, method }: Pick<Call, "service" | "method">): boolean {
  if (service === "instar") return basics.has(method);
  if (service === "chat" || kernel === undefined) return false;
  return [...kernel.contributions(AgentCallables)].some(({ value }) => value.service === service && value.methods.includes(method));
}
