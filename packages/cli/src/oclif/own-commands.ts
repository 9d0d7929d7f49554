import { readFileSync } from "node:fs";
import { bundleFolder } from "../bundle-folder.ts";
import type { ListedCommand } from "./command-list.ts";

/** The command line's own commands, as its build has listed them. */
export function ownCommands(): readonly ListedCommand[] {
  const listed = JSON.parse(readFileSync(new URL("./commands.json", bundleFolder), "utf8")) as readonly (Omit<ListedCommand, "file"> & { file: string })[];
  return listed.map((command) => ({ ...command, file: new URL(command.file, bundleFolder).href }));
}

/** Other words for a command. */
export const aliases = { "server start": "start", "server stop": "stop", "server restart": "restart", "server status": "status" } as const;

export const topics = [
  { name: "completion", description: "Let the shell complete commands: bash, zsh or fish" },
  { name: "config", description: "Look at the config, or check it" },
  { name: "inbox", description: "List what was said to the agent" },
  { name: "outbox", description: "List what the agent said" },
  { name: "plugins", description: "List the plugins, look at them, add and remove them, begin one of your own" },
  { name: "secrets", description: "Keep tokens and keys out of the config" },
  { name: "server", description: "Other words for start, stop, restart and status" },
  { name: "session", description: "Sessions by hand: begin, prompt, fork, watch and end them" },
  { name: "skills", description: "List the skills that sessions have, install and check them" },
] as const;
