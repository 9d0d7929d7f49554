import type { SessionEvent } from "@instar/kernel/contracts";
import type { House } from "../house.ts";
import { planStall } from "./plan-stall.ts";

const longestLookMs = 15_000;

/** Follows a turn's events; tells when the agent has gone quiet, and when it has been quiet for too long. */
export function createStallWatch(house: House, on: { quiet(minutes: number, tool: string | undefined): void; stalled(minutes: number): void }) {
  const tools = new Map<string, string>();
  let heardAt = 0;
  let lookedAt = 0;
  let told = false;
  let timer: Disposable | undefined;
  const lookEveryMs = Math.min(longestLookMs, Math.ceil(house.options.quietAfterMs / 4));

  const look = () => {
    const sleptMs = house.clock.now() - lookedAt - lookEveryMs;
    if (sleptMs > lookEveryMs || sleptMs < -lookEveryMs) heardAt += sleptMs; // the machine slept, or its clock was set: the agent was no more silent for it
    lookedAt = house.clock.now();
    const tool = [...tools.values()].at(-1);
    const plan = planStall({ now: house.clock.now(), heardAt, tool, told }, house.options);
    if (plan.step === "interrupt") {
      timer = undefined;
      return on.stalled(plan.minutes);
    }
    if (plan.step === "say") {
      told = true;
      on.quiet(plan.minutes, tool);
    }
    timer = house.clock.after(lookEveryMs, look);
  };

  return {
    begin() {
      heardAt = house.clock.now();
      told = false;
      if (timer) return;
      lookedAt = heardAt;
      timer = house.clock.after(lookEveryMs, look);
    },
    heard(event: SessionEvent) {
      heardAt = house.clock.now();
      told = false;
      if (event.type === "tool-start") tools.set(event.id, event.tool);
      if (event.type === "tool-end") tools.delete(event.id);
    },
    end() {
      tools.clear();
      timer?.[Symbol.dispose]();
      timer = undefined;
    },
  };
}
