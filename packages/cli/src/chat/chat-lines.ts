import { createInterface } from "node:readline";
import { InstarError } from "@instar/kernel/command";
import { printable, printableJson } from "../printable.ts";
import { toWireError } from "../socket/protocol.ts";
import { type ChatPlace, showUnasked } from "./chat-once.ts";
import { type Chat, openChat } from "./open-chat.ts";
import { createAnswers } from "./wait-for-answer.ts";

const isOfOneMessage = (error: unknown) => InstarError.is(error, "CLI_NOT_ANSWERED") || InstarError.is(error, "CLI_NO_ANSWER");

/**
 * Each line of the input is a message; the next is said when it is answered, or when a question was put meanwhile, which it then answers. With `json` one
 * object a line. Exit code 1 when an answer was an error.
 */
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
  let failed = false;
  const put = new Set<string>();
  let unasked = 0;
  let told: (() => void) | undefined;
  await using chat: Chat = await openChat({
    project,
    conversation,
    patienceMs: withinMs,
    onPart(part) {
      answers.add(part);
      if (part.answers.some((answer) => answer.key !== undefined && mine.has(answer.key))) return;
      showUnasked(part.text);
      unasked++;
      told?.();
    },
  });

  /** Whether a question waits that no line was read for yet. */
  async function isAsked(): Promise<boolean> {
    // Without approvals nothing is asked.
    const open = (await chat.call("approvals", "list", []).catch(() => [])) as readonly { readonly id: string }[];
    const fresh = open.filter(({ id }) => !put.has(id));
    for (const { id } of fresh) put.add(id);
    return fresh.length > 0;
  }

  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  let upcoming: Promise<IteratorResult<string>> | undefined;
  const peek = () => (upcoming ??= lines.next());
  const take = () => {
    const line = peek();
    upcoming = undefined;
    return line;
  };

  /** Says further lines while questions are put, until `answered` is settled. */
  async function answerQuestions(answered: Promise<unknown>): Promise<void> {
    const over = answered.then(
      () => "over" as const,
      () => "over" as const,
    );
    for (let looked = unasked; ; ) {
      const news = new Promise<void>((resolve) => {
        told = resolve;
      });
      if (unasked === looked && (await Promise.race([over, news])) === "over") return;
      looked = unasked;
      if (!(await isAsked())) continue;
      const line = await Promise.race([over, peek()]);
      if (line === "over") return;
      if (line.done === true) return void (await over);
      await say((await take()).value as string);
    }
  }

  async function say(line: string): Promise<void> {
    if (line.trim() === "") return;
    const key = crypto.randomUUID();
    mine.add(key);
    const ask = async () => {
      await chat.say(line, key);
      return answers.of(key, withinMs, signal);
    };
    const answered = Promise.race([ask(), chat.lost]);
    await answerQuestions(answered);
    try {
      const { id, text, state, ok } = await answered;
      process.stdout.write(json ? `${printableJson(JSON.stringify({ id, text, state, conversation }))}\n` : `${printable(text)}\n`);
      failed ||= !ok;
    } catch (error) {
      if (!isOfOneMessage(error)) throw error;
      failed = true;
      if (json) process.stdout.write(`${printableJson(JSON.stringify({ error: toWireError(error) }))}\n`);
      else process.stderr.write(`${printable((error as Error).message)}\n`);
    }
  }

  for (let line = await take(); line.done !== true; line = await take()) await say(line.value);
  return failed ? 1 : 0;
}
