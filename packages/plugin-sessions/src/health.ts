import type { HealthCheck } from "@instar/kernel/contracts";
import { SessionsError } from "./errors.ts";
import type { SessionsStatus } from "./sessions.ts";

/** Whether there is an agent at all, and how many live. */
export function sessionsHealth(status: () => SessionsStatus): HealthCheck {
  return {
    id: "sessions",
    run() {
      const { living, waiting, limit, drivers } = status();
      if (drivers.length === 0) {
        const { message, hint = "" } = SessionsError.NO_DRIVER();
        return { status: "fail", summary: message, why: "There is nobody to answer.", hint };
      }
      const summary = `${living} of ${limit} agents living${waiting > 0 ? `, ${waiting} conversations waiting for a place` : ""}`;
      return waiting > 0
        ? {
            status: "warn",
            summary,
            why: "Who writes there waits for an answer.",
            hint: "Raise `maxLiving` in sessions({ ... }) if the machine has memory for more agents.",
          }
        : { status: "ok", summary };
    },
  };
}
