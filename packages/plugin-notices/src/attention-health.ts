import type { HealthCheck } from "@instar/kernel/contracts";
import type { Notices } from "./contract.ts";

/** Urgent things that nobody has looked at; by number only, because findings go into reports that others read. */
export function attentionHealth(notices: Pick<Notices, "attention">): HealthCheck {
  return {
    id: "attention",
    async run() {
      const items = await notices.attention();
      const urgent = items.filter(({ level, state }) => level === "urgent" && state === "open");
      if (urgent.length === 0)
        return { status: "ok", summary: items.length === 0 ? "Nothing waits for your attention." : `Waiting for your attention: ${items.length}.` };
      return {
        status: "warn",
        summary: `Urgent and not acknowledged: ${urgent.map(({ id }) => id).join(", ")}.`,
        why: "Somebody found that it cannot wait.",
        hint: "Read it with `instar attention`, then: instar attention ack NUMBER, or done NUMBER.",
      };
    },
  };
}
