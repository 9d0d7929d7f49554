import { defineCommand } from "@instar/kernel/command";
import { Safety } from "../contract.ts";

export default defineCommand({
  summary: "End a pause and take up what waited",
  async run({ service, print }) {
    const safety = await service(Safety);
    const { paused } = await safety.state();
    const state = await safety.resume("terminal");
    print(state, paused ? "Resumed: what waited begins now, or when the agent is started." : "Nothing was paused.");
  },
});
