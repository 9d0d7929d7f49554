import { isHeld, type Reply } from "@instar/kernel";
import type { Channel, Part } from "@instar/kernel/contracts";
import type { House } from "../house.ts";
import { planParts } from "./plan-parts.ts";

/** Words beside the outbox as the channel puts them: no sound, no files, no buttons. Undefined while somebody holds them. */
export async function planQuietly(
  { lifecycle, log }: Pick<House, "lifecycle" | "log">,
  channel: Channel,
  said: Pick<Reply, "key" | "address" | "text">,
): Promise<readonly Part[] | undefined> {
  const reply = await lifecycle.reply({ ...said, silent: true, answers: [] });
  if (isHeld(reply)) return undefined;
  const { attachments: _, buttons: _buttons, ...bare } = reply;
  return planParts(channel, bare, log);
}
