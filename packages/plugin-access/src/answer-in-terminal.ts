import type { CommandContext } from "@instar/kernel/command";
import { Approvals } from "@instar/kernel/contracts";
import { ApprovalsError } from "./errors.ts";
import { answeredText, endText } from "./question-text.ts";

/** Answers as the owner of this machine. The same answer twice is no mistake; another end is. */
export async function answerInTerminal(id: string, answer: "yes" | "no", { service, print }: Pick<CommandContext, "service" | "print">): Promise<void> {
  const approvals = await service(Approvals);
  const question = await approvals.answer(id, answer, "local:owner");
  if (!question) throw ApprovalsError.NO_QUESTION(id);
  if (question.state !== answer) throw ApprovalsError.ENDED_OTHERWISE(endText(question));
  print(question, question.ended === "local:owner" ? answeredText(question) : endText(question));
}
