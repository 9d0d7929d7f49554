import type { Clock } from "@instar/kernel";
import type { Remote } from "@instar/kernel/command";
import type { Conversations } from "@instar/plugin-conversations/contract";
import type { AccessDesk } from "../contract.ts";
import { AccessError } from "../errors.ts";

/** Somebody at the host waits for a person on a channel. */
export interface Meeting {
  readonly channel: string;
  readonly access: Remote<AccessDesk>;
  readonly conversations: Remote<Conversations>;
  readonly clock: Clock;
}

/** Rejects with ACCESS_NO_SUCH_CHANNEL. Resolves with why nobody is heard there now, if so. */
export async function requireChannel({ channel, conversations }: Pick<Meeting, "channel" | "conversations">): Promise<string | undefined> {
  const { channels } = await conversations.status();
  const found = channels.find(({ id }) => id === channel);
  if (!found)
    throw AccessError.NO_SUCH_CHANNEL(
      channel,
      channels.map(({ id }) => id),
    );
  return found.state === "failed" ? found.reason : undefined;
}
