import { foundBy } from "../find/found-by.ts";
import { type KnownText, plain } from "../known-text.ts";
import { unknown, wildcard } from "../marks.ts";

/** All that lies in a folder, and in its folders. */
const beneath = wildcard.many + wildcard.many;

const lines = (words: readonly string[], end: string): KnownText => plain(words.map((word) => word + end).join(""));
const plainWords = (args: readonly string[]) => args.filter((word) => !word.startsWith("-"));
const has = (args: readonly string[], option: RegExp) => args.some((word) => option.test(word));

/** The names that programs print of what lies somewhere, with wildcards for what nobody has looked at. Undefined where they print something else. */
export function listed(name: string, args: readonly string[]): KnownText | undefined {
  if (args.some((word) => word.includes(unknown))) return undefined;
  if (name === "find" || name === "gfind") return listedByFind(args);
  if (name === "ls") return listedByLs(args);
  return name === "git" && args[0] === "ls-files" ? listedByGit(args.slice(1)) : undefined;
}

function listedByFind(args: readonly string[]): KnownText | undefined {
  if (has(args, /^-(exec|execdir|ok|okdir|printf|fprint0?|fprintf|ls|fls|delete)$/)) return undefined;
  const { words, narrow } = foundBy(args);
  const depth = args[args.lastIndexOf("-maxdepth") + 1];
  const within = (root: string, what: string) => `${root.replace(/\/+\uE000*$/, "")}/${what}`;
  const told = narrow || depth === "0" ? words : words.map((root) => within(root, depth === "1" ? wildcard.many : beneath));
  return lines(told, args.includes("-print0") ? "\0" : "\n");
}

function listedByLs(args: readonly string[]): KnownText | undefined {
  if (has(args, /^-\w*[lRsinog]|^--(long|recursive|size|inode)/)) return undefined;
  const all = has(args, /^-\w*[aA]|^--(almost-)?all/) ? beneath : wildcard.many;
  const words = plainWords(args);
  if (words.length === 0) return lines([all], "\n");
  // Of what lies in a folder it prints the bare names.
  const isNamed = (word: string) => has(args, /^-\w*d/) || /[\uE000\uE001]|\.\w+$/.test(word);
  return lines(
    words.map((word) => (isNamed(word) ? word : all)),
    "\n",
  );
}

function listedByGit(args: readonly string[]): KnownText | undefined {
  if (has(args, /^-(?!-?(z|c|cached|-)$)/)) return undefined;
  const words = plainWords(args);
  const told = words.map((word) => (/[*\uE000\uE001]|\.\w+$/.test(word) ? word.replaceAll("*", wildcard.many) : `${word.replace(/\/$/, "")}/${wildcard.many}`));
  return lines(words.length === 0 ? [`./${wildcard.many}`] : told, args.includes("-z") ? "\0" : "\n");
}

/** What is left of such names behind a program that takes some of them. Undefined where it makes something else of them. */
export function passedOn(name: string, args: readonly string[], { text, decoded }: KnownText): KnownText | undefined {
  if (plainWords(args).length === 0 && /^(sort|uniq|tac|shuf|cat|tee|head|tail)$/.test(name)) return { text, decoded };
  if (name === "tee" || ((name === "head" || name === "tail") && plainWords(args).every((word) => /^\+?\d+$/.test(word)))) return { text, decoded };
  if (name === "tr" && args.length === 2 && /^\\n|^\\0|^\n/.test(args[0] ?? ""))
    return { text: text.replace(/[\n\0]/g, args[1]?.includes("0") ? "\0" : "\n"), decoded };
  if (!/^[ef]?grep$/.test(name) || has(args, /^-\w*[clLoq]/)) return undefined;
  const [pattern = ""] = plainWords(args);
  if (has(args, /^-\w*v/) || /^[.*^$/]*$/.test(pattern)) return { text, decoded };
  return { text: text.replace(/\uE000+(?=[\n\0])/g, "found.by"), decoded };
}
