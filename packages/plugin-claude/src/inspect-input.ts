import type { SessionDriver } from "@instar/kernel/contracts";
import { readChain } from "./chain.ts";
import { whereItIs } from "./past.ts";
import { keptNotes } from "./plan-rewind.ts";
import { readNotes } from "./session-notes.ts";
import type { ClaudeSnapshot } from "./snapshot.ts";
import { readTranscript } from "./transcript.ts";

/**
 * What became of an input. Answered means that the answer had reached us while we lived: the program writes on for a while when its
 * supervisor has died (its tools are refused then, and what tools gave goes to the model unseen by `postToolUse`), and nothing in its
 * transcript tells such an answer from a good one. What it wrote in the last moments is therefore `asked`; so is what the model was asked
 * in the last moments, although the transcript, written a little late, does not know it.
 */
export async function inspectInput(notesFolder: string, given: ClaudeSnapshot, inputId: string): ReturnType<SessionDriver["inspect"]> {
  const snapshot = await whereItIs(notesFolder, given).catch(() => undefined);
  if (snapshot === undefined) return "unknown";
  if (snapshot.at !== undefined) return inspectKept(notesFolder, snapshot, inputId);
  const notes = await readNotes(notesFolder, snapshot.session).catch(() => undefined);
  if (notes === undefined) return "unknown";
  for (const note of notes) if (note.type === "answered" && note.inputs.includes(inputId)) return { answered: note.text };
  const sent = notes.flatMap((note) => (note.type === "taken" && note.input === inputId ? [note.uuid] : []));
  // Unreadable is not the same as absent: the caller must not run it as if nothing had happened.
  const transcript = await readTranscript(snapshot.configFolder, snapshot.cwd, snapshot.session).catch(() => "unreadable" as const);
  if (transcript === "unreadable" || transcript?.forked === true) return "unknown";
  if (transcript !== undefined && [inputId, ...sent].some((uuid) => transcript.taken.has(uuid))) return "asked";
  return notes.some((note) => note.type === "asked" && note.inputs.includes(inputId)) ? "asked" : "absent";
}

/** Of what was taken back nothing is known any more. */
async function inspectKept(notesFolder: string, { configFolder, cwd, session, at }: ClaudeSnapshot, inputId: string): ReturnType<SessionDriver["inspect"]> {
  try {
    const chain = await readChain(configFolder, cwd, session, at);
    if (chain === undefined) return "unknown";
    const messages = new Set(chain.flatMap((link) => link.messages));
    const notes = keptNotes(await readNotes(notesFolder, session), messages);
    for (const note of notes) if (note.type === "answered" && note.inputs.includes(inputId)) return { answered: note.text };
    return messages.has(inputId) || notes.some((note) => note.type === "taken" && note.input === inputId) ? "asked" : "absent";
  } catch {
    // Unreadable is not the same as absent.
    return "unknown";
  }
}
