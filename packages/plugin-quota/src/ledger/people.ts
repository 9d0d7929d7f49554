import type { Address, Message } from "@instar/kernel";
import { conversationOf } from "./attribution.ts";

/** Who last wrote in each conversation. */
export interface People {
  wrote(message: Pick<Message, "from" | "address">): void;
  in(address: Address | undefined): string | undefined;
}

/** More conversations than this are not known at a time; the one that was silent longest is forgotten. */
const mostConversations = 10_000;

/** A person as the ledger names them: the person, else the account. */
export const personOf = ({ from, address }: Pick<Message, "from" | "address">): string => from.person ?? `${address.channel}:${from.id}`;

export function createPeople(): People {
  const last = new Map<string, string>();
  return {
    wrote(message) {
      const where = conversationOf(message.address);
      last.delete(where);
      last.set(where, personOf(message));
      const [oldest] = last.keys();
      if (last.size > mostConversations && oldest !== undefined) last.delete(oldest);
    },
    in: (address) => (address === undefined ? undefined : last.get(conversationOf(address))),
  };
}
