import { defineCommand } from "@instar/kernel/command";
import { AccessDesk } from "../contract.ts";

export default defineCommand({
  summary: "Turn a stranger away for 30 days",
  args: { stranger: { required: true, description: "their code, or the channel, a colon and their id there" } },
  async run({ args, service, print }) {
    const access = await service(AccessDesk);
    const sender = await access.deny(args.stranger, { by: "local:owner", place: "local:owner" });
    print({ sender, denied: true }, `${sender} is turned away, and gets no code for 30 days.`);
  },
});
