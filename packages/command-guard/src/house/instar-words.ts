import { basename } from "node:path";
import { globFits, literalOf, type Program } from "@instar/shell-words";

const packageRunners = new Set(["npx", "bunx", "pnpx"]);

/** The words that are given to `instar`, however it is started; undefined when something else is. */
export function instarWords({ name, args }: Program): readonly string[] | undefined {
  if (isInstar(name)) return args;
  if (["node", "bun", "deno", "tsx"].includes(name)) {
    const at = args.findIndex((word) => !word.startsWith("-") && word !== "run");
    if (/(^|\/)node_modules\/@?instar\//.test(args[at] ?? "")) return args.slice(at + 1);
    return at !== -1 && /(^|\/)(instar(\.[mc]?js)?|daemon\.js)$/.test(args[at] ?? "") && /instar|bundle/.test(args[at] ?? "") ? args.slice(at + 1) : undefined;
  }
  const isRunner =
    packageRunners.has(name) ||
    (["npm", "pnpm", "yarn", "bun"].includes(name) && args.slice(0, 4).some((word) => ["exec", "x", "dlx", "run", "run-script", "instar"].includes(word)));
  if (!isRunner) return undefined;
  // Quoted as one word behind `-c`, or after options.
  const named = (word: string, index: number) =>
    !namesPackage.test(args[index - 1] ?? "") && (isInstar(basename(word.replace(/@[^/@]+$/, ""))) || isOurCli(word));
  const at = args.findIndex(named);
  if (at === -1) return undefined;
  return args.slice(at + 1).filter((word) => word !== "--");
}

const isInstar = (name: string) =>
  /^instar(\.[mc]?js|\.cmd)?$/.test(name) || (/[\uE000\uE001]/.test(name) && literalOf(name).length > 2 && globFits(name, "instar"));
const isOurCli = (word: string) => /^@instar\/cli(@[^/]*)?$/.test(word);
/** What follows is a package or a folder to work in, and no program. */
const namesPackage = /^(-w|-p|-F|-C|--workspace|--package|--filter|--prefix|workspace)$/;

/** Our words where another program is given them to run: `tmux new -d instar stop`, `sh -c '"$@"' x instar stop`. */
export function instarWordsLater({ args }: Program): readonly string[] | undefined {
  const at = args.findIndex((word, index) => isInstar(basename(word)) && !namesPackage.test(args[index - 1] ?? ""));
  return at === -1 ? undefined : args.slice(at + 1);
}

/** Words of a command line of ours without its options: the command's own name. */
export function verbOf(words: readonly string[]): readonly string[] {
  const verb: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word === "--dir") at++;
    else if (!word.startsWith("-")) verb.push(word);
  }
  return verb.flatMap((word) => word.split(":"));
}

/** Whether they only ask what a command does. */
export const isHelp = (words: readonly string[]): boolean => words.some((word) => word === "--help" || word === "-h") && !words.includes("--");
