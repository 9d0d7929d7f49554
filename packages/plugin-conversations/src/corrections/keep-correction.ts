import { isHeld } from "@instar/kernel";
import type { Op } from "@instar/kernel/contracts";
import type { InboxRow } from "../contract.ts";
import type { Settlement } from "../conversation/settlement.ts";
import type { House } from "../house.ts";
import { messageOf } from "../message-of.ts";
import { correctionReason } from "../turn-sentence.ts";

/** So much of the former text tells which message is meant. */
const longestExcerpt = 200;

/** Keeps what corrects a message whose turn is over for the next message there, instead of making it a task. Durable when it resolves; `also` is part of it. */
export function createCorrectionKeeping(house: House, { settle, ended }: Settlement): (row: InboxRow, also?: readonly Op[]) => Promise<void> {
  return async (row, also = []) => {
    const { address, from, at, files, group, mergedInto: original = row.id } = row;
    const message = row.prepared === undefined ? await house.lifecycle.receive(messageOf(row)) : messageOf(row);
    if (isHeld(message)) {
      const held = ended(row, { state: "held", reason: message.reason, ...(message.by ? { by: message.by } : {}) });
      return settle([held], `Your message is held: ${message.reason}`, { also });
    }
    const was = ((await house.inbox.get(original))?.text ?? "").slice(0, longestExcerpt);
    const correction = { address, from, at, was, text: message.text, ...(group ? { group: true } : {}), ...(files ? { files } : {}) };
    const merged = ended(row, { state: "merged", mergedInto: original, reason: correctionReason });
    await settle([merged], undefined, { also: [...also, ...house.corrections.keep(original, correction)] });
  };
}
