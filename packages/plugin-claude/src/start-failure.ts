import type { InstarError } from "@instar/kernel";
import { ClaudeError } from "./errors.ts";
import { type CliLine, textAt, textsAt } from "./protocol.ts";

export interface StartEvidence {
  readonly session: string;
  readonly code: number | null;
  readonly stderr: string;
  /** The `result` line that a program of newer versions writes when it does not start. */
  readonly line: CliLine | undefined;
}

/** Why the program ended before it was ready, in words that help. */
export function startFailure({ session, code, stderr, line }: StartEvidence): InstarError {
  const said = `${textsAt(line, "errors").join(" ")} ${stderr}`;
  if (textAt(line, "startup_failure_reason") === "bypass_root" || /cannot be used with root/.test(said)) return ClaudeError.ROOT();
  if (/No conversation found with session ID/.test(said)) return ClaudeError.NO_CONVERSATION(session);
  if (/Session ID .* is already in use/.test(said)) return ClaudeError.OWNED(session);
  const reason = said.replace(/\s+/g, " ").trim().slice(0, 300);
  return ClaudeError.START_FAILED(reason === "" ? `it ended with code ${code ?? "none"} and said nothing` : reason);
}
