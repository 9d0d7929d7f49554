import type { Invocation } from "../invocation.ts";
import type { Deed } from "./deed.ts";
import { showsNames } from "./shown.ts";

const overwritten = (words: readonly string[]): readonly Deed[] =>
  words.filter((word) => word !== "" && word !== "-").map((word): Deed => ({ does: "overwrite", deep: false, word, each: true }));

/** What editors of streams and of files do to the files that they are told, or that stand in their scripts. */
export function deedsOfEditor(call: Invocation): readonly Deed[] {
  if (/^(g?sed|perl|ruby)$/.test(call.name)) return ofStreamEditor(call);
  if (/^[gmn]?awk$/.test(call.name)) return ofAwk(call);
  return /^(ex|vim?|nvim|view|vimdiff|gvim)$/.test(call.name) ? ofVim(call) : [];
}

/** `w file` as a command of its own, and at the end of an `s/…/…/`. */
const written = /(?:^|[;{}\n!$\d/,|gpIiMme])[ \t]{0,9}[wW][ \t]{1,9}([^\n;}]{1,400})/g;

function ofStreamEditor(call: Invocation): readonly Deed[] {
  const { args, plain, name } = call;
  const isSed = name.endsWith("sed");
  const inPlace = args.some((word) => (isSed ? /^(-[nEszru]*i|--in-place)/.test(word) : /^-[a-zA-Z0-9]*i/.test(word) && !/^-(I|M)/.test(word)));
  const given = args.some((word) => /^-[a-zA-Z]*[ef]$/.test(word) || word === "--expression");
  const files = given
    ? plain.filter((word) => !args.some((other, index) => other === word && /^-[a-zA-Z0-9]*[efE]$/.test(args[index - 1] ?? "")))
    : plain.slice(1);
  const scripts = !isSed ? [] : given ? args.filter((_, index) => /^(-[a-zA-Z]*e|--expression)$/.test(args[index - 1] ?? "")) : plain.slice(0, 1);
  const told = overwritten(scripts.flatMap((script) => [...script.slice(0, 131_072).matchAll(written)].map(([, file = ""]) => file.trim())));
  if (inPlace) return [...told, ...overwritten(files)];
  return isSed && !showsNames(call) ? [...told, ...files.map((word): Deed => ({ does: "read", deep: false, word }))] : told;
}

function ofAwk({ args, plain }: Invocation): readonly Deed[] {
  const isInPlace = args.some(
    (word, index) => /^(-i|--include=?)?inplace(::|$)/.test(word) && (word !== "inplace" || /^(-i|--include)$/.test(args[index - 1] ?? "")),
  );
  if (!isInPlace) return [];
  const words = plain.filter((word) => word !== "inplace" && !/^\w+=/.test(word));
  return overwritten(args.some((word) => /^(-f|--file)/.test(word)) ? words : words.slice(1));
}

/** Commands for an editor that stand on its command line. */
function ofVim({ args, name }: Invocation): readonly Deed[] {
  const commands: string[] = [];
  const files: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? "";
    if (/^(-[a-zA-Z]*c|--cmd)$/.test(word)) commands.push(args[++at] ?? "");
    else if (/^-[a-zA-Z]*[SuUisTwWt]$/.test(word) && !/^-(es|Es|s)$/.test(word) && name !== "ex") at++;
    else if (word.startsWith("+")) commands.push(word.slice(1));
    else if (!word.startsWith("-")) files.push(word);
  }
  const parts = commands.flatMap((command) => command.slice(0, 131_072).split(/[|\n]/)).map((part) => part.replace(/^[\s:%\d,$]+/, ""));
  const named = parts.flatMap((part) => /^(?:sil\w*!?\s+)?(?:w(?:rite)?|sav(?:eas)?|wq|x|up(?:date)?)!?\s+(?:>>\s*)?([^!>\s][^\n]*)$/.exec(part)?.[1] ?? []);
  const saves =
    parts.some((part) => /^(?:sil\w*!?\s+)?(?:w(?:rite)?|wq?a?|wqa?l?l?|xa?|xit|up(?:date)?|exit|(?:windo|bufdo|argdo)\b.*\bup?w?\w*)!?\s*$/.test(part)) ||
    parts.some((part) => /\bZZ$/.test(part));
  const silent =
    args.some((word) => /^-[a-zA-Z]*[eE]?s$/.test(word)) && (name === "ex" || args.some((word) => /^-[a-zA-Z]*[eE]/.test(word))) && commands.length === 0;
  return [...overwritten(named).map((deed): Deed => ({ ...deed, tilde: true })), ...overwritten(saves || silent ? files : [])];
}
