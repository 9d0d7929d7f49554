import { defineCommand } from "@instar/kernel/command";
import { Approvals } from "@instar/kernel/contracts";
import { endedText, questionText } from "../question-text.ts";

export default defineCommand({
  summary: "List the questions that wait for your answer",
  flags: { all: { type: "boolean", description: "the ended ones of the last 30 days too" } },
  async run({ flags, service, print }) {
    const approvals = await service(Approvals);
    const questions = await approvals.list({ all: flags.all });
    const shown = questions.map((question) => (question.state === "open" ? questionText(question, undefined, true) : endedText(question)));
    const none = flags.all ? "Nothing was asked in the last 30 days." : "No question waits for an answer; `--all` shows those that ended.";
    print(questions, shown.length === 0 ? none : shown.join("\n\n"));
  },
});
