import type { Value } from "./value.ts";

/** What code reads from another program, line by line. */
export interface LinesRead {
  /** The lines, names with wildcards among them. */
  readonly texts: readonly string[];
  /** They are all that lies in these folders. */
  readonly walked: boolean;
  /** Each of them is `$_`: `perl -n`. */
  readonly each: boolean;
}

/** The name that stands in code for what it reads. */
export const linesRead = "lines_that_it_reads";

export const valueOfLines = ({ texts, walked }: LinesRead, list: boolean): Value => ({ texts, list, computed: true, ...(walked ? { walked } : {}) });

/** How languages read their input, as data. */
const ways: Readonly<Record<string, readonly (readonly [way: RegExp, by: string | ((whole: string, text?: string) => string)])[]>> = {
  // Within a text of awk it is one.
  awk: [[/("(?:[^"\\\n]|\\.){0,500}")|\$(?:\d{1,3}|NF|\(\s*NF\s*-\s*\d\s*\))(?!\w)/g, (whole, text) => (text === undefined ? linesRead : whole)]],
  node: [
    [/(?:\w{1,40}\.|require\([^()]{1,40}\)\.)?createInterface\(\s*\{?[^(){}]{0,80}process\.stdin[^()]{0,80}\)/g, linesRead],
    [/(?:\w{1,40}\.|require\([^()]{1,40}\)\.)?readFileSync\(\s*(?:0|["'`]\/dev\/stdin["'`]|process\.stdin\.fd)[^()]{0,40}\)/g, linesRead],
    [/process\.stdin\b/g, linesRead],
  ],
  perl: [
    [/<(?:STDIN|ARGV|<>)?>/g, `$${linesRead}`],
    [/\$F(?=\[)/g, `$${linesRead}`],
    // Told nothing, they take the line.
    [/(?<![\w$@%&>:-])(unlink|rmdir)(?=\s*(?:[;})]|$|(?:if|unless|for|foreach|and|or|while)\b|&&|\|\|))/g, "$1 $_"],
  ],
  php: [
    [/\b(?:fgets|stream_get_contents|fgetcsv)\(\s*STDIN[^()]{0,20}\)|\bfile(?:_get_contents)?\(\s*["']php:\/\/stdin["'][^()]{0,60}\)/g, `$${linesRead}`],
    [/\$argn\b/g, `$${linesRead}`],
  ],
  python: [
    [
      /(?:\bsys\.)?\bstdin(?:\.buffer)?(?:\.(?:read|readlines|readline)\(\))?(?:\.(?:splitlines|split)\([^()]{0,20}\))?|\bfileinput\.input\(\)|(?<![\w.])input\(\)|\bopen\(\s*(?:0|["']\/dev\/stdin["'])[^()]{0,20}\)/g,
      linesRead,
    ],
  ],
  ruby: [
    [
      /(?:\bSTDIN|\$stdin|\bARGF|\$<)(?:\.(?:readlines?|read|gets|to_a)(?:\([^()]{0,40}\))?)?(?:\.split(?:\([^()]{0,20}\))?)?|(?<![\w.])gets\b|\$_(?!\w)/g,
      linesRead,
    ],
  ],
};

/** The same code with a name in the place of each way in which it reads its input; undefined where it reads none. */
export function withLinesNamed(code: string, language: string, each: boolean): string | undefined {
  const known = Object.hasOwn(ways, language) ? (ways[language] ?? []) : [];
  if (language === "perl" && !each && !code.includes("<")) return undefined;
  let named = code;
  for (const [way, by] of known) named = typeof by === "string" ? named.replace(way, by) : named.replace(way, by);
  return named === code && !(language === "perl" && each) ? undefined : named;
}
