import type { Snapshot } from "@instar/kernel/contracts";
import { readChain } from "./chain.ts";
import { ClaudeError } from "./errors.ts";
import { whereItIs } from "./past.ts";
import { planRewind } from "./plan-rewind.ts";
import { readNotes } from "./session-notes.ts";
import { type ClaudeSnapshot, writeSnapshot } from "./snapshot.ts";
import { readTranscript } from "./transcript.ts";

/**
 * A branch that ends before the last `turns` answered turns; the session itself stays as it is, for other branches of it. What was answered
 * together is one turn. Rejects with CLAUDE_TOO_FEW_TURNS or CLAUDE_CANNOT_REWIND.
 */
export async function rewind(notesFolder: string, given: ClaudeSnapshot, turns: number): Promise<Snapshot> {
  if (!Number.isInteger(turns) || turns < 1) throw new RangeError(`A session is rewound by one or more whole turns, not ${turns}.`);
  const snapshot = await whereItIs(notesFolder, given);
  const { configFolder, cwd, session, at } = snapshot;
  const unreadable = (cause: unknown) => ClaudeError.CANNOT_REWIND(session, { cause });
  const transcript = await readTranscript(configFolder, cwd, session).catch((error: unknown) => Promise.reject(unreadable(error)));
  const notes = await readNotes(notesFolder, session);
  if (transcript === undefined && notes.some(({ type }) => type === "answered")) throw ClaudeError.CANNOT_REWIND(session);
  if (transcript?.forked === true) throw ClaudeError.CANNOT_REWIND(session);
  const chain = await readChain(configFolder, cwd, session, at);
  if (chain === undefined && at !== undefined) throw ClaudeError.CANNOT_REWIND(session);
  const plan = planRewind(chain ?? [], notes, turns);
  if ("found" in plan) throw ClaudeError.TOO_FEW_TURNS(turns, plan.found);
  return writeSnapshot({ ...snapshot, fork: true, at: plan.at });
}
