import type { Contribution } from "@instar/kernel";
import type { HealthCheck } from "@instar/kernel/contracts";
import type { JobGate } from "./contract.ts";

/**
 * `@unhealthy`: open when something of the house does not work, so that a healthy day asks no model. A warning does not open it, as it degrades nothing:
 * one that stays for weeks would ask a model each time.
 */
export const unhealthyGate = (checks: Iterable<Contribution<HealthCheck>>): JobGate => ({
  id: "unhealthy",
  description: "Open when a health check of the house fails.",
  async open(signal) {
    for (const { value } of checks) {
      signal.throwIfAborted();
      try {
        if ((await value.run(signal)).status === "fail") return true;
      } catch {
        // A check that fails itself is no sign of health either.
        return true;
      }
    }
    return false;
  },
});
