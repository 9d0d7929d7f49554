import { definePlugin } from "@instar/kernel";
import { tapAdvice } from "./advice/tap-advice.ts";
import { tapAudit } from "./audit/tap-audit.ts";
import { Safety } from "./contract.ts";
import { tapGuard } from "./guard/tap-guard.ts";
import { safetyOptions } from "./options.ts";
import { needs } from "./parts.ts";

export { Safety } from "./contract.ts";

/** Stops the agent before it does harm: the command guard, the leak detector, the emergency stop, advice, and the audit. */
export default definePlugin({
  api: 1,
  name: "safety",
  options: safetyOptions,
  needs,
  provides: Safety,
  guards: ["preToolUse", "beforeJob"],
  setup(parts) {
    const { record, digestOf: _, ...audit } = tapAudit(parts);
    const guard = tapGuard(parts);
    tapAdvice(parts);
    return { ...guard, ...audit } as unknown as Safety;
  },
});
