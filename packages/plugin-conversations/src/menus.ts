import type { Contributions, Logger } from "@instar/kernel";
import type { Channel, ChatCommand } from "@instar/kernel/contracts";
import { controlMenu, isControlWord } from "./control.ts";

type Menu = readonly { readonly name: string; readonly summary: string }[];

/** The house's own words, then what plugins bring; of two with one name the first. */
export function menuOf(commands: Iterable<{ readonly value: ChatCommand }>): Menu {
  const menu = new Map<string, string>();
  for (const { value } of commands) if (!isControlWord(value.name) && !menu.has(value.name)) menu.set(value.name, value.summary);
  return [...controlMenu, ...[...menu].map(([name, summary]) => ({ name, summary }))];
}

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
