import { systemClock } from "@instar/kernel";
import { defineCommand } from "@instar/kernel/command";
import { Quota } from "../contract.ts";
import { drawState } from "../terminal/draw-state.ts";

export default defineCommand({
  summary: "Show how full the budgets are, and what may run",
  flags: { check: { type: "boolean", description: "end with 1 when a budget has stopped everything" } },
  async run({ flags, service, print }) {
    const state = await (await service(Quota)).state();
    print(state, drawState(state, systemClock.now()).join("\n"));
    return flags.check && state.stopped ? 1 : 0;
  },
});
