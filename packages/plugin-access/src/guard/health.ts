import type { HealthCheck } from "@instar/kernel/contracts";
import { canProveHolding } from "@instar/process";

/** Whether this system lets the house tell an agent's processes from the owner's. */
export const descentHealth: HealthCheck = {
  id: "self-approval",
  run: () =>
    canProveHolding()
      ? { status: "ok", summary: "The owner's token counts only in the hands of a process that no agent started." }
      : {
          status: "warn",
          summary: "This system does not tell which process calls, so the owner's token alone decides.",
          why: "An agent that gets hold of the token could answer its own questions.",
          hint: "Run the agent as another user or in a container; see docs/self-approval.md.",
        },
};
