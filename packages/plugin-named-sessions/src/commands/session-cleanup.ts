import { defineCommand } from "@instar/kernel/command";
import { NamedSessions } from "../contract.ts";

export default defineCommand({
  summary: "Delete the sessions without a process that were not used for some days",
  flags: { days: { type: "integer", default: 7, description: "how many days" } },
  async run({ flags, service, print }) {
    const removed = await (await service(NamedSessions)).cleanup(flags.days);
    print({ removed }, removed.length === 0 ? `No stopped session was unused for ${flags.days} days.` : `Deleted: ${removed.join(", ")}.`);
  },
});
