import type { Address } from "@instar/kernel";
import type { Access } from "@instar/kernel/contracts";
import type { InboxRow } from "./contract.ts";
import type { Ledger } from "./ledger.ts";

/** How far back it is looked for where owners write. */
const lookedThrough = 500;
const most = 20;

interface OwnerChat {
  readonly address: Address;
  readonly sender: string;
}

/** The private conversations in which owners write. */
export interface OwnerChats {
  /** A message was taken in, or taken up. */
  saw(row: Pick<InboxRow, "from" | "address" | "group">): void;
  /** Those of a channel, threads left aside: of who is an owner now, at most the 20 in which one wrote last. */
  of(channel: string): Promise<readonly Address[]>;
}

/** `found`: a channel has one more. */
export function createOwnerChats(inbox: Pick<Ledger<InboxRow>, "list">, judge: Access["judge"], found: (channel: string) => void): OwnerChats {
  const chats = new Map<string, OwnerChat>();
  let looking: Promise<void> | undefined;

  function note({ from, address: { channel, conversation }, group }: Pick<InboxRow, "from" | "address" | "group">): boolean {
    const key = JSON.stringify([channel, conversation]);
    if (from.trust !== "owner" || group) return false;
    const isNew = chats.get(key)?.sender !== from.id;
    chats.delete(key); // the last that was written in comes last
    chats.set(key, { address: { channel, conversation }, sender: from.id });
    return isNew;
  }

  async function look() {
    const rows = await inbox.list({ limit: lookedThrough });
    for (const row of rows.toReversed()) note(row);
  }

  return {
    saw(row) {
      if (note(row)) found(row.address.channel);
    },
    async of(channel) {
      looking ??= look().catch((error: unknown) => {
        looking = undefined;
        throw error;
      });
      await looking;
      const here = [...chats.values()].filter(({ address }) => address.channel === channel);
      const judged = await Promise.all(here.map(async ({ address, sender }) => ((await judge(channel, { id: sender })).trust === "owner" ? [address] : [])));
      return judged.flat().slice(-most);
    },
  };
}
