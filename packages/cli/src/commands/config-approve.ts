import { defineCommand } from "@instar/kernel/command";
import { CarriedSettings } from "../project/carried-settings.ts";

export default defineCommand({
  summary: "Let the agent be given a file of the project, as it is now",
  args: { path: { required: true, description: "as `instar config show` lists it" } },
  async run({ args, service, print }) {
    const settings = await service(CarriedSettings);
    await settings.approve(args.path);
    print({ path: args.path, approved: true }, `${args.path} is given to the agent from its next session on.`);
  },
});
