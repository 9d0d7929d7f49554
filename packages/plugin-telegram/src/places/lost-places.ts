import type { Address, Logger } from "@instar/kernel";
import { channelId } from "./address-of.ts";
import type { KnownTopic, TopicBook } from "./topic-book.ts";

/** Why nothing can be sent to where a conversation was. */
export type Loss = { readonly kind: "moved"; readonly to: number } | { readonly kind: "deleted" } | { readonly kind: "closed" };

export interface LostPlaces {
  /** A send was refused because of it. */
  note(address: Address, loss: Loss): void;
  /** Where the conversation goes on; undefined when nothing is known of a loss. */
  reroute(address: Address): Promise<Address | undefined>;
}

const keyOf = ({ conversation, thread = "" }: Address) => `${conversation}/${thread}`;

/** Finds a new place for conversations whose place was lost. */
export function createLostPlaces({
  recreate,
  book,
  open,
  log,
}: {
  readonly recreate: boolean;
  readonly book: TopicBook;
  readonly open: (chat: number, name: string) => Promise<Address>;
  readonly log: Logger;
}): LostPlaces {
  const losses = new Map<string, Loss>();

  async function replace(address: Address): Promise<Address> {
    const [chat, thread] = [Number(address.conversation), Number(address.thread)];
    const general: Address = { channel: channelId, conversation: address.conversation };
    const known: KnownTopic | undefined = await book.get(chat, thread);
    await book.forget(chat, thread);
    if (!recreate) return general;
    return open(chat, known?.name ?? "Conversation").catch((error: Error) => {
      log.warn("No topic could be opened in the place of one that was deleted; the conversation goes on in General.", { chat, error });
      return general;
    });
  }

  return {
    note: (address, loss) => void losses.set(keyOf(address), loss),
    async reroute(address) {
      const loss = losses.get(keyOf(address));
      losses.delete(keyOf(address));
      if (loss?.kind === "moved") return { channel: channelId, conversation: String(loss.to) };
      if (loss === undefined || address.thread === undefined) return undefined;
      return loss.kind === "closed" ? { channel: channelId, conversation: address.conversation } : replace(address);
    },
  };
}
