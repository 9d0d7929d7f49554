import type { Address } from "@instar/kernel";
import type { Access } from "@instar/kernel/contracts";
import type { Conversations } from "@instar/plugin-conversations/contract";
import { isSamePlace } from "./same-place.ts";

/** How far back somebody is looked for who writes there. */
const lookedThrough = 500;

/** The session's own address when the last one who was let in there is an owner still; undefined: wherever an owner is. */
export async function findPlace(
  address: Address | undefined,
  conversations: Pick<Conversations, "inbox">,
  access: Pick<Access, "judge"> | undefined,
): Promise<Address | undefined> {
  if (!address) return undefined;
  const rows = await conversations.inbox({ limit: lookedThrough });
  const last = rows.find((row) => row.state !== "refused" && isSamePlace(row.address, address));
  if (!last) return undefined;
  const { trust } = access ? await access.judge(address.channel, last.from) : last.from;
  return trust === "owner" ? address : undefined;
}
