import { posix } from "node:path";
import { unknown } from "@instar/shell-words";
import { languageOf } from "../code/language-of.ts";
import { readInvocation } from "../invocation.ts";
import { isShell, scriptProgramOf } from "../unwrap/lines/index.ts";
import { gravestIn } from "./carried.ts";
import { madeFor, onlyReads } from "./judge-input.ts";
import { catastrophicAmong, languageOfText, stepsOfText } from "./judge-text.ts";
import type { Look } from "./look.ts";
import { wholePath } from "./traces.ts";

/** They read, move, keep or check files, and run none. */
const handlers =
  /^(cat|tac|less|more|head|tail|bat|batcat|nl|od|xxd|hexdump|strings|wc|sort|uniq|cut|paste|column|fold|tr|[efu]?grep|rg|ag|ack|g?sed|[gm]?awk|jq|yq|diff|cmp|comm|colordiff|delta|ls|exa|eza|stat|file|tree|du|[a-z\d]*sum|shasum|touch|chmod|chown|chgrp|mv|cp|ln|install|rm|rmdir|unlink|shred|git|gh|glab|hg|svn|shellcheck|shfmt|checkbashisms|tee|dos2unix|iconv|base64|gzip|gunzip|xz|tar|zip|unzip|rsync|scp|prettier|eslint|oxlint|biome|dprint|tsc|standard|xo|black|ruff|flake8|pylint|mypy|pyright|isort|yamllint|hadolint|actionlint|markdownlint\S*|rustfmt|gofmt|goimports|clang-format|clang-tidy|stylelint|test|\[|\[\[|echo|printf|readlink|realpath|basename|dirname|mkdir|mktemp|cd|pushd|export|set|declare|local|code|cursor|subl|open|xdg-open|nano|curl|wget|aws|gsutil|docker|podman|nerdctl|kubectl|oc|helm|terraform|pandoc|find|fd|export|read|read|mapfile|readarray|claude|for|case|select|sqlite3|psql|mysql)$/;
/** They run the files that they are given, each in its language. */
const runners =
  /^(go|java|deno|bun|tsx|ts-node|npx|bunx|zx|jbang|kotlin|kotlinc|scala|scala-cli|swift|dotnet|dotnet-script|cargo|rust-script|uv|pipx|julia|R|Rscript|elixir|iex|escript|ghc|runghc|runhaskell|stack|groovy|clojure|bb|crystal|nim|zig|v|tcc|cling|racket|guile|ocaml|swipl|jshell|osascript|env|g?awk|mawk|tclsh|wish|expect|ipython|streamlit|uvicorn|gunicorn|electron|nodemon|pm2|forever|fastapi|flask|lua\S*|php|irb)$/;
/** They make a program of what they are given. */
const compilers =
  /^((\S+-)?(gcc|g\+\+|c\+\+|cc|clang|clang\+\+)(-[\d.]+)?|rustc|javac|kotlinc|scalac|swiftc|ghc|tcc|fpc|gfortran|gnat\w*|nim|zig|valac|dmd|ldc2|mcs|csc|ocamlopt|ocamlc|go|nasm|shc)$/;

/** Judges the files that the line wrote and a program would run or take in now, in whichever way. */
export function judgeMade(look: Look): void {
  const { name, args, command, scene, inside } = look;
  judgePackageScripts(look);
  if (compilers.test(name) && command.input !== undefined && args.includes("-"))
    inside.push(...catastrophicAmong(stepsOfText(command.input, languageOfInput(name, args), name, scene)), ...gravestIn(command.input, name, scene));
  const [offered] = command.offered ?? [];
  if (isShell(name) && offered !== undefined && args.some((word, at) => /^--(rcfile|init-file)$/.test(args[at - 1] ?? "") && word === unknown))
    look.judge(offered, `${name} --rcfile`);
  if (scene.traces.written.size === 0) return;
  if (name === "git") judgeHooks(look);
  if (/^(python|pypy)[\d.]*$/.test(name)) judgeSiteFiles(look);
  judgeUsual(look);
  if (handlers.test(name) || onlyReads(name, args)) return;
  const own = madeFor(look);
  for (const { path, text } of usedBy(look)) {
    if (text === own) continue;
    const language = languageOfText(path, text);
    const isRun = runners.test(name) || languageOf(name) !== undefined || isShell(name);
    const isShellScript =
      name === "run-parts" ||
      args.some((word) => word.startsWith("SHELL=") && wholePath(scene.folders[0] ?? "/", word.slice(6)) === path) ||
      /^#!.*\b(ba|z|da|k)?sh\b/.test(text) ||
      /\.(sh|bash|zsh|ksh)$/.test(path) ||
      isShell(name);
    if (language === undefined && !isShellScript) {
      if (isRun || scriptProgramOf(name) !== undefined) inside.push(...gravestIn(text, name, scene));
      continue;
    }
    const steps = stepsOfText(text, isShell(name) ? undefined : language, name, scene);
    inside.push(...(isRun ? steps : catastrophicAmong(steps)));
    if (compilers.test(name) || runners.test(name)) inside.push(...gravestIn(text, name, scene));
  }
}

/** Files that tools run without being told, by their names. */
const usual: readonly (readonly [tools: RegExp, files: RegExp])[] = [
  [/^(rake|bundle|rails|thor|guard|cap)$/, /^(Rakefile|Gemfile|Guardfile|Capfile|Thorfile|.*\.(rake|gemspec))$/],
  [
    /^(pip[\d.]*|uv|poetry|python[\d.]*|hatch|pdm|tox|nox|invoke|inv|fab|doit|scons|pytest|py\.test|mypy|coverage)$/,
    /^(setup|noxfile|tasks|fabfile|dodo|conftest|SConstruct|build)(\.py)?$/,
  ],
  [
    /^(npx|pnpm|yarn|bunx?|npm|vite|vitest|webpack|rollup|jest|gulp|grunt|eslint|prettier|tailwindcss|postcss|next|nuxt|astro|playwright|cypress|metro|babel|tsup|esbuild|mocha|karma|nest|svelte-kit)$/,
    /(\.config|\.setup|rc)\.[cm]?[jt]s$|^(gulpfile|Gruntfile|karma\.conf|\.pnpmfile)\.[cm]?[jt]s$/,
  ],
  [/^cargo$/, /^(build|main|lib)\.rs$/],
  [/^(gradle|gradlew|mvn|mvnw|sbt|mill|bazel|buck2?)$/, /\.(gradle|kts|sbt|sc|bzl)$/],
  [/^(direnv)$/, /^\.envrc$/],
  [/^(mix|rebar3)$/, /^(mix\.exs|rebar\.config)$/],
  [/^(just)$/, /^\.?justfile$/i],
  [/^(task|go-task)$/, /^Taskfile\.ya?ml$/],
  [/^(vagrant)$/, /^Vagrantfile$/],
];

function judgeUsual({ name, scene, inside }: Look): void {
  for (const [tools, files] of usual) {
    if (!tools.test(name)) continue;
    for (const [path, text] of scene.traces.written) {
      const file = posix.basename(path);
      if (!files.test(file)) continue;
      const language = /^(Rakefile|Gemfile|Guardfile|Capfile|Thorfile|Vagrantfile)$|\.(rake|gemspec)$/.test(file)
        ? "ruby"
        : file === "SConstruct"
          ? "python"
          : languageOfText(path, text);
      inside.push(...catastrophicAmong(stepsOfText(language === undefined ? text.replace(/^[ \t]+[@-]*/gm, "") : text, language, name, scene)));
      if (file === "build.rs" || file === "Taskfile.yml") inside.push(...gravestIn(text, name, scene));
    }
  }
}

function languageOfInput(name: string, args: readonly string[]): string {
  const at = args.indexOf("-x");
  return name === "rustc"
    ? "rust"
    : /^(go|ghc)$/.test(name)
      ? name
      : /^(java|kotlin|scala)c$/.test(name)
        ? name.slice(0, -1)
        : at !== -1 && /^go$/.test(args[at + 1] ?? "")
          ? "go"
          : "c";
}

/** The written files that stand among the words: also as the value of an option, and in a folder that is named. */
function usedBy({ name, args, scene }: Look): readonly { readonly path: string; readonly text: string }[] {
  const out = new Map<string, string>();
  if (name === "run-parts")
    for (const [path, text] of scene.traces.written)
      if (args.some((word) => posix.dirname(path) === wholePath(scene.folders[0] ?? "/", word))) out.set(path, text);
  const here = scene.folders[0] ?? "/";
  const { written } = scene.traces;
  for (const word of args.slice(0, 60)) {
    for (const part of [word, word.replace(/^-{0,2}[\w-]+=/, ""), word.replace(/^[@<]/, ""), word.replace(/^-[a-zA-Z]/, "")]) {
      const path = wholePath(here, part);
      const text = written.get(path);
      if (text !== undefined) out.set(path, text);
      else if (runners.test(name) && /^\.|\/$|\/\.\.\.$/.test(part))
        for (const [file, content] of written) if (posix.dirname(file) === path.replace(/\/\.\.\.$/, "")) out.set(file, content);
    }
    if (/^\w[\w.]*$/.test(word) && /^(python|pypy)/.test(name)) {
      const path = `${wholePath(here, word.replaceAll(".", "/"))}.py`;
      const text = written.get(path);
      if (text !== undefined) out.set(path, text);
    }
  }
  // A program that was compiled from it goes by the name of its class.
  if (name === "java")
    for (const [path, text] of written) if (args.some((word) => /\.java$/.test(path) && posix.basename(path, ".java") === word)) out.set(path, text);
  return [...out].map(([path, text]) => ({ path, text }));
}

/** What `git` does when it runs hooks. */
const hooked = /^(commit|merge|checkout|switch|rebase|pull|push|am|clone|worktree|cherry-pick|revert|gc|stash|hook|fetch|receive-pack|reset)$/;

function judgeHooks({ args, scene, inside }: Look): void {
  const { plain } = readInvocation("git", args);
  if (!hooked.test(plain[0] ?? "")) return;
  if (args.some((word) => /^(--no-verify|--dry-run)$/.test(word))) return;
  const named = args.map((word) => /^core\.hooksPath=(.+)$/i.exec(word)?.[1]).find((place) => place !== undefined);
  for (const [path, text] of scene.traces.written)
    if (/\/(\.husky|\.githooks|hooks)\/(_\/)?[\w-]+$/.test(path) || (named !== undefined && posix.dirname(path) === wholePath(scene.folders[0] ?? "/", named)))
      inside.push(...stepsOfText(text, languageOfText(path, text), "a hook of git", scene));
    else if (hookNames.test(path)) inside.push(...catastrophicAmong(stepsOfText(text, languageOfText(path, text), "a hook of git", scene)));
}

/** Wherever it lies: git may have been told to look there. */
const hookNames =
  /\/((pre|post)-(commit|push|merge|checkout|rebase|rewrite|applypatch|receive|update|merge-commit|auto-gc)|(prepare-)?commit-msg|applypatch-msg|update|fsmonitor-watchman|reference-transaction)$/;

/** Files that every `python` runs before anything else. */
function judgeSiteFiles({ args, scene, inside }: Look): void {
  if (args.some((word) => /^-[a-zA-Z]*[SI]/.test(word))) return;
  for (const [path, text] of scene.traces.written)
    if (/\.pth$|\/(site|user)customize\.py$/.test(path)) inside.push(...stepsOfText(text, "python", "a file that python begins with", scene));
}

const lifecycle = ["preinstall", "install", "postinstall", "prepublish", "preprepare", "prepare", "postprepare"];

/** Scripts of the package that the line wrote and runs now: `npm run x`, `npm test`. */
function judgePackageScripts(look: Look): void {
  const { name, args, scene, inside } = look;
  if (!/^(npm|pnpm|yarn|bun|npx)$/.test(name)) return;
  const scripts = new Map([...scriptsOf(scene.traces.written.get(wholePath(scene.folders[0] ?? "/", "package.json"))), ...scene.traces.scripts]);
  const { plain } = readInvocation(name, args);
  const [verb = "", more = ""] = plain;
  if (verb === "pkg" || verb === "set-script") {
    for (const word of plain.slice(2)) inside.push(...gravestIn(word.replace(/^[^=]*=/, ""), "a script of the package", scene));
    return;
  }
  if (scripts.size === 0) return;
  const wanted = /^(run|run-script|rum|urn)$/.test(verb)
    ? [more]
    : /^(i|ci|install|add|clean-install|rebuild|pack|publish|link|it|install-test)$/.test(verb) || (verb === "" && name !== "npx")
      ? lifecycle
      : [/^(t|tst)$/.test(verb) ? "test" : verb];
  for (const key of wanted)
    for (const one of [`pre${key}`, key, `post${key}`]) {
      const text = scripts.get(one);
      if (text !== undefined) look.judge(text, `the script ${one}`);
    }
}

function scriptsOf(text: string | undefined): readonly (readonly [string, string])[] {
  if (text === undefined || text.length > 20_000) return [];
  try {
    const { scripts } = JSON.parse(text) as { readonly scripts?: unknown };
    return typeof scripts === "object" && scripts !== null
      ? Object.entries(scripts).filter((entry): entry is [string, string] => typeof entry[1] === "string")
      : [];
  } catch {
    // What is no JSON holds no scripts.
    return [];
  }
}
