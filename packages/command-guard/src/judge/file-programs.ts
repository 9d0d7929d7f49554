/** They read, move, keep or check files, and run none. */
export const handlers =
  /^(cat|tac|less|more|head|tail|bat|batcat|nl|od|xxd|hexdump|strings|wc|sort|uniq|cut|paste|column|fold|tr|[efu]?grep|rg|ag|ack|g?sed|[gm]?awk|jq|yq|diff|cmp|comm|colordiff|delta|ls|exa|eza|stat|file|tree|du|[a-z\d]*sum|shasum|touch|chmod|chown|chgrp|mv|cp|ln|install|rm|rmdir|unlink|shred|git|gh|glab|hg|svn|shellcheck|shfmt|checkbashisms|tee|dos2unix|iconv|base64|gzip|gunzip|xz|tar|zip|unzip|rsync|scp|prettier|eslint|oxlint|biome|dprint|tsc|standard|xo|black|ruff|flake8|pylint|mypy|pyright|isort|yamllint|hadolint|actionlint|markdownlint\S*|rustfmt|gofmt|goimports|clang-format|clang-tidy|stylelint|test|\[|\[\[|echo|printf|readlink|realpath|basename|dirname|mkdir|mktemp|cd|pushd|export|set|declare|local|code|cursor|subl|open|xdg-open|nano|curl|wget|aws|gsutil|docker|podman|nerdctl|kubectl|oc|helm|terraform|pandoc|find|fd|read|mapfile|readarray|claude|for|case|select|sqlite3|psql|mysql)$/;
/** They run the files that they are given, each in its language. */
export const runners =
  /^(go|java|deno|bun|tsx|ts-node|npx|bunx|zx|jbang|kotlin|kotlinc|scala|scala-cli|swift|dotnet|dotnet-script|cargo|rust-script|uv|pipx|julia|R|Rscript|elixir|iex|escript|ghc|runghc|runhaskell|stack|groovy|clojure|bb|crystal|nim|zig|v|tcc|cling|racket|guile|ocaml|swipl|jshell|osascript|env|g?awk|mawk|tclsh|wish|expect|ipython|streamlit|uvicorn|gunicorn|electron|nodemon|pm2|forever|fastapi|flask|lua\S*|php|irb)$/;
/** They make a program of what they are given. */
export const compilers =
  /^((\S+-)?(gcc|g\+\+|c\+\+|cc|clang|clang\+\+)(-[\d.]+)?|rustc|javac|kotlinc|scalac|swiftc|ghc|tcc|fpc|gfortran|gnat\w*|nim|zig|valac|dmd|ldc2|mcs|csc|ocamlopt|ocamlc|go|nasm|shc)$/;

/** The language of what a compiler reads. */
export function languageOfInput(compiler: string, args: readonly string[]): string {
  if (compiler === "rustc") return "rust";
  if (/^(go|ghc)$/.test(compiler)) return compiler;
  if (/^(java|kotlin|scala)c$/.test(compiler)) return compiler.slice(0, -1);
  const named = args.indexOf("-x");
  return named !== -1 && args[named + 1] === "go" ? "go" : "c";
}
