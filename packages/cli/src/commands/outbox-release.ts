import { defineCommand } from "@instar/kernel/command";
import { Conversations } from "@instar/plugin-conversations/contract";
import { CliError } from "../errors.ts";

export default defineCommand({
  summary: "Send a part after all that was held back",
  args: { id: { required: true, description: "the part's id" } },
  async run({ args, service, print }) {
    const conversations = await service(Conversations);
    if (!(await conversations.release(args.id))) throw CliError.NOT_IN_THAT_STATE(args.id, "released");
    print({ id: args.id, released: true }, `${args.id} is sent when the agent runs.`);
  },
});
