import { defineCommand } from "@instar/kernel/command";
import { AccessDesk } from "../contract.ts";
import { describeTrusted } from "../describe-trusted.ts";

export default defineCommand({
  summary: "Let somebody speak to the agent",
  args: {
    sender: {
      required: true,
      description: "the channel, a colon and the sender's id there: telegram:123456789 (a group is let in by access({ groups }) in the config)",
    },
  },
  flags: { owner: { type: "boolean", description: "as an owner, who decides" } },
  async run({ args, flags, service, print }) {
    const access = await service(AccessDesk);
    const trusted = await access.grant(args.sender, flags.owner ? "owner" : "known", "local:owner");
    print(trusted, describeTrusted(trusted));
  },
});
