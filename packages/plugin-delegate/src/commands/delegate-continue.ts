import { defineCommand } from "@instar/kernel/command";
import { Delegates } from "../contract.ts";
import { limitFlags, readLimits } from "../read-flags.ts";
import { waitInTerminal } from "../wait-in-terminal.ts";

export default defineCommand({
  args: {
    name: { required: true, description: "the delegation" },
    message: { required: true, description: "an answer, or what is to be done next, in quotes" },
  },
  flags: { ...limitFlags, "no-wait": { type: "boolean", description: "come back at once" } },
  async run({ args, flags, service, print, json, signal }) {
    const limits = readLimits(flags);
    const delegates = await service(Delegates, { running: true });
    const begun = await delegates.continue(args.name, args.message, limits);
    if (!flags["no-wait"]) return waitInTerminal(delegates, begun, { print, json, signal });
    print(begun, `${begun.name} is at work. Wait for it: instar delegate status ${begun.name} --wait 60`);
    return 0;
  },
});
