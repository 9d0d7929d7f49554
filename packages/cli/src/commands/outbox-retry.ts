import { defineCommand } from "@instar/kernel/command";
import { Conversations } from "@instar/plugin-conversations/contract";
import { CliError } from "../errors.ts";

export default defineCommand({
  summary: "Send a failed part again",
  args: { id: { required: true, description: "the part's id" } },
  async run({ args, service, print }) {
    const conversations = await service(Conversations);
    if (!(await conversations.release(args.id))) throw CliError.NOT_IN_THAT_STATE(args.id, "sent again");
    print({ id: args.id, retried: true }, `${args.id} is sent again when the agent runs.`);
  },
});
