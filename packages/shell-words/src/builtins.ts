import { changeFolder, listFolders, popFolder, pushFolder } from "./folders.ts";
import { type KnownText, nothing, plain, untold } from "./known-text.ts";
import { readIndexes } from "./looked-at-again.ts";
import { unknown } from "./marks.ts";
import { nextOption } from "./options.ts";
import { read, readAll } from "./read-input.ts";
import { type Builtin, mayGoOn, most, type Outcome, type Place } from "./reading.ts";
import { copyOf, setVariable } from "./scope.ts";
import { printed } from "./text-programs/printing.ts";
import { assignText } from "./variables.ts";

const declaring: ReadonlySet<string> = new Set(["export", "local", "declare", "readonly", "typeset"]);

/** The words without `command` and `builtin` before them. */
const bare = (words: readonly KnownText[]) => (["command", "builtin"].includes(words[0]?.text ?? "") ? words.slice(1) : words);

/** Whether a command sets what stands behind it. */
export const isDeclaring = (words: readonly KnownText[]): boolean => declaring.has(bare(words)[0]?.text ?? "");

const done: Outcome = { output: nothing, ok: undefined };

const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ["unset", unset],
  ["read", read],
  ["mapfile", readAll],
  ["readarray", readAll],
  ["set", setPositional],
  ["shift", shift],
  ["cd", changeFolder],
  ["pushd", pushFolder],
  ["popd", popFolder],
  ["alias", alias],
  ["hash", rename],
  ["test", readTested],
  ["[", readTested],
  ["wait", readTested],
  ["dirs", listFolders],
  ["printf", printInto],
  ["eval", (args, place) => readSilently(args.map(({ text }) => text).join(" "), place)],
  ["let", forgetNamed],
  ["getopts", nextOption],
]);

/** What a builtin does to the shell that reads on. Undefined when it is none that changes anything. */
export function applyBuiltin(words: readonly KnownText[], place: Place): Outcome | undefined {
  const [first, ...args] = bare(words);
  if (first === undefined) return undefined;
  const builtin = builtins.get(first.text);
  if (builtin !== undefined) return builtin(args, place);
  if (!/^(.*\/)?(ba|z|da|k|a)?sh$/.test(first.text)) return undefined;
  return runShell(args, place);
}

function unset(args: readonly KnownText[], place: Place): Outcome {
  const { scope } = place;
  const isFunction = args[0]?.text === "-f";
  for (const { text } of args) {
    readIndexes(text, place);
    if (args[0]?.text === "-n") scope.references.delete(text);
    else if (isFunction) scope.functions.delete(text);
    else if (/^[A-Za-z_]\w*$/.test(text)) setVariable(scope, text, null);
  }
  return done;
}

function setPositional(args: readonly KnownText[], { scope }: Place): Outcome {
  const dashes = args.findIndex(({ text }) => text === "--");
  const first = args.findIndex(({ text }) => !/^[-+]/.test(text));
  if (dashes === -1 && (first === -1 || /^[-+]\w*o$/.test(args[first - 1]?.text ?? ""))) return done;
  scope.positional = args.slice(dashes === -1 ? first : dashes + 1);
  scope.known = undefined;
  return done;
}

function shift(args: readonly KnownText[], { scope }: Place): Outcome {
  scope.positional = scope.positional?.slice(Number(args[0]?.text ?? 1) || 1);
  scope.known = undefined;
  return done;
}

function alias(args: readonly KnownText[], { scope }: Place): Outcome {
  for (const { text } of args) {
    const [, name, value] = /^([\w.-]+)=(.*)$/s.exec(text) ?? [];
    if (name !== undefined && value !== undefined) scope.aliases.set(name, value);
  }
  return done;
}

/** `hash -p /bin/rm ls`: from here on the one means the other. */
function rename(args: readonly KnownText[], { scope }: Place): Outcome {
  const [option, path, name] = args.map(({ text }) => text);
  if (option === "-p" && path !== undefined && name !== undefined) scope.aliases.set(name, path);
  return done;
}

function readTested(args: readonly KnownText[], place: Place): undefined {
  for (const { text } of args) readIndexes(text, place);
}

function printInto(args: readonly KnownText[], place: Place): Outcome | undefined {
  const { scope } = place;
  const name = args[1]?.text;
  if (args[0]?.text !== "-v" || name === undefined) return undefined;
  readIndexes(name, place);
  const said = printed(args.slice(2).map(({ text }) => text));
  if (/^[A-Za-z_]\w*$/.test(name)) assignText(scope, name, { ...said, decoded: said.decoded || args.some(({ decoded }) => decoded) });
  return done;
}

function forgetNamed(args: readonly KnownText[], place: Place): Outcome {
  const { scope } = place;
  for (const { text } of args) {
    readIndexes(text, place);
    const name = /^([A-Za-z_]\w*)[-+*/%&|^<>]*=/.exec(text)?.[1];
    const value = text.slice(text.indexOf("=") + 1);
    if (name !== undefined) assignText(scope, name, /^\d+$/.test(value) && text[name.length] === "=" ? plain(value) : untold);
  }
  return done;
}

/** Reads a line within the line for what it changes and says; its commands are judged by whoever asks for them. */
function readSilently(text: string, place: Place): Outcome {
  const { reading } = place;
  if (place.depth >= most.depth || text.length > 65_536 || !isTellable(text) || !mayGoOn(reading)) return { output: untold, ok: undefined };
  const apart = { ...reading, out: [], problems: new Set<string>(), recursive: new Set<string>(), uncalled: new Map(reading.uncalled) };
  return { output: reading.readLine(text, { ...place, reading: apart, depth: place.depth + 1 }), ok: undefined };
}

const isTellable = (text: string) => text.replaceAll(unknown, "").trim() !== "";

/** What `bash -c '…' name a b` says. */
function runShell(args: readonly KnownText[], place: Place): Outcome | undefined {
  const at = args.findIndex(({ text }) => /^-\w*c$/.test(text));
  const line = args.slice(at + 1).find(({ text }) => !text.startsWith("-"));
  if (at === -1) {
    const content = args.length === 0 || args.every(({ text }) => /^-(s|-)?$/.test(text)) ? place.input?.content : undefined;
    return content === undefined ? undefined : readSilently(content.text.slice(place.input?.at), { ...place, scope: copyOf(place.scope), input: undefined });
  }
  if (line === undefined) return undefined;
  const scope = copyOf(place.scope);
  scope.positional = args.slice(args.indexOf(line) + 2);
  return readSilently(line.text, { ...place, scope });
}
