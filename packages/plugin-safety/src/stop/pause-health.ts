import type { HealthCheck } from "@instar/kernel/contracts";
import type { PauseState } from "../contract.ts";
import { pausedSentence } from "./describe-stop.ts";

/** Says when everything is paused: somebody may have forgotten it. */
export const pauseHealth = (state: () => Promise<PauseState>): HealthCheck => ({
  id: "pause",
  async run() {
    const found = await state();
    if (!found.paused) return { status: "ok", summary: "Nothing is paused." };
    const since = new Date(found.since ?? 0).toLocaleString("sv-SE");
    return {
      status: "warn",
      summary: `${pausedSentence(found)} That was at ${since}.`,
      why: "Messages wait, no job runs, and no agent may use a tool.",
      hint: "End it with `instar resume`, or with the message `resume` from an owner.",
    };
  },
});
