import { defineCommand } from "@instar/kernel/command";
import { Conversations } from "@instar/plugin-conversations/contract";
import { CliError } from "../errors.ts";

export default defineCommand({
  summary: "Take back a part that was not sent",
  args: { id: { required: true, description: "the part's id" } },
  async run({ args, service, print }) {
    const conversations = await service(Conversations);
    if (!(await conversations.withdraw(args.id))) throw CliError.NOT_IN_THAT_STATE(args.id, "taken back");
    print({ id: args.id, withdrawn: true }, `${args.id} will not be sent.`);
  },
});
