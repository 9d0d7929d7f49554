import { randomUUID } from "node:crypto";
import { beginning, readChain } from "./chain.ts";
import type { SessionStart } from "./launch-line.ts";
import { keptNotes } from "./plan-rewind.ts";
import { type Note, readNotes } from "./session-notes.ts";
import type { Branch, ClaudeSnapshot } from "./snapshot.ts";
import { readTranscript } from "./transcript.ts";

/** What a new process goes on with. */
export interface Past {
  readonly start: SessionStart;
  /** Message ids that the program has seen, or is about to hear of. */
  readonly known: ReadonlySet<string>;
  /** Notes of the former session that hold for a branch of it, too. */
  readonly notes: readonly Note[];
  /** Where it branches off. */
  readonly branched?: Branch;
}

export const noPast = (): Past => ({ start: { kind: "new", id: randomUUID() }, known: new Set(), notes: [] });

/** A branch that has written nothing of its own yet is where it branched off: the program writes its first record with the first message. */
export async function whereItIs(notesFolder: string, snapshot: ClaudeSnapshot): Promise<ClaudeSnapshot> {
  const { branched, ...own } = snapshot;
  if (branched === undefined) return snapshot;
  const transcript = await readTranscript(snapshot.configFolder, snapshot.cwd, snapshot.session);
  if (transcript !== undefined || answeredSince(await readNotes(notesFolder, snapshot.session))) return own;
  return { ...own, ...branched, fork: true };
}

/** Notes from before its first process were taken over from the session that it branched off. */
const answeredSince = (notes: readonly Note[]): boolean =>
  notes.slice(notes.findIndex(({ type }) => type === "opened") + 1).some(({ type }) => type === "answered");

export async function findPast(notesFolder: string, given: ClaudeSnapshot): Promise<Past> {
  const at = await whereItIs(notesFolder, given);
  const { configFolder, cwd, session } = at;
  const [transcript, notes] = [await readTranscript(configFolder, cwd, session), await readNotes(notesFolder, session)];
  const known = new Set([...(transcript?.taken ?? []), ...notes.flatMap((note) => (note.type === "taken" ? [note.uuid] : []))]);
  // Killed before it wrote its first record: there is nothing to go on with, and nothing that was answered is missing.
  const unwritten = transcript === undefined && notes.length > 0 && !answeredSince(notes);
  if (unwritten || at.at === beginning) return { start: { kind: "new", id: at.fork ? randomUUID() : session }, known, notes: [] };
  if (!at.fork) return { start: { kind: "resume", id: session }, known, notes: [] };
  const messages = at.at === undefined ? transcript?.taken : new Set((await readChain(configFolder, cwd, session, at.at))?.flatMap((link) => link.messages));
  const branched: Branch = { session, ...(at.at !== undefined && { at: at.at }) };
  // Its own id again, when it had one.
  const as = given.fork ? randomUUID() : given.session;
  return {
    start: { kind: "fork", id: session, as, ...(at.at !== undefined && { at: at.at }) },
    known,
    notes: keptNotes(notes, messages ?? new Set()),
    branched,
  };
}
