/** The code that an interpreter is given as an argument. */
export function codeOf(name: string, args: readonly string[]): readonly { readonly language: string; readonly code: string }[] {
  const behind = (pattern: RegExp) => args.flatMap((word, index) => (pattern.test(args[index - 1] ?? "") ? [word] : []));
  if (/^(python|pypy)[\d.]*w?$/.test(name)) return behind(/^-[a-zA-Z]*c$/).map((code) => ({ language: "python", code }));
  if (/^(node|nodejs|tsx|ts-node|bun|electron)$/.test(name))
    return [...behind(/^(-e|-p|-pe|--eval|--print)$/), ...args.filter((word) => /^--(eval|print)=/.test(word)).map((word) => word.replace(/^[^=]*=/, ""))].map(
      (code) => ({ language: "node", code }),
    );
  if (name === "deno") return args[0] === "eval" ? args.slice(1).map((code) => ({ language: "deno", code })) : [];
  if (/^perl[\d.]*$/.test(name)) return behind(/^-[a-zA-Z0-9]*[eE]$/).map((code) => ({ language: "perl", code }));
  if (/^(ruby|irb)[\d.]*$/.test(name)) return behind(/^-[a-zA-Z0-9]*e$/).map((code) => ({ language: "ruby", code }));
  if (/^php[\d.]*$/.test(name)) return behind(/^(-r|-R|-B|--run)$/).map((code) => ({ language: "php", code }));
  if (/^(lua|luajit|texlua)[\d.]*$/.test(name)) return behind(/^-e$/).map((code) => ({ language: "lua", code }));
  if (/^(Rscript|R|julia|elixir|groovy|scala|swipl|guile|ghc|tclsh|jshell|crystal|raku|rscript|iex|clojure|bb|erl|nim|racket|expect)$/.test(name))
    return behind(/^(-e|-E|--eval|-eval|-c|--execute)$/).map((code) => ({ language: name, code }));
  if (/^[gmn]?awk$|^busybox-awk$/.test(name)) {
    const at = args.findIndex((word, index) => !word.startsWith("-") && !/^(-F|-v|-f)$/.test(args[index - 1] ?? ""));
    return at === -1 ? [] : [{ language: "awk", code: args[at] ?? "" }];
  }
  return [];
}
