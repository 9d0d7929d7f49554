import type { KnownSender, Sender } from "../hooks/events.ts";
import { service } from "../token.ts";

/** Who may speak: the house decides, never a channel. An empty list means nobody. */
export interface Access {
  judge(channel: string, sender: Sender): Promise<KnownSender>;
}

export const Access = service<Access>("access");
