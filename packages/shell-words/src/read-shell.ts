import { type ParsedScript, parse } from "unbash";
import { type KnownText, plain, untold } from "./known-text.ts";
import { inside, most, type Place, type Reading, type Speak } from "./reading.ts";
import { copyOf, createScope } from "./scope.ts";
import type { ShellCommand } from "./shell-command.ts";
import { runList } from "./walk-script.ts";

/** What was read of a text. */
export interface ShellScript {
  readonly commands: readonly ShellCommand[];
  /** Why a shell would refuse it, or why it was not read to its end: sentences. Empty when all is well. */
  readonly problems: readonly string[];
  /** Functions that call themselves through a pipe or in the background, and so never end. */
  readonly recursive: readonly string[];
}

/** How many readings are remembered: several guards read the same line, one after the other. */
const mostRemembered = 16;
const remembered: {
  readonly text: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly speak: Speak | undefined;
  readonly unheard: boolean;
  readonly script: ShellScript;
}[] = [];

function isSame(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  if (one === other) return true;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

/** Longer texts are not read at all: no system takes one as an argument of a shell. */
const mostText = 131_072;

/**
 * Takes a text of shell apart: its simple commands in order, those of substitutions before the command they stand in. Follows variables, functions, loops
 * over known words and programs of plain text as far as they are certain; what is not certain is `unknown`. Never throws. At most 1,500 commands.
 * `variables`: what is known of the environment; `1`, `2`, … are the positional parameters. `speak` tells what code of other languages prints.
 */
export function readScript(text: string, variables: Readonly<Record<string, string>>, speak?: Speak): ShellScript {
  if (text.length > mostText) return readAnew(text, variables, speak).script;
  const known = remembered.find((one) => one.text === text && (one.speak === speak || !one.unheard) && isSame(one.variables, variables));
  if (known !== undefined) return known.script;
  const { script, unheard } = readAnew(text, variables, speak);
  if (remembered.length >= mostRemembered) remembered.shift();
  // Whoever asked may change what they gave.
  remembered.push({ text, variables: { ...variables }, speak, unheard, script });
  return script;
}

function readAnew(
  text: string,
  variables: Readonly<Record<string, string>>,
  speak: Speak | undefined,
): { readonly script: ShellScript; readonly unheard: boolean } {
  const reading: Reading = {
    speak,
    unheard: false,
    out: [],
    problems: new Set(),
    recursive: new Set(),
    written: new Map(),
    uncalled: new Map(),
    spent: { steps: 0, textSize: 0 },
    substitute,
    readLine,
  };
  const place: Place = {
    reading,
    scope: createScope(variables),
    within: [],
    captured: false,
    depth: 0,
    source: text,
    calls: [],
    input: undefined,
    offers: undefined,
    rounds: 1,
  };
  if (text.length > mostText) reading.problems.add("It is too long to be read.");
  else {
    try {
      readLine(text, place);
      // Whoever calls these calls them later: a trap, another shell. One may define another.
      for (const [body, read] of reading.uncalled) {
        reading.uncalled.delete(body);
        read();
      }
    } catch (error) {
      // Whatever goes wrong in a text made to go wrong: who asks must know that not all of it was seen.
      reading.problems.add(`Part of it could not be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { script: { commands: reading.out, problems: [...reading.problems], recursive: [...reading.recursive] }, unheard: reading.unheard };
}

/** The commands of a text. Undefined when a shell would refuse it, or when it could not be read to its end. */
export function readShell(text: string, variables: Readonly<Record<string, string>>): readonly ShellCommand[] | undefined {
  const { commands, problems } = readScript(text, variables);
  return problems.length === 0 ? commands : undefined;
}

function run(script: ParsedScript, place: Place): KnownText {
  for (const { message } of script.errors ?? []) place.reading.problems.add(`${message.slice(0, 1).toUpperCase()}${message.slice(1)}.`);
  return runList(script.commands, place).output;
}

const readLine = (text: string, place: Place): KnownText => run(parse(text), { ...place, source: text });

function substitute(script: ParsedScript, place: Place): KnownText {
  if (place.depth >= most.depth) {
    place.reading.problems.add(`Its commands stand in one another more than ${most.depth} deep.`);
    return untold;
  }
  const source = script.source ?? place.source;
  const inner = { ...inside(place, "substitution"), scope: copyOf(place.scope), captured: true, depth: place.depth + 1, source, offers: undefined };
  // `$(<file)` is the file.
  const [only] = script.commands;
  if (
    script.commands.length === 1 &&
    only?.command.type === "Command" &&
    only.command.name === undefined &&
    only.command.prefix.some(({ type }) => type !== "Assignment")
  ) {
    run(script, inner);
    const name = place.reading.out.at(-1)?.files[0];
    return (name === undefined ? undefined : place.reading.written.get(name)) ?? untold;
  }
  const output = run(script, inner);
  return script.commands.length === 0 ? plain("") : output;
}
