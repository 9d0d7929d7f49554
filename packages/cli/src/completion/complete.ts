import { aliases, ownCommands, topics } from "../oclif/own-commands.ts";
import { readCommandCache } from "../project/command-cache.ts";
import { findProject } from "../project/find-project.ts";
import { completeWords } from "./complete-words.ts";

/** Prints what the last word can become, one a line, with what it is behind a tab. Runs no config; whatever goes wrong, nothing is offered. */
export function complete(words: readonly string[]): void {
  try {
    const project = findProject(process.cwd());
    const own = ownCommands();
    const taken = new Set(own.map(({ id }) => id));
    const fromPlugins = (project === undefined ? [] : readCommandCache(project).commands).filter(({ id }) => !taken.has(id));
    const candidates = completeWords({ commands: [...own, ...fromPlugins], aliases, topics }, words.slice(0, -1), words.at(-1) ?? "");
    process.stdout.write(candidates.map(({ value, about }) => `${value}\t${about.replaceAll(/\s+/g, " ")}\n`).join(""));
  } catch {
    // A person in the middle of a line is not to be told of a broken installation; the command itself will.
  }
}
