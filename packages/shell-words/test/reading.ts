import { expect } from "vitest";
import { readScript, type ShellCommand, unknown, wildcard } from "../src/index.ts";

const world = { HOME: "/home/kira", PWD: "/work", USER: "kira" };

/** With `<*>`, `<?>` and `<!>` for what no character stands for. */
export const shown = (text: string): string => text.replaceAll(wildcard.many, "<*>").replaceAll(wildcard.one, "<?>").replaceAll(unknown, "<!>");

/** The commands of a line that a shell would take. */
export function commandsOf(line: string): readonly ShellCommand[] {
  const { commands, problems } = readScript(line, world);
  expect(problems, line).toEqual([]);
  return commands;
}

/** The words of the last command. */
export const lastWords = (line: string): readonly string[] => (commandsOf(line).at(-1)?.words ?? []).map(shown);

/** Reads every line, and tells where the last command has other words. */
export function expectLastWords(table: readonly (readonly [line: string, ...words: string[]])[]): void {
  expect(table.map(([line]) => [line, ...lastWords(line)])).toEqual(table);
}
