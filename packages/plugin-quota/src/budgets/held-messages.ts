import type { Logger } from "@instar/kernel";
import type { Conversations } from "@instar/plugin-conversations/contract";
import { conversationOf } from "../ledger/attribution.ts";
import { personOf } from "../ledger/people.ts";
import { concerns } from "./budget.ts";
import type { Full } from "./budgets.ts";

/** Takes up the messages that were held for a budget, the oldest first, as far as it is not spent (any more). Resolves with how many. */
export async function takeUpHeld(conversations: Conversations, plugin: string, spent: readonly Full[], log: Logger): Promise<number> {
  const held = (await conversations.inbox({ states: ["held"], limit: 1_000 })).filter(({ by }) => by?.startsWith(`${plugin}: `));
  let taken = 0;
  for (const row of [...held].reverse()) {
    const subject = { conversation: conversationOf(row.address), person: personOf(row), plugin: "conversations", purpose: "person" } as const;
    if (spent.some(({ budget }) => concerns(budget, subject))) continue;
    try {
      if (await conversations.retry(row.id)) taken += 1;
    } catch (error) {
      log.error("A message that waited for a budget could not be taken up.", { message: row.id, error });
    }
  }
  return taken;
}
