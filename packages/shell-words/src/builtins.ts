import { posix } from "node:path";
import { type KnownText, nothing, plain, untold } from "./known-text.ts";
import { isPlain, unknown } from "./marks.ts";
import { mayGoOn, most, type Outcome, type Place } from "./reading.ts";
import { copyOf, setVariable } from "./scope.ts";
import { printed } from "./text-programs/printing.ts";
import { assignArray, assignText, forget, separatorsOf, textIn } from "./variables.ts";

const declaring: ReadonlySet<string> = new Set(["export", "local", "declare", "readonly", "typeset"]);

/** The words without `command` and `builtin` before them. */
const bare = (words: readonly KnownText[]) => (["command", "builtin"].includes(words[0]?.text ?? "") ? words.slice(1) : words);

/** Whether a command sets what stands behind it. */
export const isDeclaring = (words: readonly KnownText[]): boolean => declaring.has(bare(words)[0]?.text ?? "");

const done: Outcome = { output: nothing, ok: undefined };

type Builtin = (args: readonly KnownText[], place: Place) => Outcome | undefined;

const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ["unset", unset],
  ["read", read],
  ["mapfile", readAll],
  ["readarray", readAll],
  ["set", setPositional],
  ["shift", shift],
  ["cd", changeFolder],
  ["pushd", changeFolder],
  ["popd", (_, place) => changeFolder([untold], place)],
  ["alias", alias],
  ["printf", printInto],
  ["eval", (args, place) => readSilently(args.map(({ text }) => text).join(" "), place)],
  ["let", forgetNamed],
  ["getopts", (args, place) => read(args.slice(1), { ...place, input: undefined })],
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

function unset(args: readonly KnownText[], { scope }: Place): Outcome {
  const isFunction = args[0]?.text === "-f";
  for (const { text } of args) {
    if (isFunction) scope.functions.delete(text);
    else if (/^[A-Za-z_]\w*$/.test(text)) setVariable(scope, text, null);
  }
  return done;
}

/** `read` takes the next line of what it is given, if that is known. */
function read(args: readonly KnownText[], { scope, input }: Place): Outcome {
  const valued = /^-[a-zA-Z]*[adeinNptu]$/;
  const names = args.map(({ text }) => text).filter((word, index, all) => !word.startsWith("-") && !valued.test(all[index - 1] ?? ""));
  const array = args[args.findIndex(({ text }) => /^-\w*a$/.test(text)) + 1]?.text;
  const isArray = args.some(({ text }) => /^-\w*a$/.test(text)) && array !== undefined;
  const content = input?.content;
  if (input === undefined || content === undefined || content.text.includes(unknown)) {
    for (const name of isArray ? [array] : names.length === 0 ? ["REPLY"] : names) if (/^[A-Za-z_]\w*$/.test(name)) forget(scope, name);
    return done;
  }
  if (input.at >= content.text.length) return { output: nothing, ok: false };
  const isWhole = args.some(({ text }, index) => /^-\w*d$/.test(text) && args[index + 1]?.text === "");
  const end = isWhole ? -1 : content.text.indexOf("\n", input.at);
  const line = content.text.slice(input.at, end === -1 ? content.text.length : end);
  input.at = end === -1 ? content.text.length : end + 1;
  const separators = separatorsOf(scope);
  const parts = splitLine(line, separators);
  const { decoded } = content;
  if (isArray)
    assignArray(
      scope,
      array,
      parts.map(({ text }) => text),
      decoded,
      false,
    );
  else if (names.length === 0) assignText(scope, "REPLY", { text: line, decoded });
  else
    for (const [index, name] of names.entries()) {
      const isLast = index === names.length - 1;
      const part = parts[index];
      const text = part === undefined ? "" : isLast ? trimmed(line.slice(part.from), separators) : part.text;
      if (/^[A-Za-z_]\w*$/.test(name)) assignText(scope, name, { text, decoded });
    }
  return { output: nothing, ok: true };
}

function splitLine(line: string, separators: string): readonly { readonly text: string; readonly from: number }[] {
  const parts: { text: string; from: number }[] = [];
  let from = 0;
  for (let at = 0; at <= line.length; at++) {
    const char = line[at];
    if (char !== undefined && !separators.includes(char)) continue;
    if (at > from) parts.push({ text: line.slice(from, at), from });
    from = at + 1;
  }
  return parts;
}

function trimmed(text: string, separators: string): string {
  let end = text.length;
  while (end > 0 && separators.includes(text[end - 1] as string)) end--;
  return text.slice(0, end);
}

function readAll(args: readonly KnownText[], { scope, input }: Place): Outcome {
  const name = args.at(-1)?.text ?? "MAPFILE";
  if (!/^[A-Za-z_]\w*$/.test(name)) return done;
  if (input?.content === undefined) forget(scope, name);
  else assignArray(scope, name, input.content.text.replace(/\n$/, "").split("\n"), input.content.decoded, false);
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

/** No system knows longer paths. */
const mostPath = 4_096;

/** Where the folder can't be told any more, nor can what follows from it. */
function changeFolder(args: readonly KnownText[], { scope }: Place): Outcome {
  const target = args.find(({ text }) => !/^-[LPe@]/.test(text))?.text ?? textIn(scope, "HOME").text;
  const from = scope.variables.get("PWD")?.elements.get("0");
  const before = scope.variables.get("OLDPWD")?.elements.get("0");
  const wanted = target === "-" ? (before ?? unknown) : target;
  const isTold = isPlain(wanted) && (posix.isAbsolute(wanted) || (from !== undefined && isPlain(from)));
  if (from !== undefined) assignText(scope, "OLDPWD", plain(from));
  const folder = isTold ? posix.resolve(from !== undefined && isPlain(from) ? from : "/", wanted) : undefined;
  if (folder !== undefined && folder.length <= mostPath) assignText(scope, "PWD", plain(folder));
  else forget(scope, "PWD");
  return done;
}

function alias(args: readonly KnownText[], { scope }: Place): Outcome {
  for (const { text } of args) {
    const [, name, value] = /^([\w.-]+)=(.*)$/s.exec(text) ?? [];
    if (name !== undefined && value !== undefined) scope.aliases.set(name, value);
  }
  return done;
}

function printInto(args: readonly KnownText[], { scope }: Place): Outcome | undefined {
  const name = args[1]?.text;
  if (args[0]?.text !== "-v" || name === undefined) return undefined;
  const said = printed(args.slice(2).map(({ text }) => text));
  if (/^[A-Za-z_]\w*$/.test(name)) assignText(scope, name, { ...said, decoded: said.decoded || args.some(({ decoded }) => decoded) });
  return done;
}

function forgetNamed(args: readonly KnownText[], { scope }: Place): Outcome {
  for (const { text } of args) {
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
  const apart = { ...reading, out: [], problems: new Set<string>(), recursive: new Set<string>() };
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
