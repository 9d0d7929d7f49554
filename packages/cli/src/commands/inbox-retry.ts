import { defineCommand } from "@instar/kernel/command";
import { Conversations } from "@instar/plugin-conversations/contract";
import { CliError } from "../errors.ts";

export default defineCommand({
  summary: "Let a failed, held or expired message run again, or a refused one whose sender may speak now",
  args: { id: { required: true, description: "the message's id" } },
  async run({ args, service, print }) {
    const conversations = await service(Conversations);
    if (!(await conversations.retry(args.id))) throw CliError.NOT_IN_THAT_STATE(args.id, "run again");
    print({ id: args.id, retried: true }, `${args.id} runs again when the agent runs.`);
  },
});
