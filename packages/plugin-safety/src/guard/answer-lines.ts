import type { Judgement } from "@instar/command-guard";
import type { Judge } from "./judge-as-guards.ts";

/** A verdict as scripts read it, on one line. `error`: it is not about a command, as none could be read. */
export interface Answer extends Pick<Judgement, "verdict" | "rule" | "reason" | "instead"> {
  readonly error?: string;
}

const answerOf = ({ verdict, rule, reason, instead }: Judgement): Answer => ({ verdict, rule, reason, instead });

/** JSON leaves some characters as they are that a terminal obeys. */
export const asLine = (answer: Answer): string =>
  JSON.stringify(answer).replace(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** What the guards say of one command. What they fail at is denied, as they would. */
export function answer(judge: Judge, command: string): Answer {
  try {
    return answerOf(judge(command));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { verdict: "deny", rule: null, reason: `This command could not be judged (${why}), so it was denied.`, instead: null };
  }
}

function readCommand(line: string): string | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "string" ? value : undefined;
  } catch {
    // Not JSON at all: the answer says so.
    return undefined;
  }
}

const notJson: Answer = {
  verdict: "ask",
  rule: null,
  reason: "This line is no JSON string, so no command was judged.",
  instead: 'Write each command as a JSON string on a line of its own: "git status".',
  error: "NO_JSON_STRING",
};

/** The answer to a line that holds a command as a JSON string. */
export function answerLine(judge: Judge, line: string): Answer {
  const command = readCommand(line);
  return command === undefined ? notJson : answer(judge, command);
}
