import { defineCommand } from "@instar/kernel/command";
import { answerInTerminal } from "../answer-in-terminal.ts";

export default defineCommand({
  summary: "Allow what a question asks, once",
  args: { id: { required: true, description: "the question's name" } },
  run: ({ args, service, print }) => answerInTerminal(args.id, "yes", { service, print }),
});
