import { type Program, programOf, type ShellCommand } from "@instar/shell-words";

/** What a command runs, also where one program is many. */
export function programIn(words: readonly string[]): Program | undefined {
  const program = programOf(words);
  if (program === undefined || !/^(busybox|toybox)$/.test(program.name)) return program;
  const inner = programOf(program.args);
  return inner === undefined || inner.name.startsWith("-") ? program : { ...inner, more: program.more || inner.more };
}

/** What the output of a command goes to, in order. */
export function programsAfter(commands: readonly ShellCommand[], index: number): readonly Program[] {
  const later: Program[] = [];
  for (let at = index; commands[at]?.piped === true; at++) {
    const program = programIn(commands[at + 1]?.words ?? []);
    if (program !== undefined) later.push(program);
  }
  return later;
}
