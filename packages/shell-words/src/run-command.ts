import type { Assignment, Command, Redirection, Word } from "unbash";
import { applyBuiltin, isDeclaring } from "./builtins.ts";
import { expandText, expandWord } from "./expand-word.ts";
import { isTold, type KnownText, nothing, plain, untold } from "./known-text.ts";
import { expandAgain, readIndexes } from "./looked-at-again.ts";
import { isPlain, unknown } from "./marks.ts";
import { openNumberOf } from "./open-files.ts";
import { programOf } from "./program.ts";
import { forked, inside, type Offers, type Outcome, type Place, type Stream } from "./reading.ts";
import { type Redirected, readRedirections } from "./redirections.ts";
import { folderOf, functionsIn, knownOf, type Scope, scalar, setVariable, type Variable } from "./scope.ts";
import type { ShellCommand } from "./shell-command.ts";
import { say } from "./text-programs/say.ts";
import { assignArray, assignText, assignWord, lookUp } from "./variables.ts";

/** How a command is read that is one of the line's own functions or aliases; undefined when it is none. */
export type Calls = (words: readonly KnownText[], place: Place) => Outcome | undefined;

const mostSource = 200;

/** Puts a command on the list. */
export function record(
  place: Place,
  node: { readonly pos: number; readonly end: number },
  parts: Partial<Pick<ShellCommand, "words" | "assigned" | "settings" | "decoded">>,
  redirected: Redirected | undefined,
  offered?: Stream,
): void {
  const streams = [redirected?.input, place.input, place.scope.open.get(0)?.input, offered].filter((one) => one !== undefined);
  const stream = streams.find(({ content }) => content !== undefined) ?? streams[0];
  const content = stream?.content;
  const input = content === undefined || !isTold(content) ? undefined : content.text.slice(stream?.at ?? 0).replace(/\n$/, "");
  place.reading.out.push({
    words: parts.words ?? [],
    files: redirected?.files ?? [],
    redirections: redirected?.redirections ?? [],
    input,
    ...(stream?.from === undefined ? {} : { reads: stream.from }),
    assigned: parts.assigned ?? [],
    settings: parts.settings ?? {},
    known: knownBy([...(parts.words ?? []), input ?? ""], place.scope),
    piped: false,
    captured: place.captured,
    decoded: parts.decoded === true || redirected?.decoded === true || (input !== undefined && content?.decoded === true),
    within: place.within,
    source: place.source.slice(node.pos, Math.min(node.end, node.pos + mostSource)),
  });
}

/** What lines within a command may ask for. */
function knownBy(texts: readonly string[], scope: Scope): Readonly<Record<string, string>> {
  const known = texts.some((text) => text.includes("$")) ? knownOf(scope) : folderOf(scope);
  // A function that a trap names alone is read at the end, when all is set.
  const asked = texts[0] === "trap" ? texts.slice(1).filter((text) => !scope.functions.has(text)) : texts.slice(1);
  const functions = scope.functions.size + scope.aliases.size === 0 ? {} : functionsIn(scope, asked);
  return Object.keys(functions).length === 0 ? known : { ...known, ...functions };
}

/** One assignment: its values for the list, and its value under its name. */
function assign(assignment: Assignment, place: Place): { readonly values: readonly string[]; readonly text: string; readonly decoded: boolean } {
  const { scope } = place;
  const { name, value } = assignment;
  if (value.type === "ArrayValue") {
    const expanded = value.elements.map((element) => expandWord(element, place));
    const fields = expanded.flatMap((one) => one.fields);
    const decoded = expanded.some((one) => one.decoded);
    assignArray(scope, name, fields, decoded, assignment.append === true);
    return { values: fields, text: fields.join(" "), decoded };
  }
  const text = expandText(value, place);
  // A prompt is expanded once more whenever it is shown; so is what `set -x` shows before each command.
  if (/^PS[0-4]$/.test(name)) expandAgain(text.text, place);
  const index = assignment.index === undefined ? undefined : expandText(assignment.index, place).text;
  if (name === "BASH_ALIASES" && index !== undefined) scope.aliases.set(index, text.text);
  assignText(scope, name, text, { append: assignment.append === true, ...(index === undefined ? {} : { index }) });
  const whole = lookUp(scope, name, index).values[0] ?? text.text;
  return { values: [whole], text: whole, decoded: text.decoded };
}

const hasOption = (words: readonly KnownText[], option: RegExp) => words.slice(1).some(({ text }) => option.test(text));
/** `declare -i`: what stands behind it is arithmetic. */
const isCounting = (words: readonly KnownText[]) => hasOption(words, /^-\w*i/);
/** `declare -n`: what stands behind it is the name of another variable. */
const isReferring = (words: readonly KnownText[]) => words[0]?.text !== "export" && hasOption(words, /^-\w*n/);

function refer(scope: Scope, text: string): readonly [string, string] | undefined {
  const [, name, aim] = /^([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || aim === undefined) return undefined;
  if (aim !== name) scope.references.set(name, aim);
  scope.known = undefined;
  return [name, aim];
}

/** The parser takes a `<(…)` right behind `NAME=` for the name of the command. */
function withWholeAssignment(node: Command): Command {
  const last = node.prefix.at(-1);
  if (last?.type !== "Assignment" || node.name === undefined || last.end !== node.name.pos || !/^[<>]\(/.test(node.name.text)) return node;
  const [first, ...suffix] = node.suffix;
  if (first !== undefined && first.type !== "Word") return node;
  // What the parser gives has getters: a copy would be without them.
  const { type, pos, text, name, append, index } = last;
  const whole = { type, pos, end: node.name.end, text, name, append, index, value: node.name } as Assignment;
  return { ...node, prefix: [...node.prefix.slice(0, -1), whole], name: first, suffix };
}

/** Reads one simple command: its words, what it sets, what it says. */
export function runCommand(given: Command, place: Place, call: Calls): Outcome {
  const node = withWholeAssignment(given);
  const { scope, reading } = place;
  const offers: Offers = { given: [], taking: [] };
  const here = { ...place, offers };
  const settings: [string, string][] = [];
  const assigned: string[] = [];
  const former = new Map<string, Variable | null | undefined>();
  let decoded = false;
  const set = (assignment: Assignment) => {
    if (!former.has(assignment.name)) former.set(assignment.name, scope.variables.get(assignment.name));
    const done = assign(assignment, here);
    settings.push([assignment.name, done.text]);
    assigned.push(...done.values);
    decoded ||= done.decoded;
  };
  const words: KnownText[] = [];
  const add = (word: Word) => {
    const found = expandWord(word, here);
    decoded ||= found.decoded;
    for (const text of found.fields) words.push({ text, decoded: found.decoded });
  };
  const isOnlySetting = node.name === undefined;
  const before = node.prefix.filter((part): part is Assignment => part.type === "Assignment");
  if (isOnlySetting) for (const assignment of before) set(assignment);
  else add(node.name);
  for (const part of node.suffix) {
    if (part.type === "Word") {
      const declares = isDeclaring(words) && part.text.includes("=");
      if (!declares) add(part);
      else {
        const value = expandText(part, here);
        if (isCounting(words)) readIndexes(value.text.replace(/^\w+\+?=/, ""), here);
        const done = isReferring(words) ? refer(scope, value.text) : assignWord(scope, value.text, value.decoded);
        decoded ||= value.decoded;
        if (done === undefined) words.push(value);
        else {
          settings.push([...done]);
          assigned.push(done[1]);
        }
      }
    } else if (part.type === "Assignment") {
      if (isDeclaring(words)) {
        set(part);
        const told = settings.at(-1)?.[1] ?? "";
        if (isCounting(words)) readIndexes(told, here);
        if (isReferring(words)) refer(scope, `${part.name}=${told}`);
      } else {
        const value = part.value.type === "ArrayValue" ? plain(part.text.slice(part.name.length + 1)) : expandText(part.value, here);
        decoded ||= value.decoded;
        words.push({ ...value, text: `${part.name}${part.append === true ? "+" : ""}=${value.text}` });
      }
    }
  }
  const isRedirection = (part: { readonly type: string }): part is Redirection => ["Redirect", "HereString", "HereDoc"].includes(part.type);
  const redirected = readRedirections([...node.prefix, ...node.suffix].filter(isRedirection), here);
  // What stands before a command is set for it alone, after its words are read.
  if (!isOnlySetting) {
    former.clear();
    for (const assignment of before) set(assignment);
  }
  const texts = words.map(({ text }) => text);
  const offered = offers.given[0] ?? scriptOf(texts, place);
  const at = reading.out.length;
  if (texts.length + redirected.files.length + redirected.redirections.length + settings.length > 0 || redirected.input !== undefined)
    record(place, node, { words: texts, assigned, settings: Object.fromEntries(settings), decoded }, redirected, offered);
  const said = offers.given.map(({ content }) => content?.text ?? unknown);
  const own = reading.out[at];
  if (said.length > 0 && own !== undefined) reading.out[at] = { ...own, offered: said };
  const input = redirected.input ?? place.input ?? offered;
  const outcome = effectOf(words, { ...place, input }, offers, call);
  if (!isOnlySetting && before.length > 0) {
    for (const [name, variable] of former) {
      if (variable === undefined) {
        scope.variables.delete(name);
        scope.own.delete(name);
        scope.known = undefined;
      } else setVariable(scope, name, variable);
    }
  }
  // Not one of those that the line set: `known` needs no telling of it.
  if (texts.length > 0) scope.variables.set("_", scalar(texts.at(-1) ?? ""));
  for (const script of [...offers.taking, ...(redirected.output?.scripts ?? [])]) {
    const reader = { content: outcome.output, from: reading.out.length - 1, at: 0 };
    reading.substitute(script, { ...inside(forked(place), "substitution"), input: reader });
  }
  if (words[0]?.text === "tee" || programOf(texts)?.name === "tee") noteTee(texts, outcome.output, at, place);
  return redirected.output === undefined ? outcome : { ok: outcome.ok, output: written(outcome.output, redirected, place, at) };
}

function noteTee(words: readonly string[], output: KnownText, at: number, place: Place): void {
  const appends = words.some((word) => /^(-\w*a|--append)/.test(word));
  const files = words.slice(words.indexOf("tee") + 1).filter((word) => !word.startsWith("-") && isPlain(word));
  for (const file of files.slice(0, 16)) noteWriting(place, at, file, output, appends);
}

/** Tells with a command of the list what it wrote. */
export function noteWriting({ reading: { out } }: Place, at: number, file: string, { text }: KnownText, appends: boolean): void {
  const command = out[at];
  if (command === undefined || text === unknown) return;
  out[at] = { ...command, writes: [...(command.writes ?? []), { file, text, appends }] };
}

/** What goes into a file goes nowhere else, and is remembered. */
function written(output: KnownText, { output: to, redirections }: Redirected, place: Place, at: number): KnownText {
  const named = redirections.findLast(({ operator, target }) => operator.includes(">") && /\D/.test(target) && target !== unknown)?.target;
  if (to !== undefined && named !== undefined && to.scripts.length === 0) noteWriting(place, at, to.file ?? named, output, to.appends);
  if (to?.file === undefined) return nothing;
  const { reading } = place;
  const former = to.appends ? reading.written.get(to.file) : nothing;
  if (former !== undefined) reading.written.set(to.file, { text: former.text + output.text, decoded: former.decoded || output.decoded });
  return nothing;
}

/** The script that a shell is given as a file which the line itself has written. */
function scriptOf([name = "", ...args]: readonly string[], { reading, scope }: Place): Stream | undefined {
  if (reading.written.size + scope.open.size === 0) return undefined;
  const path = runsFile.test(name) ? args.find((word) => !word.startsWith("-")) : name;
  const number = path === undefined ? undefined : openNumberOf(path);
  if (number !== undefined) return scope.open.get(number)?.input;
  const content = path === undefined ? undefined : (reading.written.get(path) ?? reading.written.get(path.replace(/^\.\//, "")));
  return content && { content, from: undefined, at: 0 };
}

const runsFile = /^((.*\/)?(ba|z|da|k|a)?sh|source|\.)$/;

function effectOf(words: readonly KnownText[], place: Place, offers: Offers, call: Calls): Outcome {
  const [first] = words;
  if (first === undefined) return { output: nothing, ok: true };
  const called = call(words, place);
  if (called !== undefined) return called;
  const done = applyBuiltin(words, place);
  if (done !== undefined) return done;
  const texts = words.map(({ text }) => text);
  const program = texts[0] === "command" && texts[1] === "-v" ? { name: "command", args: texts.slice(1), more: false } : programOf(texts);
  if (program === undefined || program.more) return { output: untold, ok: undefined };
  const { input, scope, reading } = place;
  const content = input?.content === undefined ? undefined : { ...input.content, text: input.content.text.slice(input.at) };
  const said = say(program.name, program.args, {
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
