import { definePlugin, optional } from "@instar/kernel";
import { Events, Notices, Sessions, Store } from "@instar/kernel/contracts";
import { Conversations } from "@instar/plugin-conversations/contract";
import { Safety } from "./contract.ts";
import { safetyOptions } from "./options.ts";

export { Safety } from "./contract.ts";

/** Stops the agent before it does harm: the command guard, the leak detector, the emergency stop, advice, and the audit. */
export default definePlugin({
  api: 1,
  name: "safety",
  options: safetyOptions,
  needs: { store: Store, sessions: Sessions, events: optional(Events), conversations: optional(Conversations), notices: optional(Notices) },
  provides: Safety,
  guards: ["preToolUse", "beforeJob"],
  setup() {
    throw new Error("Not there yet.");
  },
});
