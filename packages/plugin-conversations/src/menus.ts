import type { Address, Contributions, Logger } from "@instar/kernel";
import type { Channel, ChatCommand, MenuCommand } from "@instar/kernel/contracts";
import { houseMenu } from "./commands/house-words.ts";
import { isControlWord } from "./control.ts";
import { planCommands } from "./plan-commands.ts";

/** The house's own words, then what plugins bring. A word that means more for an owner is there once. */
const menuOf = (commands: Contributions<ChatCommand>): readonly MenuCommand[] =>
  [...houseMenu, ...planCommands(commands).reached.flatMap(({ value }) => (isControlWord(value.name) ? [] : [value]))].map(({ name, summary, access }) => ({
    name,
    summary,
    ...(access === "owner" && { owner: true as const }),
  }));

interface Told {
  readonly channel: Channel;
  /** What it was told last. */
  text: string;
  busy: boolean;
  again: boolean;
}

/**
 * Tells channels what people can choose from: when they open, and when it changes. One call to a channel at a time, the last one with what holds.
 * `owners`: where owners write in private on a channel.
 */
export function createMenus({
  commands,
  channel,
  owners,
  log,
}: {
  readonly commands: Contributions<ChatCommand>;
  readonly channel: (id: string) => Channel | undefined;
  readonly owners: (channel: string) => Promise<readonly Address[]>;
  readonly log: Logger;
}) {
  const told = new Map<string, Told>();

  async function tellOnce(entry: Told) {
    try {
      const chats = await owners(entry.channel.id);
      const menu = menuOf(commands);
      const text = JSON.stringify([menu, chats]);
      if (text === entry.text) return;
      await entry.channel.menu?.(menu, chats);
      entry.text = text;
    } catch (error) {
      log.warn("A channel could not show the commands.", { channel: entry.channel.id, error });
    }
  }

  async function tell(entry: Told) {
    entry.again = true;
    if (entry.busy) return;
    entry.busy = true;
    while (entry.again) {
      entry.again = false;
      await tellOnce(entry);
    }
    entry.busy = false;
  }

  function changed(id: string) {
    const entry = told.get(id);
    if (!entry) return;
    if (channel(id) === entry.channel) void tell(entry);
    else told.delete(id);
  }

  return {
    /** The channel has just opened. */
    opened(id: string) {
      const opened = channel(id);
      if (!opened?.menu) return;
      const entry: Told = { channel: opened, text: "", busy: false, again: false };
      told.set(id, entry);
      void tell(entry);
    },
    /** Something else may be to be shown there. */
    changed,
    follow: () =>
      commands.onChange(() => {
        for (const id of [...told.keys()]) changed(id);
      }),
  };
}
