import type { Address } from "@instar/kernel";
import type { Op } from "@instar/kernel/contracts";
import type { InboxRow } from "../contract.ts";
import type { Conversation } from "../conversation/conversation.ts";
import type { House } from "../house.ts";

/** An album's message was merged into one that may have been merged in its turn. */
const mostMerges = 5;

export interface Turns {
  /** The message in whose turn this one was, is or will be: itself, or the one that it was merged into. */
  of(row: InboxRow): Promise<InboxRow>;
  /** Changes that message as `Conversation.change` does; false when it has begun or is over. */
  change(row: InboxRow, change: (turn: InboxRow) => InboxRow | undefined, also?: readonly Op[]): Promise<boolean>;
}

export function createTurns({ inbox }: House, conversationAt: (address: Address) => Conversation): Turns {
  async function turnOf(row: InboxRow): Promise<InboxRow> {
    let at = (await inbox.get(row.id)) ?? row;
    for (let merges = 0; merges < mostMerges && at.state === "merged" && at.mergedInto !== undefined; merges++) at = (await inbox.get(at.mergedInto)) ?? at;
    return at;
  }

  return {
    of: turnOf,
    async change(row, change, also = []) {
      for (let turn = await turnOf(row); ; ) {
        if (await conversationAt(turn.address).change(turn.id, change, also)) return true;
        // It may have been joined with its album meanwhile
        const now = await turnOf(row);
        if (now.id === turn.id) return false;
        turn = now;
      }
    },
  };
}
