import { knownCommands } from "../oclif/known-commands.ts";
import { aliases, topics } from "../oclif/own-commands.ts";
import { findProject } from "../project/find-project.ts";
import { completeWords } from "./complete-words.ts";

/** Prints what the last word can become, one a line, with what it is behind a tab. Runs no config; whatever goes wrong, nothing is offered. */
export function complete(words: readonly string[]): void {
  try {
    const { own, contributed } = knownCommands(findProject(process.cwd()));
    const candidates = completeWords({ commands: [...own, ...contributed], aliases, topics }, words.slice(0, -1), words.at(-1) ?? "");
    process.stdout.write(candidates.map(({ value, about }) => `${value}\t${about.replaceAll(/\s+/g, " ")}\n`).join(""));
  } catch {
    // A person in the middle of a line is not to be told of a broken installation; the command itself will.
  }
}
