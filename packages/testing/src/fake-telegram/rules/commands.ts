import type { Rule } from "../refusal.ts";

/** The menu of commands. */
export const commandsRules = {
  commandsList: { status: 400, words: (problem) => `${problem}`, rule: "1.5 commands are a list of command and description", docs: "setmycommands" },
  commandsTooMany: { status: 400, words: "BOT_COMMANDS_TOO_MUCH", rule: "1.5 at most 100 commands", docs: "setmycommands" },
  command: {
    status: 400,
    words: (problem) => `${problem}`,
    rule: "1.5 a command is 1 to 32 of a-z, 0-9 and _, described in 1 to 256 characters",
    docs: "botcommand",
  },
  languageCode: { status: 400, words: "Invalid language code specified", rule: "1.5 a language is two small letters", docs: "setmycommands" },
  commandScope: { status: 400, words: (problem) => `Can't parse BotCommandScope: ${problem}`, rule: "1.5 a scope has a type", docs: "botcommandscope" },
} satisfies Record<string, Rule>;
