import { type KnownText, nothing, plain } from "./known-text.ts";
import { isPlain, unknown } from "./marks.ts";
import type { Outcome, Place } from "./reading.ts";
import { assignText, forget } from "./variables.ts";

/** `getopts` gives the next option of the positional parameters, or of its own words, with each call. */
export function nextOption(args: readonly KnownText[], { scope }: Place): Outcome {
  const [letters, name, ...own] = args.map(({ text }) => text);
  if (letters === undefined || name === undefined || !/^[A-Za-z_]\w*$/.test(name)) return { output: nothing, ok: undefined };
  const words = own.length > 0 ? own : scope.positional?.map(({ text }) => text);
  const set = (variable: string, text: string) => assignText(scope, variable, plain(text));
  if (words === undefined || !isPlain(letters)) {
    for (const variable of [name, "OPTARG", "OPTIND"]) forget(scope, variable);
    return { output: nothing, ok: undefined };
  }
  // Between two calls it remembers the word and the letter that it came to.
  const [at = 1, letter = 1] = (scope.variables.get("OPTIND")?.elements.get("0") ?? "1").split(".").map(Number);
  const word = words[at - 1];
  if (word === undefined || !/^-./.test(word) || word === "--" || word.startsWith(unknown)) {
    set(name, "?");
    return { output: nothing, ok: false };
  }
  const option = word[letter] ?? "?";
  set(name, option);
  const isValued = letters[letters.indexOf(option) + 1] === ":" && letters.includes(option);
  if (isValued) {
    const rest = word.slice(letter + 1);
    set("OPTARG", rest === "" ? (words[at] ?? "") : rest);
    set("OPTIND", String(rest === "" ? at + 2 : at + 1));
  } else set("OPTIND", letter + 1 < word.length ? `${at}.${letter + 1}` : String(at + 1));
  return { output: nothing, ok: true };
}
