import { type KnownText, nothing } from "./known-text.ts";
import { readIndexes } from "./looked-at-again.ts";
import { unknown } from "./marks.ts";
import type { Outcome, Place, Stream } from "./reading.ts";
import { assignArray, assignText, forget, separatorsOf } from "./variables.ts";

const done: Outcome = { output: nothing, ok: undefined };
const isName = (word: string) => /^[A-Za-z_]\w*$/.test(word);

/** Options of single letters with their values, as in `-d '' -t5 -r`, and the words behind them. */
function takenApart(args: readonly KnownText[], valued: string): { readonly values: ReadonlyMap<string, string>; readonly rest: readonly string[] } {
  const values = new Map<string, string>();
  const words = args.map(({ text }) => text);
  let at = 0;
  for (; at < words.length && /^-./.test(words[at] ?? ""); at++) {
    const word = words[at] ?? "";
    if (word === "--") return { values, rest: words.slice(at + 1) };
    for (let letter = 1; letter < word.length && letter < 16; letter++) {
      const option = word[letter] ?? "";
      if (!valued.includes(option)) values.set(option, "");
      else {
        const own = word.slice(letter + 1);
        values.set(option, own === "" ? (words[++at] ?? "") : own);
        break;
      }
    }
  }
  return { values, rest: words.slice(at) };
}

const streamOf = (number: string | undefined, { scope, input }: Place): Stream | undefined =>
  number === undefined ? (input ?? scope.open.get(0)?.input) : scope.open.get(Number(number))?.input;

/** What ends a line: the first letter of `-d`, or the letter of no meaning where that is empty. */
const endOf = (delimiter: string | undefined): string => (delimiter === undefined ? "\n" : delimiter.slice(0, 1) || "\0");

/** `read` takes the next line of what it is given, if that is known. */
export function read(args: readonly KnownText[], place: Place): Outcome {
  const { scope } = place;
  const { values, rest } = takenApart(args, "adinNptu");
  const array = values.get("a");
  const names = array === undefined ? rest : [array];
  for (const name of names) readIndexes(name, place);
  const input = streamOf(values.get("u"), place);
  const content = input?.content;
  if (input === undefined || content === undefined || content.text.includes(unknown)) {
    for (const name of names.length === 0 ? ["REPLY"] : names) if (isName(name)) forget(scope, name);
    return done;
  }
  if (input.at >= content.text.length) return { output: nothing, ok: false };
  const end = content.text.indexOf(endOf(values.get("d")), input.at);
  const line = content.text.slice(input.at, end === -1 ? content.text.length : end);
  input.at = end === -1 ? content.text.length : end + 1;
  const separators = separatorsOf(scope);
  const parts = splitLine(line, separators);
  const { decoded } = content;
  if (array !== undefined)
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
      if (isName(name)) assignText(scope, name, { text, decoded });
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

/** `mapfile` takes all lines of what it is given. */
export function readAll(args: readonly KnownText[], place: Place): Outcome {
  const { scope } = place;
  const { values, rest } = takenApart(args, "dnOsuCc");
  const name = rest.at(-1) ?? "MAPFILE";
  readIndexes(name, place);
  if (!isName(name)) return done;
  const content = streamOf(values.get("u"), place)?.content;
  if (content === undefined || content.text.includes(unknown)) forget(scope, name);
  else {
    const end = endOf(values.get("d"));
    const lines = content.text.split(end);
    if (lines.at(-1)?.trim() === "") lines.pop();
    assignArray(scope, name, lines.slice(Number(values.get("s") ?? 0) || 0), content.decoded, false);
  }
  return done;
}
