import type { Contributions, KnownSender } from "@instar/kernel";
import type { ChatCommand, ChatRequest } from "@instar/kernel/contracts";
import { isControlWord, isLetIn, parseSlash } from "./control.ts";
import { comesFirst, planCommands } from "./plan-commands.ts";

/** A contributed command as one message asks for it. */
export interface AskedCommand {
  readonly name: string;
  /** What comes behind it begins when it is done. */
  readonly holds?: boolean;
  run(): Promise<string>;
}

export interface ChatDesk {
  /** The command that a message asks for; undefined when it is text for the agent. Never throws. */
  find(asked: ChatRequest): AskedCommand | undefined;
  /** The same of the commands that are asked before the house's own words. */
  findFirst(asked: ChatRequest): AskedCommand | undefined;
  /** The house's words that mean something else for `who`. */
  replaced(who: KnownSender): readonly string[];
  /** A line for each command that `who` may use. */
  help(who: KnownSender): readonly string[];
}

/** The commands that plugins bring, by the names that they keep. */
export function createChatDesk(contributed: Contributions<ChatCommand>, report: (plugin: string, error: Error) => void): ChatDesk {
  const usable = (who: KnownSender) => planCommands(contributed).reached.filter(({ value }) => isLetIn(value.access, who));
  const first = (who: KnownSender) => ([...contributed].some(comesFirst) ? usable(who).filter(comesFirst) : []);
  const as = ({ name, run }: ChatCommand, self: ChatCommand, asked: ChatRequest, words: string): AskedCommand => ({
    name,
    run: async () => run.call(self, { ...asked, words }),
  });

  function meaningOf(plugin: string, command: ChatCommand, asked: ChatRequest): string | undefined {
    try {
      const words: unknown = command.means?.(asked);
      if (words === undefined || typeof words === "string") return words;
      throw new TypeError(`The chat command /${command.name} answered neither words nor undefined to what a text means.`);
    } catch (error) {
      report(plugin, error instanceof Error ? error : new Error(String(error)));
      return undefined;
    }
  }

  return {
    find(asked) {
      const slash = parseSlash(asked.words);
      const commands = usable(asked.from);
      if (slash) {
        const found = commands.find(({ value }) => value.name === slash.name);
        const named = found && !(comesFirst(found) && found.value.means) ? found.value : undefined; // else it was asked already, and this is not what it means
        return named && as(named, named, asked, slash.words);
      }
      for (const { plugin, value } of commands) {
        const words = meaningOf(plugin, value, asked);
        if (words !== undefined) return as(value, value, asked, words);
      }
      return undefined;
    },
    findFirst(asked) {
      const slash = parseSlash(asked.words);
      for (const { plugin, value } of first(asked.from)) {
        const words = value.means === undefined && slash?.name === value.name ? slash.words : meaningOf(plugin, value, asked);
        if (words !== undefined) return { ...as(value, value, asked, words), holds: true };
      }
      return undefined;
    },
    replaced: (who) =>
      first(who)
        .map(({ value }) => value.name)
        .filter(isControlWord),
    help: (who) => usable(who).map(({ value: { name, summary } }) => `/${name}: ${summary}`),
  };
}
