import { definePlugin, scopedService } from "@instar/kernel";
import { tapAdvice } from "./advice/tap-advice.ts";
import { tapAudit } from "./audit/tap-audit.ts";
import { Safety } from "./contract.ts";
import { createFoundRules } from "./guard/found-rules.ts";
import { tapGuard } from "./guard/tap-guard.ts";
import { tapLeaks } from "./leaks/tap-leaks.ts";
import { safetyOptions } from "./options.ts";
import { ownerOnly } from "./owner-only.ts";
import { needs } from "./parts.ts";
import { tapStop } from "./stop/tap-stop.ts";

export { Safety } from "./contract.ts";

/** Stops the agent before it does harm: the command guard, the leak detector, the emergency stop, advice, and the audit. */
export default definePlugin({
  api: 1,
  name: "safety",
  options: safetyOptions,
  needs,
  provides: scopedService<Safety>(Safety.id),
  guards: ["preToolUse", "beforeJob"],
  setup(parts) {
    const found = createFoundRules();
    const { record, digestOf: _, ...audit } = tapAudit(parts, found);
    const stop = tapStop(parts, record);
    const guard = tapGuard(parts, found);
    tapLeaks(parts, record);
    tapAdvice(parts);
    return ownerOnly({ ...guard, ...stop, ...audit }, parts.log);
  },
});
