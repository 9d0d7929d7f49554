import { defineCommand } from "@instar/kernel/command";
import { AccessDesk } from "../contract.ts";

export default defineCommand({
  summary: "Let somebody speak no longer",
  args: { sender: { required: true, description: "the channel, a colon and the sender's id there: telegram:123456789" } },
  async run({ args, service, print }) {
    const access = await service(AccessDesk);
    await access.revoke(args.sender, "local:owner");
    print({ sender: args.sender, revoked: true }, `${args.sender} may speak no longer, and is given no pairing code for 30 days.`);
  },
});
