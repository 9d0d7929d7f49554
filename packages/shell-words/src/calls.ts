import { type CommandNode, type CompoundList, parse, type Statement } from "unbash";
import type { Calls } from "./effect-of.ts";
import type { KnownText } from "./known-text.ts";
import { isPlain } from "./marks.ts";
import { inside, mayGoOn, most, type Outcome, type Place } from "./reading.ts";
import type { ShellFunction } from "./scope.ts";

/** How calls of the line's own functions and aliases are read: the body with its arguments, each time. */
export function callsOf(
  runBody: (body: CommandNode | CompoundList, place: Place) => Outcome,
  runList: (list: readonly Statement[], place: Place) => Outcome,
): Calls {
  const callFunction: Calls = ([first, ...args], place) => {
    const { scope, reading, calls } = place;
    const name = first?.text ?? "";
    const known = scope.functions.get(name);
    if (known === undefined) return undefined;
    const open = calls.findLast((call) => call.name === name);
    // With fewer words each time it comes to an end.
    const isShrinking = open?.words !== undefined && args.length < open.words && !open.forked && place.depth < most.depth - 1;
    const counted = countIn(args);
    // One that counts down behind a condition ends, whatever it starts.
    const isCounting = open?.counted !== undefined && countsDown(name, known);
    const folder = scope.variables.get("PWD")?.elements.get("0");
    const isClimbing =
      open?.folder !== undefined &&
      folder !== undefined &&
      isPlain(folder) &&
      folder.length < open.folder.length &&
      !open.forked &&
      place.depth < most.depth - 1;
    if (open !== undefined && !isShrinking && !isClimbing) {
      if (open.forked && !isCounting) reading.recursive.add(name);
      return undefined;
    }
    if (place.depth >= most.depth) {
      reading.problems.add(`Its commands stand in one another more than ${most.depth} deep.`);
      return undefined;
    }
    reading.uncalled.delete(known.body);
    const before = scope.positional;
    scope.positional = args;
    scope.known = undefined;
    const outcome = runBody(known.body, {
      ...inside(place, "function"),
      source: known.source,
      depth: place.depth + 1,
      calls: [
        ...calls,
        { name, forked: false, words: args.length, ...(counted === undefined ? {} : { counted }), ...(folder === undefined ? {} : { folder }) },
      ],
    });
    scope.positional = before;
    scope.known = undefined;
    return outcome;
  };

  const callAlias: Calls = ([first, ...args], place) => {
    const name = first?.text ?? "";
    const value = place.scope.aliases.get(name);
    if (value === undefined || place.depth >= most.depth || !mayGoOn(place.reading)) return undefined;
    const [next, ...others] = args;
    // An alias that ends in a blank has the next word looked up, too.
    const chained = /\s$/.test(value) ? place.scope.aliases.get(next?.text ?? "") : undefined;
    const text = chained === undefined ? [value, ...args.map(quoted)].join(" ") : [value, chained, ...others.map(quoted)].join(" ");
    const aliases = new Map(place.scope.aliases);
    aliases.delete(name);
    // What it sets is set here; its own name means the program.
    return runList(parse(text).commands, { ...place, source: text, depth: place.depth + 1, scope: { ...place.scope, aliases } });
  };

  return (words, place) => callFunction(words, place) ?? callAlias(words, place);
}

/** The first word where it is a small number. */
function countIn([first]: readonly KnownText[]): number | undefined {
  return first !== undefined && /^-?\d{1,3}$/.test(first.text) ? Number(first.text) : undefined;
}

/** What looks at the number that it was given, before it goes on. */
const asking =
  /(?:\(\([^()]{0,100}\b1\b[^()]{0,100}\)\)|\[[^\]]{0,100}\$\{?1\b[^\]]{0,100}\]|\btest\b[^;&|]{0,100}\$\{?1\b[^;&|]{0,100})\]?\s*(?:&&|\|\||;\s*then)/;
const oneLess = /\$\(\(\s*\$?\{?1\}?\s*-\s*[1-9]\d{0,2}\s*\)\)/;

/** Whether a function calls itself once, with a smaller number, and only behind a look at it: `(( $1 )) && b $(( $1 - 1 ))`. */
function countsDown(name: string, { body, source }: ShellFunction): boolean {
  const text = source.slice(body.pos, body.end).slice(0, 1_000);
  return asking.test(text) && oneLess.test(text) && text.split(/[^\w.:-]+/).filter((word) => word === name).length === 1;
}

const quoted = ({ text }: KnownText) => `'${text.replaceAll("'", "'\\''")}'`;
