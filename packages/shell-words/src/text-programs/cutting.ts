import { type KnownText, plain } from "../known-text.ts";

const linesOf = (text: string) => (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
const withLines = (lines: readonly string[], { decoded }: KnownText): KnownText => ({ text: lines.length === 0 ? "" : `${lines.join("\n")}\n`, decoded });

/** The value of a short option, on its own or glued to it, or of its long form. */
function optionOf(args: readonly string[], short: string, long: string): string | undefined {
  for (const [index, word] of args.entries()) {
    if (word === `-${short}` || word === `--${long}`) return args[index + 1];
    if (word.startsWith(`-${short}`) && !word.startsWith("--")) return word.slice(2);
    if (word.startsWith(`--${long}=`)) return word.slice(long.length + 3);
  }
  return undefined;
}

/** `1,3-5,7-` as a question about a number from 1. */
function rangesOf(list: string): ((place: number) => boolean) | undefined {
  const ranges = list.split(",").map((part) => /^(\d*)(-?)(\d*)$/.exec(part));
  if (ranges.some((range) => range === null || range[0] === "" || range[0] === "-")) return undefined;
  return (place) =>
    ranges.some((range) => {
      const [, from = "", dash = "", to = ""] = range ?? [];
      return place >= Number(from || 1) && place <= (dash === "" ? Number(from) : to === "" ? Number.POSITIVE_INFINITY : Number(to));
    });
}

/** What `cut -c`, `-b` and `-d -f` leave of a text. */
export function cut(args: readonly string[], given: KnownText): KnownText | undefined {
  const chars = optionOf(args, "c", "characters") ?? optionOf(args, "b", "bytes");
  const list = chars ?? optionOf(args, "f", "fields");
  const wanted = list === undefined ? undefined : rangesOf(list);
  if (wanted === undefined || args.some((word) => word.startsWith("--complement"))) return undefined;
  const between = chars === undefined ? (optionOf(args, "d", "delimiter") ?? "\t") : "";
  return withLines(
    linesOf(given.text).map((line) =>
      between !== "" && !line.includes(between)
        ? line
        : line
            .split(between)
            .filter((_, index) => wanted(index + 1))
            .join(between),
    ),
    given,
  );
}

/** What `awk -F: '{print $6}'` leaves of a text; undefined for any other program of awk. */
export function field(args: readonly string[], given: KnownText): KnownText | undefined {
  const [, number] = /^\s*\{\s*print\s*\$(\d{1,3}|NF)\s*;?\s*\}\s*$/.exec(args.at(-1) ?? "") ?? [];
  const between = optionOf(args, "F", "field-separator") ?? " ";
  if (number === undefined || between.length !== 1 || args.some((word, index) => index < args.length - 1 && !word.startsWith("-") && word !== between))
    return undefined;
  return withLines(
    linesOf(given.text).map((line) => {
      const fields = between === " " ? line.trim().split(/\s+/) : line.split(between);
      return number === "0" ? line : ((number === "NF" ? fields.at(-1) : fields[Number(number) - 1]) ?? "");
    }),
    given,
  );
}

/** What `head` and `tail` leave of a text. */
export function ends(name: "head" | "tail", args: readonly string[], given: KnownText): KnownText | undefined {
  if (args.some((word, index) => !word.startsWith("-") && !/^-(n|c|-lines|-bytes)$/.test(args[index - 1] ?? ""))) return undefined;
  const bytes = optionOf(args, "c", "bytes");
  const short = args.find((word) => /^-\d+$/.test(word))?.slice(1);
  const count = bytes ?? short ?? optionOf(args, "n", "lines") ?? "10";
  if (!/^[+-]?\d{1,9}$/.test(count)) return undefined;
  const size = Math.abs(Number(count));
  const parts: readonly string[] = bytes === undefined ? linesOf(given.text) : [...given.text];
  const kept =
    name === "head"
      ? parts.slice(0, count.startsWith("-") ? Math.max(0, parts.length - size) : size)
      : count.startsWith("+")
        ? parts.slice(Math.max(0, size - 1))
        : parts.slice(Math.max(0, parts.length - size));
  return bytes === undefined ? withLines(kept, given) : { text: kept.join(""), decoded: given.decoded };
}

/** Every line turned around. */
export const turned = ({ text }: KnownText): KnownText => ({
  text: text
    .split("\n")
    .map((line) => [...line].reverse().join(""))
    .join("\n"),
  decoded: true,
});

/** `seq`: at most a thousand numbers. */
export function counted(args: readonly string[]): KnownText | undefined {
  const numbers = args.map(Number);
  if (args.length === 0 || args.length > 3 || !args.every((word) => /^-?\d{1,9}$/.test(word))) return undefined;
  const [from = 1, step = 1, to = 0] = numbers.length === 1 ? [1, 1, numbers[0]] : numbers.length === 2 ? [numbers[0], 1, numbers[1]] : numbers;
  if (step === 0 || (to - from) / step > 1_000) return undefined;
  const lines: string[] = [];
  for (let value = from; step > 0 ? value <= to : value >= to; value += step) lines.push(`${value}\n`);
  return plain(lines.join(""));
}
