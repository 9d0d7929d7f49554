import { gitWords, isDryRun, isUnclear, type Program, pathsAmong, programOf, readers, speakers } from "@instar/shell-words";
import { instarWords } from "./instar-words.ts";
import { changesFiles } from "./own-packages.ts";
import type { Places } from "./places.ts";
import { firstOf, reaches, type ShellRefusal } from "./shell-refusal.ts";
import { reachedBy } from "./words.ts";

const names = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Programs that leave the files as they are that they are given, beside those that are known to every guard. */
export const leavingAlone = names(
  "cd pushd prettier biome oxlint dprint knip depcheck madge cloc sloc scc tokei shellcheck md5 md5sum shasum sha1sum b2sum cksum xxd hexdump strings cmp delta difft yq tsx ts-node ts-node-esm bun deno pygmentize sum tac fold expand stylelint attw publint semgrep ast-grep code-insiders open",
);
/** What git does to the files themselves. */
const gitChanges = names("apply am checkout clean merge-file mv read-tree restore rm stash switch update-index checkout-index");
const writes = /^(--fix(-.*)?|--write|-w|--apply(-unsafe|-suggested)?|--unsafe|--update|-i|--in-place(=.*)?|--inplace)$/;
/** Options whose value is a file to be written. */
const outputs = /^(--output|--output-file|--outFile|--outfile|--out|--outDir|--log-file)(=|$)/;
/** Of these `-o` is one. */
const namingOutput = names("sort tree eslint git oxlint shuf");

/** `npx eslint …` is eslint. */
export function behindRunner(program: Program): Program {
  const { name, args } = program;
  const skipped = ["npx", "bunx", "pnpx"].includes(name)
    ? 0
    : ["npm", "pnpm", "yarn", "bun"].includes(name) && /^(exec|x|dlx)$/.test(args[0] ?? "")
      ? 1
      : undefined;
  if (skipped === undefined) return program;
  const at = args.findIndex((word, index) => index >= skipped && !word.startsWith("-"));
  const inner = at === -1 ? undefined : programOf(args.slice(at));
  return inner === undefined ? program : { ...inner, name: inner.name.replace(/@[^/@]+$/, ""), more: program.more || inner.more };
}

/** What sed and awk only print. */
export function isPrinting({ name, args }: Program): boolean {
  const text = args.join("\n");
  if (name === "sed")
    return (
      !/(^|\n)(-[a-zA-Z]*i|--in-place|-f|--file)/.test(text) && !/(^|[\s;{}/|#,$\d])[wWer]\s*[\w./~]/m.test(args.find((word) => !word.startsWith("-")) ?? "")
    );
  return /^[gm]?awk$/.test(name) && !/[>|]|getline|system|inplace|(^|\n)-(f|i)/.test(text.replace(/[<>]=/g, ""));
}

/** Whether a program leaves each file as it is that it is given. */
function isReading(program: Program): boolean {
  const { name, args } = program;
  if (name === "git") return !gitChanges.has(gitWords(args)[0] ?? "");
  if (name === "find") return !args.some((word) => /^-(delete|exec\w*|ok\w*|fprint\w*|fls)$/.test(word));
  if (isPrinting(program) || instarWords(program) !== undefined) return true;
  if (/^(perl|ruby)$/.test(name))
    return args.some((word) => /^-[a-z]*[en]/.test(word)) && !args.some((word) => /^-\w*i/.test(word)) && !changesFiles(args.join(" "));
  if (name === "tsc") return args.includes("--noEmit");
  return (readers.has(name) || leavingAlone.has(name)) && !(name !== "grep" && name !== "diff" && args.some((word) => writes.test(word)));
}

/** `echo`, and questions that nothing comes of but a yes: whether something is there, whether git leaves it out. */
function saysNothing({ name, args, more }: Program): boolean {
  if (more) return false;
  if (speakers.has(name)) return true;
  if (["[", "[[", "test"].includes(name)) return args.some((word) => /^-[defhLrsx]$/.test(word)) && !args.some(isUnclear);
  if (name === "ls") return args.some((word) => /^-\w*d/.test(word)) && !args.some((word) => /[\uE000-\uE00F]/.test(word));
  if (name !== "git") return false;
  const [command, ...words] = gitWords(args);
  if (command === "rm") return words.includes("--cached");
  if (command === "clean") return isDryRun(words);
  return command === "check-ignore" || command === "status";
}

const copiers = names("cp scp rsync install ditto");
/** With these a copy is a second name, or the first one goes. */
const isLinking = /^(-[a-zA-Z]*[ls][a-zA-Z]*|--link|--symbolic-link|--remove-source-files)$/;

/** The words of a program that are the text of a small program, and no path. */
function withoutScript(program: Program, paths: readonly string[]): readonly string[] {
  if (program.name === "zip") return paths.filter((_, index) => !/^(-x|--exclude)$/.test(paths[index - 1] ?? ""));
  if (!isPrinting(program) && program.name !== "sed") return paths;
  if (program.args.some((word) => /^(-e|-f|--expression|--file)/.test(word))) return paths.filter((_, index) => program.args[index - 1] !== "-e");
  const script = program.args.find((word) => !word.startsWith("-"));
  return paths.filter((word) => word !== script);
}

/** The programs that `find` runs, and its other words. */
function splitRun({ args }: Program): { readonly rest: readonly string[]; readonly run: readonly Program[] } {
  const rest: string[] = [];
  const run: Program[] = [];
  for (let at = 0; at < args.length; at++) {
    if (!/^-(?:exec|ok)(?:dir)?$/.test(args[at] ?? "")) {
      rest.push(args[at] ?? "");
      continue;
    }
    const end = args.findIndex((word, index) => index > at && (word === ";" || word === "+"));
    const inner = programOf(args.slice(at + 1, end === -1 ? undefined : end));
    if (inner !== undefined) run.push(inner);
    at = end === -1 ? args.length : end;
  }
  return { rest, run };
}

/** What of the owner's the words of a command lead to. `tells`: its output names files that are changed. */
export function judgePaths(given: Program, folders: readonly string[], places: Places, tells = false): ShellRefusal | undefined {
  if (saysNothing(given)) return undefined;
  const [first, second, ...settings] = given.args;
  if (given.name === "npm" && first === "pkg" && ["set", "delete"].includes(second ?? "") && settings.some((word) => /^instar\b/.test(word)))
    return reaches("the agent's config (package.json)");
  if (given.name === "find") {
    const { rest, run } = splitRun(given);
    if (run.length > 0)
      return judgePaths({ ...given, args: rest }, folders, places, true) ?? firstOf(run, (inner) => judgePaths(inner, folders, places, tells));
  }
  const program = behindRunner(given);
  const paths = withoutScript(program, pathsAmong(program));
  const isWriting = tells || !isReading(program);
  const isCopying = copiers.has(program.name) && !program.args.some((word) => isLinking.test(word) || /^(-t|--target-directory)/.test(word));
  for (const [index, word] of paths.entries()) {
    const isOutput = [word, paths[index - 1] ?? ""].some((one) => outputs.test(one) || (namingOutput.has(program.name) && /^-o/.test(one)));
    const isWritten = isOutput || (isWriting && !(isCopying && index < paths.length - 1));
    const refusal = reaches(reachedBy(word, folders, places, isWritten, program.name));
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}
