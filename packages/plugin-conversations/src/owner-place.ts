import type { Address, Sender } from "@instar/kernel";
import type { Access, Op, Records } from "@instar/kernel/contracts";
import { addressKey } from "./address-key.ts";

/** Where an owner last wrote, and who that was. */
export interface WrittenAt {
  readonly address: Address;
  readonly sender: string;
}

/** `instar chat` without a name. */
const thisMachine: Address = { channel: "local", conversation: "main" };
/** A program that posts with the owner's token does not sit there and wait for what is said to it. */
const unattended = "http";
const recordKey = "owner";

export interface OwnerPlace {
  /** The change for the commit of an owner's message; none while they go on writing in one place. Call `done` when it is committed. */
  follow(from: Sender, address: Address): Promise<{ readonly ops: readonly Op[]; done(): void }>;
  /** Where an owner last wrote, if they still are one and the channel is there; else this machine's terminal. */
  find(): Promise<Address>;
}

/** `isAside`: what is written there makes it no place where the owner is told things. */
export function createOwnerPlace(
  places: Records<WrittenAt>,
  judge: Access["judge"],
  isThere: (channel: string) => boolean,
  isAside: (address: Address) => Promise<boolean>,
): OwnerPlace {
  let last: WrittenAt | undefined;
  let read = false;

  async function load() {
    if (read) return;
    const stored = await places.get(recordKey);
    // A message may have been accepted while this was read: it is newer
    if (!read) last = stored?.value;
    read = true;
  }

  return {
    async follow(from, address) {
      await load();
      const isSame = last?.sender === from.id && addressKey(last.address) === addressKey(address);
      if (address.channel === unattended || isSame || (await isAside(address))) return { ops: [], done: () => undefined };
      const next: WrittenAt = { address, sender: from.id };
      return {
        ops: [places.put(recordKey, next)],
        done() {
          last = next;
        },
      };
    },
    async find() {
      await load();
      if (!last || !isThere(last.address.channel)) return thisMachine;
      const { trust } = await judge(last.address.channel, { id: last.sender });
      return trust === "owner" ? last.address : thisMachine;
    },
  };
}
