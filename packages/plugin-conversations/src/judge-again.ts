import type { KnownSender } from "@instar/kernel";
import type { InboxRow } from "./contract.ts";
import type { House } from "./house.ts";

/** Who wrote a message that has waited: what was decided about them, or about the group, since then holds. */
export const judgeAgain = (house: Pick<House, "judge">, { address, from, group }: InboxRow): Promise<KnownSender> =>
  house.judge(address.channel, from, group ? address.conversation : undefined);
