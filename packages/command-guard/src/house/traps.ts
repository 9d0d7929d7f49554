import { basename } from "node:path";
import { decodeEscapes, isInterpreter, type Program, type ShellCommand, speakers } from "@instar/shell-words";
import { mention } from "./mention.ts";
import { reaches, type ShellRefusal } from "./shell-refusal.ts";

/** What each of these runs when it is not told which file. */
const usual: Readonly<Record<string, RegExp>> = {
  just: /^\.?justfile$/i,
  make: /^(GNU)?makefile$|\.mk$/i,
  rake: /^rakefile/i,
  task: /^taskfile/i,
};

/** Files that the line writes with something of the owner's in them, and runs later: the answer for each command, in order. */
export function createTraps(): (command: ShellCommand, program: Program) => ShellRefusal | undefined {
  const traps = new Map<string, string>();
  return ({ redirections, input, words }, program) => {
    for (const [name, what] of traps) if (runs(program, words, name)) return reaches(what);
    const written = redirections.filter(({ operator }) => operator.includes(">")).map(({ target }) => basename(target));
    if (written.length === 0 && program.name !== "tee") return undefined;
    const said = speakers.has(program.name) ? decodeEscapes(program.args.join(" ").replace(/\\[nt]/g, " ")) : (input ?? "");
    const what = mention(said);
    if (what !== undefined) for (const name of program.name === "tee" ? program.args.map((word) => basename(word)) : written) traps.set(name, what);
    return undefined;
  };
}

const runs = ({ name, args }: Program, [first = ""]: readonly string[], file: string): boolean =>
  name === file.toLowerCase() ||
  basename(first) === file ||
  usual[name]?.test(file) === true ||
  ((isInterpreter(name) || Object.hasOwn(usual, name)) && args.some((word) => basename(word) === file));
