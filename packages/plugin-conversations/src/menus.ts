import type { Contributions, Logger } from "@instar/kernel";
import type { Channel, ChatCommand } from "@instar/kernel/contracts";
import { houseMenu } from "./commands/house-words.ts";
import { planCommands } from "./plan-commands.ts";

type Menu = readonly { readonly name: string; readonly summary: string }[];

/** The house's own words, then what plugins bring. */
const menuOf = (commands: Contributions<ChatCommand>): Menu => [
  ...houseMenu,
  ...planCommands(commands).reached.map(({ value: { name, summary } }) => ({ name, summary })),
];

/** Tells channels what people can choose from: when they open, and when it changes. One call to a channel at a time, the last one with what holds. */
export function createMenus(commands: Contributions<ChatCommand>, channel: (id: string) => Channel | undefined, log: Logger) {
  /** By open channel: what it was told last. */
  const told = new Map<string, { readonly channel: Channel; text: string; busy: boolean }>();

  async function tell(entry: { readonly channel: Channel; text: string; busy: boolean }) {
    if (entry.busy) return;
    entry.busy = true;
    for (let menu = menuOf(commands); JSON.stringify(menu) !== entry.text; menu = menuOf(commands)) {
      entry.text = JSON.stringify(menu);
      try {
        await entry.channel.menu?.(menu);
      } catch (error) {
        log.warn("A channel could not show the commands.", { channel: entry.channel.id, error });
      }
    }
    entry.busy = false;
  }

  return {
    /** The channel has just opened. */
    opened(id: string) {
      const opened = channel(id);
      if (!opened?.menu) return;
      const entry = { channel: opened, text: "", busy: false };
      told.set(id, entry);
      void tell(entry);
    },
    follow: () =>
      commands.onChange(() => {
        for (const [id, entry] of told) {
          if (channel(id) === entry.channel) void tell(entry);
          else told.delete(id);
        }
      }),
  };
}
