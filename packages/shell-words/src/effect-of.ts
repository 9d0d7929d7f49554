import { applyBuiltin } from "./builtins.ts";
import { type KnownText, nothing, untold } from "./known-text.ts";
import { isPlain, unknown } from "./marks.ts";
import { openNumberOf } from "./open-files.ts";
import { programOf } from "./program.ts";
import type { Offers, Outcome, Place } from "./reading.ts";
import { say } from "./text-programs/say.ts";

/** How a command is read that is one of the line's own functions or aliases; undefined when it is none. */
export type Calls = (words: readonly KnownText[], place: Place) => Outcome | undefined;

/** What a command does to the shell that reads on, and what it says. */
export function effectOf(words: readonly KnownText[], place: Place, offers: Offers, call: Calls): Outcome {
  const [first] = words;
  if (first === undefined) return { output: nothing, ok: true };
  const called = call(words, place);
  if (called !== undefined) return called;
  const done = applyBuiltin(words, place);
  if (done !== undefined) return done;
  const texts = words.map(({ text }) => text);
  const program = programSaying(texts);
  if (program === undefined || program.more) return { output: untold, ok: undefined };
  const { input, scope, reading } = place;
  const content = input?.content === undefined ? undefined : { ...input.content, text: input.content.text.slice(input.at) };
  const said =
    spoken(program.name, program.args, content?.text, place) ??
    say(program.name, program.args, {
      input: content,
      variable: (name) => {
        const value = scope.variables.get(name)?.elements.get("0");
        return value === undefined || !isPlain(value) ? undefined : value;
      },
      file: (path) => {
        const number = openNumberOf(path);
        if (number !== undefined) return scope.open.get(number)?.input?.content;
        return path === unknown ? offers.given[0]?.content : reading.written.get(path);
      },
    });
  if (program.name === "tee" && said !== undefined) for (const file of program.args.filter((word) => !word.startsWith("-"))) reading.written.set(file, said);
  if (said === undefined) return { output: untold, ok: undefined };
  const isDecoded = said.decoded || words.some(({ decoded }) => decoded);
  const ok = program.name === "false" ? false : ["echo", "printf", "true", ":"].includes(program.name) ? true : undefined;
  return { output: { text: said.text, decoded: isDecoded }, ok };
}

/** What says something: of programs that run others the last of them, but where they themselves decide what is said. */
const programSaying = (texts: readonly string[]) =>
  (texts[0] === "command" && texts[1] === "-v") || (texts[0] === "xargs" && (texts.length === 1 || texts[1] === "echo"))
    ? { name: texts[0], args: texts.slice(1), more: false }
    : programOf(texts);

const speaking = /^(python|pypy|perl|ruby|node|nodejs|php|bun|deno)[\d.]*$/;

/** What code prints that a program is given as an argument. */
function spoken(name: string, args: readonly string[], input: string | undefined, { reading, scope }: Place): KnownText | undefined {
  if (!speaking.test(name)) return undefined;
  reading.unheard = true;
  const home = scope.variables.get("HOME")?.elements.get("0");
  const given = {
    ...(home === undefined || !isPlain(home) ? {} : { home }),
    ...(input === undefined || !isPlain(input) ? {} : { input }),
  };
  const text = args.every(isPlain) ? reading.speak?.(name, args, given) : undefined;
  return text === undefined ? undefined : { text, decoded: true };
}
