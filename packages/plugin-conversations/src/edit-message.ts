import type { Records } from "@instar/kernel/contracts";
import type { InboxRow } from "./contract.ts";
import type { Conversation } from "./conversation.ts";
import type { House } from "./house.ts";
import { seenKey, takenBack } from "./seen-key.ts";

/** Messages that the agent was given, whatever came of it. */
const given: ReadonlySet<InboxRow["state"]> = new Set(["running", "answered", "merged", "silent", "failed"]);
/** An album's message was merged into one that may have been merged in its turn. */
const mostMerges = 5;

export interface EditParts {
  readonly seen: Records<{ id: string }>;
  readonly seenMs: number;
  readonly conversationAt: (address: InboxRow["address"]) => Conversation;
}

/**
 * What becomes of an edit by what has become of its message. False: it is to be handled as a message, for the agent has never been given the one that it
 * edits. Durable when it resolves.
 */
export function createEditing({ inbox, commit }: House, { seen, seenMs, conversationAt }: EditParts): (edit: InboxRow) => Promise<boolean> {
  async function turnOf(row: InboxRow): Promise<InboxRow> {
    let at = row;
    for (let merges = 0; merges < mostMerges && at.state === "merged" && at.mergedInto !== undefined; merges++) at = (await inbox.get(at.mergedInto)) ?? at;
    return at;
  }

  return async (edit) => {
    const { channel, conversation, thread } = edit.address;
    const own = seenKey(channel, edit.key);
    if (await seen.get(own)) return true;
    const known = await seen.get(seenKey(channel, edit.edits ?? ""));
    const original = known && (await inbox.get(known.value.id));
    const handled = (id: string) => [seen.put(own, { id }, { ttlMs: seenMs })];
    if (known?.value.id === takenBack) {
      await commit(handled(takenBack));
      return true;
    }
    if (!original) return false;
    // Nobody puts words into somebody else's mouth, whatever a service says
    if (original.from.id !== edit.from.id || original.address.conversation !== conversation || original.address.thread !== thread) return false;
    const turn = await turnOf(original);
    const replaced = ({ prepared: _, ...row }: InboxRow): InboxRow => ({
      ...row,
      text: edit.text,
      ...(edit.files ? { files: edit.files } : {}),
      ...(edit.quoted === undefined ? {} : { quoted: edit.quoted }),
      editedAt: edit.acceptedAt,
    });
    const addedTo = (row: InboxRow): InboxRow => {
      const correction = { from: edit.from, was: original.text, text: edit.text, at: edit.at };
      return { ...row, editedAt: edit.acceptedAt, corrections: [...(row.corrections ?? []), correction] };
    };
    const place = conversationAt(original.address);
    if (await place.change(turn.id, turn.id === original.id ? replaced : addedTo, handled(original.id))) return true;
    const { state } = (await inbox.get(turn.id)) ?? turn;
    if (state === "withdrawn") {
      await commit(handled(original.id));
      return true;
    }
    if (!given.has(state)) return false;
    const { album: _, ...rest } = edit;
    const correction: InboxRow = { ...rest, mergedInto: original.id };
    if (state !== "running") await place.keep(correction, handled(correction.id));
    else {
      await commit([...handled(correction.id), ...inbox.write(correction)]);
      inbox.note(correction);
      place.arrived(correction);
    }
    return true;
  };
}
