import { defineCommand } from "@instar/kernel/command";
import { __pascal__ } from "../contract.ts";

export default defineCommand({
  summary: "Greet somebody",
  args: { who: { required: true, description: "whom" } },
  flags: { loudly: { type: "boolean", description: "in capital letters" } },
  async run({ args, flags, service, print }) {
    const greeting = await (await service(__pascal__)).greet(args.who);
    const said = flags.loudly ? greeting.toUpperCase() : greeting;
    print({ said }, said);
  },
});
