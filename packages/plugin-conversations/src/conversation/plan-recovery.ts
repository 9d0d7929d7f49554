import type { SessionDriver } from "@instar/kernel/contracts";

type Inspection = Awaited<ReturnType<SessionDriver["inspect"]>>;

/** What becomes of a message whose session ended before it was answered. */
export type RecoveryPlan =
  | { readonly step: "use"; readonly text: string }
  | { readonly step: "run" }
  | { readonly step: "resume"; readonly found: "asked" | "unknown" }
  | { readonly step: "give up" };

/** An answer that exists is used however often it was tried; otherwise the number of tries is limited. */
export function planRecovery(found: Inspection, attempt: number, attempts: number): RecoveryPlan {
  if (typeof found === "object") return { step: "use", text: found.answered };
  if (attempt >= attempts) return { step: "give up" };
  return found === "absent" ? { step: "run" } : { step: "resume", found };
}
