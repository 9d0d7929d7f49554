import type { Kernel } from "@instar/kernel";
import { type AgentCallable, AgentCallables } from "@instar/kernel/contracts";
import type { Call } from "../socket/protocol.ts";

/** What the daemon itself tells to a process of a session. */
const basics: AgentCallable = { service: "instar", methods: ["status", "ready", "describe"] };

/** What lets a process of a session make this call; undefined when nothing does: what nobody lists is the owner's. */
export function findAgentCallable(
  kernel: Pick<Kernel, "contributions" | "describe"> | undefined,
  { service, method }: Pick<Call, "service" | "method">,
): AgentCallable | undefined {
  if (service === basics.service) return basics.methods.includes(method) ? basics : undefined;
  if (service === "chat" || kernel === undefined) return undefined;
  const found = [...kernel.contributions(AgentCallables)].filter(({ value }) => value.service === service && value.methods.includes(method));
  if (found.length === 0) return undefined;
  // Who provides a service decides who else may call it, and nobody in its place
  const provider = kernel.describe().services[service];
  return found.find(({ plugin }) => plugin === provider)?.value;
}
