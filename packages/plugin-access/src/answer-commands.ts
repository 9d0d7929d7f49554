import type { ChatCommand, ChatRequest, Question } from "@instar/kernel/contracts";
import { senderName } from "./contract.ts";
import { describePerson } from "./describe-trusted.ts";
import type { QuestionDesk } from "./question-desk.ts";
import { answeredText, endText, questionLine } from "./question-text.ts";
import { readQuestionId } from "./stored-question.ts";

/** Channels give the time of a message in whole seconds. */
const roundedMs = 1_000;

/** A text that was written before a question was put cannot mean it. */
const meantFor =
  ({ at }: ChatRequest) =>
  ({ askedAt }: Question) =>
    at + roundedMs > askedAt;

const listed = (questions: readonly Question[]) => questions.map(questionLine).join("\n");

function answerCommand(answer: "yes" | "no", desk: QuestionDesk): ChatCommand {
  const bare = new RegExp(`^${answer}(?:[\\s,:]+([a-z0-9]{4}))?[.!]?$`, "i");

  async function run(request: ChatRequest): Promise<string> {
    const { words, from, address } = request;
    const [typed = ""] = words.split(/\s+/);
    const here = desk.openAt(address).filter(meantFor(request));
    if (typed === "" && here.length > 1) return `Which one? Answer with /${answer} and its name.\n${listed(here)}`;
    const id = typed === "" ? here[0]?.id : typed;
    if (id === undefined) return desk.open.length === 0 ? "No question is open." : `No question was put here. These are open:\n${listed(desk.open)}`;
    const by = describePerson({ sender: senderName(address.channel, from), ...(from.name !== undefined && { name: from.name }) });
    const done = await desk.answerAt(id, answer, by, address);
    if (!done)
      return `There is no question ${JSON.stringify(readQuestionId(id))}.${desk.open.length === 0 ? " None is open." : ` These are open:\n${listed(desk.open)}`}`;
    return done.counted ? answeredText(done.question) : `${endText(done.question)} Nothing was changed.`;
  }

  return {
    name: answer,
    summary: answer === "yes" ? "Allows what a question asks: /yes <its name>." : "Refuses what a question asks: /no <its name>.",
    access: "owner",
    means(request) {
      const match = bare.exec(request.words.trim());
      if (!match) return undefined;
      const open = desk.openAt(request.address).filter(meantFor(request));
      const named = match[1]?.toLowerCase();
      if (named !== undefined) return desk.open.some(({ id }) => id === named) ? named : undefined;
      if (open.length === 0) return undefined;
      // By its name: another question may be put before this is carried out
      return open.length === 1 ? open[0]?.id : "";
    },
    run,
  };
}

/** `/yes` and `/no`, which overtake everything; a plain yes or no where exactly one question is open that was put there. */
export const answerCommands = (desk: QuestionDesk): readonly ChatCommand[] => [answerCommand("yes", desk), answerCommand("no", desk)];
