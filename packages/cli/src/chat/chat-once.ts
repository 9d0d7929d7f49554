import { CliError } from "../errors.ts";
import { printable } from "../printable.ts";
import { type Chat, openChat } from "./open-chat.ts";
import { createAnswers } from "./wait-for-answer.ts";

export interface ChatPlace {
  readonly project: string;
  readonly conversation: string;
  readonly withinMs: number;
  readonly signal: AbortSignal;
}

/** What belongs to no question of ours goes beside the answer. */
export const showUnasked = (text: string): void => void process.stderr.write(`${printable(text)}\n`);

/** One message, one answer: on stdout, exit code 0; an answer that is an error: 1. */
export async function chatOnce(
  how: ChatPlace & { readonly text: string; readonly json: boolean; print(value: unknown, text?: string): void },
): Promise<number> {
  const { project, conversation, withinMs, signal, text, print } = how;
  if (text.trim() === "") throw CliError.NOTHING_TO_SAY();
  let asked: string | undefined;
  const answers = createAnswers((): Chat => chat);
  await using chat: Chat = await openChat({
    project,
    conversation,
    patienceMs: withinMs,
    onPart(part) {
      answers.add(part);
      if (asked === undefined || !part.answers.some((answer) => answer.key === asked)) showUnasked(part.text);
    },
  });
  const key = crypto.randomUUID();
  asked = key;
  const wait = async () => {
    const { id } = await chat.say(text, key);
    return { ...(await answers.of(key, withinMs, signal)), ...(id === undefined ? {} : { id }) };
  };
  const answer = await Promise.race([wait(), chat.lost]);
  print({ id: answer.id, text: answer.text, state: answer.state, conversation }, printable(answer.text));
  return answer.ok ? 0 : 1;
}
