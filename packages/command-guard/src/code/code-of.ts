import { codeOfDataUrl } from "./data-url.ts";
import { unescaped } from "./unescaped.ts";

/** A piece of code, and the words behind it. */
export interface GivenCode {
  readonly language: string;
  readonly code: string;
  readonly args?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
}

/** Options of interpreters whose value is code, as data. */
const takers: readonly (readonly [names: RegExp, options: RegExp, language: string])[] = [
  [/^(python|pypy|ipython|bpython|ptpython|pythonw?)[\d.]*w?$/, /^-[a-zA-Z]*c$|^--command$/, "python"],
  [/^(node|nodejs|tsx|ts-node|bun|electron|zx|qjs|jsc|nodenv)$/, /^(-e|-p|-pe|-ep|--eval|--print|-te|-r)$/, "node"],
  [/^perl[\d.]*$/, /^-[a-zA-Z0-9]*[eE]$/, "perl"],
  [/^(ruby|irb|jruby|truffleruby|pry|mruby)[\d.]*$/, /^-[a-zA-Z0-9]*e$/, "ruby"],
  [/^php[\d.]*$/, /^(-r|-R|-B|-E|--run|--process-code)$/, "php"],
  [/^(lua|luajit|texlua|tarantool)[\d.]*$/, /^-e$/, "lua"],
  [/^(pwsh|powershell|powershell\.exe)$/, /^-(c|command|Command)$/, "powershell"],
  [/^(octave|octave-cli|matlab)$/, /^(--eval|-batch|-r)$/, "octave"],
  [/^(Rscript|R|rscript|littler|r)$/, /^-e$/, "Rscript"],
  [/^(elixir|iex|mix)$/, /^(-e|--eval|--rpc-eval)$/, "elixir"],
  [/^(erl|escript)$/, /^(-eval|-run)$/, "erl"],
  [
    /^(julia|groovy|scala|scala-cli|swipl|guile|ghc|runghc|tclsh|crystal|raku|clojure|clj|bb|nim|racket|expect|sbcl|ocaml|swift|kotlin|kotlinc)$/,
    /^(-e|-E|--eval|-eval|-c|--execute|--execute-snippet|-c:|-script)$/,
    "",
  ],
];

/** Options of node that take in a module. */
const dataOptions = /^(?:--(?:import|require|loader|experimental-loader|entry-url|preload)|-r)$/;

const others = /^(deno|timeit|osascript|[gmn]?awk|busybox-awk|manage\.py|django-admin|flask|django|rails|spring|artisan|drush|wp|n98-magerun2?|bin\/console)$/;
const takesCode = new RegExp([others, ...takers.map(([names]) => names)].map(({ source }) => source).join("|"));
const noCode: readonly GivenCode[] = [];

/** The code that a program is given as an argument. */
export function codeOf(name: string, args: readonly string[]): readonly GivenCode[] {
  // Most programs take none.
  if (!takesCode.test(name)) return noCode;
  const short = [...ofProjects(name, args)];
  if (name === "deno") {
    const held = args.flatMap((word) => (/^(?:run|serve|test|bench)$/.test(args[0] ?? "") ? (codeOfDataUrl(word) ?? []) : []));
    if (held.length > 0) return held.slice(0, 1).map((code) => ({ language: "deno", code }));
    return args[0] === "eval"
      ? args
          .slice(1)
          .filter((word) => !word.startsWith("-"))
          .slice(0, 1)
          .map((code) => ({ language: "deno", code }))
      : [];
  }
  if (name === "osascript") return ofAppleScript(args);
  if (/^[gmn]?awk$|^busybox-awk$/.test(name)) return ofAwk(args);
  // `python -m timeit 'code'`
  if (name === "timeit") {
    const told = args.filter((word) => !word.startsWith("-"));
    return told.length === 0 ? [] : [{ language: "python", code: told.join("\n") }];
  }
  for (const [names, options, language] of takers) {
    if (!names.test(name)) continue;
    const spoken =
      language === "" ? (/^(clj|clojure|bb)$/.test(name) ? "clojure" : /^(runghc)$/.test(name) ? "ghc" : name.replace("scala-cli", "scala")) : language;
    short.push(...behind(args, options, spoken, name));
  }
  return short;
}

function behind(args: readonly string[], options: RegExp, language: string, name: string): readonly GivenCode[] {
  const out: GivenCode[] = [];
  for (const [index, word] of args.entries()) {
    const isOption = options.test(args[index - 1] ?? "");
    if (isOption && name !== "powershell" && name !== "pwsh") out.push({ language, code: word, args: withoutMark(args.slice(index + 1)) });
    else if (isOption) return [{ language, code: args.slice(index).join(" ") }];
    const [, glued] = /^--(?:eval|print|execute|command|run|exec)=([\s\S]*)$/.exec(word) ?? [];
    if (glued !== undefined) out.push({ language, code: glued, args: withoutMark(args.slice(index + 1)) });
    // Code that stands in an address.
    if (language === "php") {
      const held = codeOfDataUrl(/^auto_(?:prepend|append)_file=(["']?)(data:[\s\S]*)\1$/.exec(word.replace(/^-d/, ""))?.[2] ?? "");
      if (held !== undefined) out.push({ language, code: held.replace(/<\?(?:php|=)?/g, ";") });
    }
    if (language === "node") {
      const address = dataOptions.test(args[index - 1] ?? "") ? word : (/^--[a-z-]{1,40}=(data:[\s\S]*)$/.exec(word)?.[1] ?? "");
      const held = codeOfDataUrl(address);
      if (held !== undefined) out.push({ language, code: held });
    }
    // `-e'print 1'`
    const [, short, stuck] = /^(-[erc])([\s\S]+)$/.exec(word) ?? [];
    if (short !== undefined && stuck !== undefined && options.test(short) && /[\s("';]/.test(stuck))
      out.push({ language, code: stuck, args: withoutMark(args.slice(index + 1)) });
  }
  // Several pieces of one program are one.
  const [first] = out;
  return out.length > 1 && first !== undefined && /^(perl|ruby|Rscript|lua|ghc)$/.test(language)
    ? [{ ...first, code: out.map(({ code }) => code).join("\n") }]
    : out;
}

const withoutMark = (args: readonly string[]) => (args[0] === "--" ? args.slice(1) : args);

function ofAppleScript(args: readonly string[]): readonly GivenCode[] {
  const language = args.some((word, index) => /^JavaScript$/i.test(word) && args[index - 1] === "-l") ? "node" : "osascript";
  const lines = args.filter((_, index) => args[index - 1] === "-e");
  return lines.length === 0 ? [] : [{ language, code: lines.join("\n") }];
}

function ofAwk(args: readonly string[]): readonly GivenCode[] {
  const variables: Record<string, string> = {};
  let at = 0;
  const out: GivenCode[] = [];
  for (; at < args.length && args[at]?.startsWith("-"); at++) {
    const word = args[at] ?? "";
    const [, set] = /^(?:-v|--assign=)(.+)$/.exec(word) ?? [];
    const setting = set ?? (word === "-v" || word === "--assign" ? args[at + 1] : undefined);
    const [, key, value = ""] = /^(\w+)=([\s\S]*)$/.exec(setting ?? "") ?? [];
    if (key !== undefined) variables[key] = unescaped(value);
    if ((word === "-e" || word === "--source") && args[at + 1] !== undefined) out.push({ language: "awk", code: args[at + 1] ?? "", variables });
    if (/^(-[vFfielEM]|--assign|--field-separator|--file|--include|--source|--load)$/.test(word)) at++;
  }
  const program = args[at];
  return out.length > 0 ? out : program === undefined ? [] : [{ language: "awk", code: program, args: args.slice(at + 1), variables }];
}

/** What a project's own tools run: `manage.py shell -c`, `rails runner`, `artisan tinker --execute`. */
function ofProjects(name: string, args: readonly string[]): readonly GivenCode[] {
  const value = (options: RegExp) =>
    args.flatMap((word, index) =>
      options.test(args[index - 1] ?? "") ? [word] : options.test(word.split("=")[0] ?? "") && word.includes("=") ? [word.slice(word.indexOf("=") + 1)] : [],
    );
  const [task = ""] = args;
  if (/^(manage\.py|django-admin|flask|django)$/.test(name))
    return args.some((word) => /^shell(_plus)?$/.test(word)) ? value(/^(-c|--command)$/).map((code) => ({ language: "python", code })) : [];
  if (/^(rails|spring)$/.test(name) && /^(runner|r)$/.test(task))
    return args
      .slice(1)
      .filter((word, index) => !word.startsWith("-") && !/^(-e|--environment)$/.test(args[index] ?? ""))
      .slice(0, 1)
      .map((code) => ({ language: "ruby", code }));
  if (name === "artisan" && task === "tinker") return value(/^--execute$/).map((code) => ({ language: "php", code }));
  if (/^(drush|wp|n98-magerun2?|bin\/console)$/.test(name) && /^(php:eval|php-eval|ev|eval)$/.test(task))
    return args
      .slice(1)
      .filter((word) => !word.startsWith("-"))
      .slice(0, 1)
      .map((code) => ({ language: "php", code }));
  return [];
}
