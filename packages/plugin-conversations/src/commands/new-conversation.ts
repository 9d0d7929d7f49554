import { InstarError } from "@instar/kernel";
import { addressKey } from "../address-key.ts";
import { reasonOf } from "../reason-of.ts";
import type { Asked, CommandDoors, HouseCommand } from "./house-command.ts";
import { shortText } from "./short-text.ts";

const longestName = 100;
const begun = "A new conversation was begun.";
const instead = "/new alone begins a new conversation here.";

/** What the service said, and what to do about it: the house's own error only says that it was asked for. */
function whyNot(error: unknown): string {
  const deepest = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const hint = deepest instanceof InstarError ? deepest.hint : undefined;
  return [reasonOf(deepest), ...(hint === undefined ? [] : [hint])].join(" ");
}

/** `/new` begins a new conversation where it is written; `/new NAME` opens a thread for one, once for each message. */
export function newConversation({ house, thread, tell }: CommandDoors): HouseCommand {
  const { sessions, routes, closing } = house;

  async function beginHere({ conversation }: Asked): Promise<string> {
    await conversation.stop(begun);
    await sessions.end(addressKey(conversation.address), begun);
    return "A new conversation begins here.";
  }

  async function openThread({ words, row }: Asked): Promise<string> {
    const name = shortText(words, longestName);
    if (!house.channel(row.address.channel)?.openThread) return `There are no threads on this channel, so none was opened. ${instead}`;
    const { channel, conversation } = routes.current(row.address);
    const key = `/new ${channel} ${row.key}`;
    try {
      const made = await thread({ key, name, parent: { channel, conversation } });
      await tell({ key, text: `${name} begins here: what you write here is a conversation of its own.`, to: made });
    } catch (error) {
      if (closing.aborted) throw error; // it is done at the next start
      house.log.warn("A thread that was asked for could not be opened.", { error });
      return `${name} could not be opened. ${whyNot(error)} ${instead}`;
    }
    return `Opened ${name}; write there.`;
  }

  return (asked) => (asked.words === "" ? beginHere(asked) : openThread(asked));
}
