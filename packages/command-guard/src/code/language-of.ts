const speaking =
  /^(python|pypy|[ib]python|node|bun|deno|tsx|ts-node|zx|irb|jruby|pry|octave|iex|elixir|perl|ruby|php|lua|osascript|tclsh|R|julia|expect|groovy|jshell|runghc|ghci|crystal|scala|bb|clojure)/;

/** The language that a program reads from its input when it is given no file. */
export function languageOf(name: string): string | undefined {
  if (!speaking.test(name)) return undefined;
  if (/^(python|pypy|ipython|bpython)[\d.]*w?$/.test(name)) return "python";
  if (/^(node|nodejs|bun|deno|tsx|ts-node|zx)$/.test(name)) return "node";
  if (/^(irb|jruby|pry)$/.test(name)) return "ruby";
  if (/^octave(-cli)?$/.test(name)) return "octave";
  if (/^(iex|elixir)$/.test(name)) return "elixir";
  return /^(perl|ruby|php|lua|osascript|tclsh|Rscript|R|julia|expect|groovy|jshell|luajit|runghc|ghci|crystal|scala|bb|clojure)[\d.]*$/.exec(name)?.[1];
}

const endings: Readonly<Record<string, string>> = {
  awk: "awk",
  bun: "node",
  c: "c",
  cc: "c",
  cjs: "node",
  cpp: "c",
  cs: "csharp",
  cts: "node",
  erl: "erl",
  escript: "erl",
  ex: "elixir",
  exs: "elixir",
  go: "go",
  gradle: "groovy",
  groovy: "groovy",
  hs: "ghc",
  java: "java",
  jl: "julia",
  js: "node",
  jsh: "jshell",
  jsx: "node",
  kts: "kotlin",
  kt: "kotlin",
  lua: "lua",
  m: "octave",
  mjs: "node",
  mts: "node",
  php: "php",
  pl: "perl",
  pm: "perl",
  pth: "python",
  py: "python",
  pyw: "python",
  r: "Rscript",
  rake: "ruby",
  rb: "ruby",
  rs: "rust",
  sc: "scala",
  scala: "scala",
  scpt: "osascript",
  swift: "swift",
  tcl: "tclsh",
  ts: "node",
  tsx: "node",
};

/** The language of a file by its ending; undefined where it is none that `readCode` reads. */
export function languageOfFile(path: string): string | undefined {
  const ending = /\.(\w{1,10})$/.exec(path)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(endings, ending) ? endings[ending] : undefined;
}
