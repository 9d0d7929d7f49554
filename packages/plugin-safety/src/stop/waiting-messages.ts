import type { Logger } from "@instar/kernel";
import type { Conversations } from "@instar/plugin-conversations/contract";

/** The tap that holds messages while everything is paused: its name is in the inbox as the reason. */
export const holdingTap = "wait for the end of the pause";
/** In the reason of a message that was let through before the pause and could not begin: it waits as well. */
export const takenUp = "Your message is taken up then.";

const mostRows = 1_000;

/** Takes up what waited for the end of a pause, in the order in which it was written; resolves with how many messages. */
export async function takeUpMessages(conversations: Conversations, plugin: string, log: Logger): Promise<number> {
  let taken = 0;
  for (;;) {
    const rows = (await Promise.all((["held", "failed"] as const).map((state) => conversations.inbox({ states: [state], limit: mostRows })))).flat();
    const ours = rows.filter(({ state, by, reason }) => (state === "held" ? by === `${plugin}: ${holdingTap}` : reason?.includes(takenUp)));
    let more = 0;
    for (const { id } of ours.sort((one, other) => (one.id < other.id ? -1 : 1))) {
      try {
        if (await conversations.retry(id)) more += 1;
      } catch (error) {
        log.error("A message that waited for the end of a pause could not be taken up.", { message: id, error });
      }
    }
    taken += more;
    if (more === 0 || rows.length < mostRows) return taken;
  }
}
