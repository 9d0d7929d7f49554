import { createInterface } from "node:readline";
import { InstarError } from "@instar/kernel/command";
import { printable, printableJson } from "../printable.ts";
import { toWireError } from "../socket/protocol.ts";
import { type ChatPlace, showUnasked } from "./chat-once.ts";
import { type Chat, openChat } from "./open-chat.ts";
import { createAnswers } from "./wait-for-answer.ts";

const isOfOneMessage = (error: unknown) => InstarError.is(error, "CLI_NOT_ANSWERED") || InstarError.is(error, "CLI_NO_ANSWER");

/** Each line of the input is a message; the next is said when it is answered. With `json` one object a line. Exit code 1 when an answer was an error. */
export async function chatLines({
  project,
  conversation,
  withinMs,
  signal,
  json,
  input,
}: ChatPlace & { readonly json: boolean; readonly input: NodeJS.ReadableStream }): Promise<number> {
  const answers = createAnswers((): Chat => chat);
  const mine = new Set<string>();
  await using chat: Chat = await openChat({
    project,
    conversation,
    patienceMs: withinMs,
    onPart(part) {
      answers.add(part);
      if (!part.answers.some((answer) => answer.key !== undefined && mine.has(answer.key))) showUnasked(part.text);
    },
  });
  let failed = false;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === "") continue;
    const key = crypto.randomUUID();
    mine.add(key);
    const ask = async () => {
      await chat.say(line, key);
      return answers.of(key, withinMs, signal);
    };
    try {
      const { id, text, state, ok } = await Promise.race([ask(), chat.lost]);
      process.stdout.write(json ? `${printableJson(JSON.stringify({ id, text, state, conversation }))}\n` : `${printable(text)}\n`);
      failed ||= !ok;
    } catch (error) {
      if (!isOfOneMessage(error)) throw error;
      failed = true;
      if (json) process.stdout.write(`${printableJson(JSON.stringify({ error: toWireError(error) }))}\n`);
      else process.stderr.write(`${printable((error as Error).message)}\n`);
    }
  }
  return failed ? 1 : 0;
}
