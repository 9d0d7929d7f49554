import { defineCommand } from "@instar/kernel/command";
import { Skills } from "../contract.ts";

export default defineCommand({
  args: { name: { required: true, description: "the skill's name" } },
  async run({ args, service, print }) {
    await (await service(Skills)).remove(args.name);
    print({ removed: args.name }, `Removed ${args.name}. Sessions that run keep it until they end.`);
  },
});
