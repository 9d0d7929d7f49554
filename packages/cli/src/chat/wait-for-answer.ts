import { CliError } from "../errors.ts";
import { shownBody } from "../shown-message.ts";
import { wait } from "../wait.ts";
import { type ChatPart, isFinal, isGood } from "./chat-part.ts";
import type { Chat } from "./open-chat.ts";

export interface Answer {
  /** The message's id: `instar inbox` knows it. */
  readonly id: string;
  readonly state: string;
  readonly text: string;
  readonly ok: boolean;
}

/** The rows that the inbox and the outbox show, as far as they matter here. */
interface Row {
  readonly id: string;
  readonly state: string;
  readonly by?: string;
  readonly reason?: string;
  readonly part?: { readonly body: unknown };
}

const lookEveryMs = 500;
const because = (row: Row) => [row.by, row.reason].filter(Boolean).join(": ") || "no reason was given";

/** Gathers the parts that a terminal gets and tells what belongs to which message. */
export function createAnswers(chat: () => Chat) {
  const parts: ChatPart[] = [];
  const arrived = new Set<() => void>();

  const answering = (key: string) => parts.filter((part) => part.answers.some((answer) => answer.key === key));

  function complete(key: string): Answer | undefined {
    const mine = answering(key);
    const last = mine.at(-1)?.answers.find((answer) => answer.key === key);
    if (last === undefined || !isFinal(last.state)) return undefined;
    return { id: last.id, state: last.state ?? "", text: mine.map((part) => part.text).join("\n"), ok: isGood(last.state) };
  }

  /** For a message that ended without a part on its way: held, refused, or silent. */
  async function endedSilently(key: string): Promise<Answer | undefined> {
    const row = (await chat().call("conversations", "message", [`local:${key}`])) as Row | undefined;
    if (row === undefined || !isFinal(row.state)) return undefined;
    const replies = (await chat().call("conversations", "repliesTo", [row.id])) as readonly Row[];
    const held = replies.find((reply) => reply.state === "held" || reply.state === "failed" || reply.state === "withdrawn");
    if (held !== undefined) throw CliError.NOT_ANSWERED(`its reply is ${held.state}`, because(held));
    if (replies.some((reply) => reply.state !== "delivered")) return undefined;
    // Delivered, but to another terminal of this conversation, or before this one was there.
    if (replies.length > 0)
      return { id: row.id, state: row.state, text: replies.map((reply) => shownBody(reply.part?.body)).join("\n"), ok: isGood(row.state) };
    if (!isGood(row.state)) throw CliError.NOT_ANSWERED(row.state, because(row));
    return { id: row.id, state: row.state, text: "", ok: true };
  }

  return {
    add(part: ChatPart) {
      parts.push(part);
      for (const tell of arrived) tell();
      arrived.clear();
    },
    /** Rejects with CLI_NO_ANSWER after `withinMs`, CLI_NOT_ANSWERED when there will be none. */
    async of(key: string, withinMs: number, signal: AbortSignal): Promise<Answer> {
      const late = AbortSignal.timeout(withinMs);
      for (let looks = 0; !late.aborted; looks++) {
        signal.throwIfAborted();
        const next = new Promise<void>((resolve) => {
          arrived.add(resolve);
        });
        const answer = complete(key) ?? (looks === 0 ? undefined : await endedSilently(key));
        if (answer !== undefined) return answer;
        const look = new AbortController();
        await Promise.race([next, wait(lookEveryMs, AbortSignal.any([signal, look.signal]))]);
        look.abort();
      }
      throw CliError.NO_ANSWER(withinMs);
    },
  };
}
