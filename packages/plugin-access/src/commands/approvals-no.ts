import { defineCommand } from "@instar/kernel/command";
import { answerInTerminal } from "../answer-in-terminal.ts";

export default defineCommand({
  summary: "Refuse what a question asks",
  args: { id: { required: true, description: "the question's name" } },
  run: ({ args, service, print }) => answerInTerminal(args.id, "no", { service, print }),
});
