import type { Remote } from "@instar/kernel/command";
import type { NamedSessions, NamedTurn } from "./contract.ts";
import { turnSummary } from "./session-lines.ts";
import { hasEnded } from "./stored-turn.ts";
import { visibleText } from "./visible-text.ts";

const askAgainMs = 20_000;
const streamMs = 2_000;

export interface Showing {
  readonly sessions: Remote<NamedSessions>;
  readonly turn: NamedTurn;
  /** Where the session's output was before the turn began. */
  readonly after: number;
  readonly json: boolean;
  readonly signal: AbortSignal;
  print(value: unknown, text?: string): void;
}

const aside = (text: string) => void process.stderr.write(`${visibleText(text)}\n`);

/** `look` says whether something new was shown. Whoever waits long and sees nothing is told once where to look. */
async function untilEnded({ sessions, turn, json, signal }: Showing, look: () => Promise<boolean>, waitMs: number): Promise<NamedTurn | undefined> {
  let silentMs = 0;
  let told = json;
  for (let seen = turn; !signal.aborted; ) {
    try {
      if (await look()) silentMs = 0;
      if (hasEnded(seen)) return seen;
      if (!told && silentMs >= askAgainMs) {
        told = true;
        aside(`${turn.name} goes on. What it does: instar session output ${turn.name} --follow. What waits for the owner's yes: instar approvals.`);
      }
      seen = await sessions.turn(turn.id, waitMs);
      silentMs += waitMs;
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  }
  return undefined;
}

/** Shows the answer to a prompt when it is there, on a terminal while it is made; the exit code. Ctrl-C ends the waiting, not the session. */
export async function showAnswer(showing: Showing, stopAfter: boolean): Promise<number> {
  const { sessions, turn, json, signal, print } = showing;
  const stream = process.stdout.isTTY === true && !json;
  let next = showing.after;
  let streamed = false;
  const look = async () => {
    if (!stream) return false;
    const seen = await sessions.output(turn.name, next);
    next = seen.next;
    for (const chunk of seen.chunks) {
      if (chunk.kind === "text") process.stdout.write(visibleText(chunk.text));
      else if (chunk.kind === "tool") aside(`\n[${chunk.text}]`);
      streamed ||= chunk.kind === "text";
    }
    return seen.chunks.length > 0;
  };
  const ended = await untilEnded(showing, look, stream ? streamMs : askAgainMs);
  if (!ended) {
    aside(`\nIt works on. Look later: instar session output ${turn.name} --follow. End it: instar session interrupt ${turn.name}.`);
    return 130;
  }
  if (stopAfter && !signal.aborted) await sessions.stop(turn.name);
  if (streamed) process.stdout.write("\n");
  else print(ended, ended.response ?? "");
  if (!json) aside(`${turn.name}: ${turnSummary(ended)}`);
  if (ended.state === "done") return 0;
  if (!json && ended.error) aside([ended.error.text, ended.error.hint].filter(Boolean).join("\n"));
  return 1;
}
