import type { Records } from "@instar/kernel/contracts";
import type { InboxRow } from "../contract.ts";
import type { Conversation } from "../conversation/conversation.ts";
import { editedBy } from "../conversation/fold-album.ts";
import type { House } from "../house.ts";
import { seenKey, takenBack } from "../seen-key.ts";
import type { Turns } from "./turns.ts";

/** Messages that the agent was given, whatever came of it. */
const given: ReadonlySet<InboxRow["state"]> = new Set(["running", "answered", "merged", "silent", "failed"]);
export interface EditParts {
  readonly seen: Records<{ id: string }>;
  readonly seenMs: number;
  readonly turns: Turns;
  readonly conversationAt: (address: InboxRow["address"]) => Conversation;
}

/**
 * What became of an edit. `instead`: it is to be handled as a message in place of the one that it edits, which the agent has never been given; `apart`: as a
 * message, for the other is not its sender's, or was written elsewhere.
 */
export type EditOutcome = "done" | "instead" | "apart";

/** Does what an edit asks for, by what has become of its message. Durable when it resolves with `done`. */
export function createEditing({ inbox, commit }: House, { seen, seenMs, turns, conversationAt }: EditParts): (edit: InboxRow) => Promise<EditOutcome> {
  return async (edit) => {
    const { channel, conversation, thread } = edit.address;
    const own = seenKey(channel, edit.key);
    if (await seen.get(own)) return "done";
    const known = await seen.get(seenKey(channel, edit.edits ?? ""));
    const original = known && (await inbox.get(known.value.id));
    const handled = (id: string) => [seen.put(own, { id }, { ttlMs: seenMs })];
    if (known?.value.id === takenBack) {
      await commit(handled(takenBack));
      return "done";
    }
    if (!original) return "instead";
    // Nobody puts words into somebody else's mouth, whatever a service says
    if (original.from.id !== edit.from.id || original.address.conversation !== conversation || original.address.thread !== thread) return "apart";
    const corrected = (row: InboxRow): InboxRow => {
      const correction = { from: edit.from, was: original.text, text: edit.text, at: edit.at };
      return { ...row, editedAt: edit.acceptedAt, corrections: [...(row.corrections ?? []), correction] };
    };
    if (await turns.change(original, (row) => editedBy(row, original.id, edit) ?? corrected(row), handled(original.id))) return "done";
    const { state } = await turns.of(original);
    if (state === "withdrawn") {
      await commit(handled(original.id));
      return "done";
    }
    if (!given.has(state)) return "instead";
    const place = conversationAt(original.address);
    const { album: _, ...rest } = edit;
    const correction: InboxRow = { ...rest, mergedInto: original.id };
    if (state !== "running") await place.keep(correction, handled(correction.id));
    else {
      await commit([...handled(correction.id), ...inbox.write(correction)]);
      inbox.note(correction);
      place.arrived(correction);
    }
    return "done";
  };
}
