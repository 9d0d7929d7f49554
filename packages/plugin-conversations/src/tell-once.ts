import type { Address } from "@instar/kernel";
import type { Op, Records } from "@instar/kernel/contracts";
import type { Saying } from "./contract.ts";
import type { Conversation } from "./conversation/conversation.ts";
import type { House } from "./house.ts";
import { seenMs } from "./intake.ts";
import type { OwnerPlace } from "./owner-place.ts";
import type { PressDesk } from "./presses/press-desk.ts";
import type { Told } from "./rows.ts";

export interface TellingParts {
  readonly house: Pick<House, "routes" | "ids">;
  /** What was told, and where. */
  readonly told: Records<Told>;
  readonly owner: Pick<OwnerPlace, "find">;
  readonly offer: PressDesk["offer"];
  readonly conversationAt: (address: Address) => Pick<Conversation, "tell">;
}

/** Says something outside of any turn, once per key; durable when it resolves with where it is (or was) said. */
export function createTelling({ house, told, owner, offer, conversationAt }: TellingParts): (saying: Saying) => Promise<Address> {
  const telling = new Map<string, Promise<Address>>();

  async function tellOnce(saying: Saying): Promise<Address> {
    const { key, text, to, attachments, silent } = saying;
    const before = await told.get(key);
    if (before) {
      const { reply: _, ...address } = before.value;
      return address;
    }
    await house.routes.load();
    const address = house.routes.home(to ?? (await owner.find()));
    const { buttons, ops } = offer(saying, address);
    const reply = house.ids();
    const also: readonly Op[] = [told.put(key, { ...address, reply }, { ttlMs: seenMs }), ...ops];
    await conversationAt(address).tell(text, also, { key: reply, buttons, ...(attachments ? { attachments } : {}), ...(silent ? { silent } : {}) });
    return address;
  }

  return (saying) => {
    const { key } = saying;
    const said = telling.get(key) ?? tellOnce(saying).finally(() => telling.delete(key));
    telling.set(key, said);
    return said;
  };
}
