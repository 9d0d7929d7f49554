import type { Command, Redirection } from "unbash";
import { withWholeAssignment } from "./assign.ts";
import { assignmentsOf, type CommandWords, readWords, set } from "./command-words.ts";
import { type Calls, effectOf } from "./effect-of.ts";
import { noteHandedDown } from "./handed-down.ts";
import { nothing } from "./known-text.ts";
import { unknown } from "./marks.ts";
import { programOf } from "./program.ts";
import { forked, inside, type Offers, type Outcome, type Place, type Stream } from "./reading.ts";
import { record } from "./record.ts";
import { type Redirected, readRedirections } from "./redirections.ts";
import { type Scope, scalar, setVariable, type Variable } from "./scope.ts";
import { noteTee, written } from "./writings.ts";
import { scriptOf } from "./written-script.ts";

/** Reads one simple command: its words, what it sets, what it says. */
export function runCommand(given: Command, place: Place, call: Calls): Outcome {
  const node = withWholeAssignment(given);
  const { scope, reading } = place;
  const offers: Offers = { given: [], taking: [] };
  const here = { ...place, offers };
  const read = readWords(node, here);
  const redirected = readRedirections([...node.prefix, ...node.suffix].filter(isRedirection), here);
  const former = node.name === undefined ? undefined : setBefore(node, read, here);
  const texts = read.words.map(({ text }) => text);
  const offered = offers.given[0] ?? scriptOf(texts, place);
  const at = reading.out.length;
  if (doesSomething(read, redirected)) note(node, read, redirected, offered, place);
  tellOffered(at, offers, place);
  const outcome = effectOf(read.words, { ...place, input: redirected.input ?? place.input ?? offered }, offers, call);
  if (former !== undefined) restore(former, scope);
  // Not one of those that the line set: `known` needs no telling of it.
  if (texts.length > 0) scope.variables.set("_", scalar(texts.at(-1) ?? ""));
  for (const script of [...offers.taking, ...(redirected.output?.scripts ?? [])]) {
    const reader = { content: outcome.output, from: reading.out.length - 1, at: 0 };
    reading.substitute(script, { ...inside(forked(place), "substitution"), input: reader });
  }
  for (const script of redirected.opened) {
    const reader = { content: nothing, from: undefined, at: 0 };
    reading.substitute(script, { ...inside(forked(place), "substitution"), input: reader });
  }
  if (texts[0] === "tee" || programOf(texts)?.name === "tee") noteTee(texts, outcome.output, at, place);
  return redirected.output === undefined ? outcome : { ok: outcome.ok, output: written(outcome.output, redirected, place, at) };
}

const isRedirection = (part: { readonly type: string }): part is Redirection => ["Redirect", "HereString", "HereDoc"].includes(part.type);

const doesSomething = ({ words, settings }: CommandWords, { files, redirections, input }: Redirected) =>
  words.length + files.length + redirections.length + settings.length > 0 || input !== undefined;

function note(node: Command, { words, assigned, settings, decoded }: CommandWords, redirected: Redirected, offered: Stream | undefined, place: Place): void {
  const parts = { words: words.map(({ text }) => text), assigned, settings: Object.fromEntries(settings), decoded };
  record(place, node, parts, redirected, offered);
  const noted = place.reading.out.at(-1);
  if (noted !== undefined) noteHandedDown(noted, place);
}

type Former = ReadonlyMap<string, Variable | null | undefined>;

/** What stands before a command is set for it alone, after its words are read. Gives what was there before. */
function setBefore(node: Command, into: CommandWords, place: Place): Former {
  const former = new Map<string, Variable | null | undefined>();
  for (const assignment of assignmentsOf(node)) {
    if (!former.has(assignment.name)) former.set(assignment.name, place.scope.variables.get(assignment.name));
    set(into, assignment, place);
  }
  return former;
}

function restore(former: Former, scope: Scope): void {
  for (const [name, variable] of former) {
    if (variable === undefined) {
      scope.variables.delete(name);
      scope.own.delete(name);
      scope.known = undefined;
    } else setVariable(scope, name, variable);
  }
}

/** Tells with a command what its `<(…)` say. */
function tellOffered(at: number, { given }: Offers, { reading: { out } }: Place): void {
  const own = out[at];
  if (given.length > 0 && own !== undefined) out[at] = { ...own, offered: given.map(({ content }) => content?.text ?? unknown) };
}
