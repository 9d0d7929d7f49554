import type { BotCommand } from "../grammy.ts";

const mostCommands = 100;
const longestSummary = 256;
const name = /^[a-z0-9_]{1,32}$/;

/** The commands as Telegram's menu can show them. What it can't, people can type all the same. */
export const commandMenu = (commands: readonly { readonly name: string; readonly summary: string }[]): BotCommand[] =>
  commands
    .filter((command) => name.test(command.name))
    .slice(0, mostCommands)
    .map(({ name: command, summary }) => ({ command, description: [...summary.replace(/\s+/g, " ").trim()].slice(0, longestSummary).join("") || command }));
