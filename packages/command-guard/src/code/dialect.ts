/** How a language is written, as far as strings and calls go. */
export interface Dialect {
  /** What begins a comment that ends with the line. */
  readonly comments: readonly string[];
  /** What stands in a text and is put in: `${a}` in backticks, `#{a}`, `{a}` behind an f, `$a`. */
  readonly puts: "none" | "backticks" | "hash" | "f" | "dollar";
  /** Backticks run a line of shell. */
  readonly backticksRun: boolean;
  /** Names of variables begin with `$`, `@` or `%`. */
  readonly sigils: boolean;
  /** Operators that join texts. */
  readonly joins: readonly string[];
  /** Texts beside one another are one. */
  readonly beside: boolean;
  /** Calls need no brackets: `system "ls"`. */
  readonly bare: boolean;
  /** Arguments need no commas: `(sh "rm" "-rf")`. */
  readonly blanks: boolean;
  /** `'` begins a name or a letter rather than a text. */
  readonly quoteIsName: boolean;
  /** `\114` in a text is the letter of that number in decimals. */
  readonly decimals: boolean;
}

const plain: Dialect = {
  comments: ["//"],
  puts: "none",
  backticksRun: false,
  sigils: false,
  joins: ["+"],
  beside: false,
  bare: false,
  blanks: false,
  quoteIsName: false,
  decimals: false,
};

const dialects: Readonly<Record<string, Partial<Dialect>>> = {
  awk: { comments: ["#"], beside: true },
  bun: { puts: "backticks" },
  c: { beside: true },
  clojure: { comments: [";"], bare: true, blanks: true, quoteIsName: true },
  crystal: { comments: ["#"], puts: "hash", backticksRun: true, bare: true },
  deno: { puts: "backticks" },
  elixir: { comments: ["#"], puts: "hash", joins: ["<>", "+"], bare: true },
  erl: { comments: ["%"], joins: ["++"] },
  ghc: { comments: ["--"], joins: ["++", "<>"], bare: true, blanks: true },
  groovy: { puts: "dollar", bare: true },
  julia: { comments: ["#"], puts: "dollar", backticksRun: true, joins: ["*"] },
  kotlin: { puts: "dollar" },
  lua: { comments: ["--"], joins: [".."], bare: true, decimals: true },
  nim: { comments: ["#"], joins: ["&"], bare: true },
  node: { puts: "backticks" },
  octave: { comments: ["%", "#"] },
  perl: { comments: ["#"], puts: "dollar", backticksRun: true, sigils: true, joins: ["."], bare: true },
  php: { comments: ["//", "#"], puts: "dollar", backticksRun: true, sigils: true, joins: ["."] },
  powershell: { comments: ["#"], puts: "dollar", sigils: true },
  python: { comments: ["#"], puts: "f", beside: true },
  raku: { comments: ["#"], puts: "dollar", sigils: true, joins: ["~"], bare: true },
  Rscript: { comments: ["#"] },
  ruby: { comments: ["#"], puts: "hash", backticksRun: true, joins: ["+", "<<"], bare: true, beside: true },
  rust: { quoteIsName: true },
  scala: { puts: "dollar" },
};

const same: Readonly<Record<string, string>> = { R: "Rscript", rscript: "Rscript", iex: "elixir", irb: "ruby", bb: "clojure", luajit: "lua", swift: "kotlin" };

/** How a language is written; as most are, where it is not known. */
export function dialectOf(language: string): Dialect {
  const name = Object.hasOwn(same, language) ? (same[language] as string) : language;
  return { ...plain, ...(Object.hasOwn(dialects, name) ? dialects[name] : {}) };
}
