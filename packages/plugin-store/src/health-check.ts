import { statSync } from "node:fs";
import { InstarError } from "@instar/kernel";
import type { HealthCheck } from "@instar/kernel/contracts";
import { keptFileOf } from "./damage.ts";
import type { OpenedStore } from "./open-store.ts";

/** Whether the store answers, and whether a damaged file waits for somebody's decision. */
export function storeHealth(opened: OpenedStore): HealthCheck {
  return {
    id: "store",
    async run() {
      try {
        await opened.probe();
      } catch (error) {
        const hint = (InstarError.is(error) ? error.hint : undefined) ?? "See what happened: instar logs --plugin store --level warn";
        const summary = error instanceof Error ? error.message : String(error);
        return { status: "fail", summary, why: "Nothing can be accepted that cannot be kept.", hint };
      }
      const kept = keptFileOf(opened.file);
      if (kept !== undefined) {
        return {
          status: "warn",
          summary: `A damaged store was kept as ${kept}.`,
          why: "What could not be saved from it is only there.",
          hint: "Take from it what you need, then move it out of the agent's folder.",
        };
      }
      const megabytes = ((statSync(opened.file, { throwIfNoEntry: false })?.size ?? 0) / 1_000_000).toFixed(1);
      return { status: "ok", summary: `${opened.file} answers (${megabytes} MB, ${opened.engine}).` };
    },
  };
}
