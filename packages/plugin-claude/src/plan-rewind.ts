import { beginning, type Link } from "./chain.ts";
import type { Note } from "./session-notes.ts";

/** Where to cut so that the last `turns` answered turns are gone: the last record to keep; or how many there are, when that is too few. */
export function planRewind(chain: readonly Link[], notes: readonly Note[], turns: number): { readonly at: string } | { readonly found: number } {
  const place = new Map<string, number>();
  for (const [index, { messages }] of chain.entries()) for (const message of messages) if (!place.has(message)) place.set(message, index);
  const known = uuidsOf(notes);
  const begins = notes.flatMap((note) => {
    if (note.type !== "answered") return [];
    // Messages that were answered together are one turn.
    const places = note.inputs.flatMap((input) => (known.get(input) ?? [input]).flatMap((uuid) => place.get(uuid) ?? []));
    return places.length === 0 ? [] : [Math.min(...places)];
  });
  const sorted = [...new Set(begins)].sort((one, other) => one - other);
  const index = sorted.at(-turns);
  if (index === undefined || turns > sorted.length) return { found: sorted.length };
  return { at: chain[index]?.parent ?? beginning };
}

/** The notes of what is still there when only these messages are. */
export function keptNotes(notes: readonly Note[], messages: ReadonlySet<string>): readonly Note[] {
  const known = uuidsOf(notes);
  const kept = (input: string) => (known.get(input) ?? [input]).some((uuid) => messages.has(uuid));
  return notes.filter((note) => (note.type === "taken" ? messages.has(note.uuid) : note.type === "answered" && note.inputs.some(kept)));
}

/** Under which ids the program knows an input. */
function uuidsOf(notes: readonly Note[]): ReadonlyMap<string, readonly string[]> {
  const known = new Map<string, string[]>();
  for (const note of notes) if (note.type === "taken") known.set(note.input, [...(known.get(note.input) ?? []), note.uuid]);
  return known;
}
