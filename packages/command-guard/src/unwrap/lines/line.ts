import { languageOf } from "../../code/language-of.ts";

/** A line of shell that a program is given, besides its input; or code of a language. */
export interface Line {
  readonly via: string;
  readonly text: string;
  readonly root?: boolean;
  readonly remote?: boolean;
  /** `$0`, `$1`, … of the line. */
  readonly given?: readonly string[];
  /** Code of this language, and no shell. */
  readonly language?: string;
}

export const joined = (words: readonly string[]): string => words.join(" ");

/** Without the quotes around it. */
export const unquoted = (text: string): string => text.replace(/^(['"])([\s\S]*)\1$/, "$2");

/** Without what stands before a character that would end a text: `\"`, `\/`. */
export const unescaped = (text: string): string => text.replace(/\\(["'/\\`$ ])/g, "$1");

/** A path as one word of shell; a `~` before it, a variable and wildcards are still read as such. */
export const asWord = (path: string): string =>
  path.replace(/^(~[\w-]*|\$HOME|\$\{HOME\})?([\s\S]*)$/, (_, home: string | undefined, rest: string) => {
    if (rest === "") return home ?? "''";
    return `${home ?? ""}${rest.replace(/[^\w./*?[\]~$@%+=:,\uE000-\uE00F-]/g, (char) => (char === "\n" ? " " : `\\${char}`))}`;
  });

/** Words as the line that they are together; one alone is a line already. */
export const asLine = (words: readonly string[]): string => (words.length === 1 ? (words[0] ?? "") : words.map(asWord).join(" "));

/** What removes, written as a shell would say it. */
export const removing = (via: string, path: string): Line => ({ via, text: `rm -rf ${asWord(path)}` });
/** The same for what makes a file new. */
export const emptying = (via: string, path: string): Line => ({ via, text: `: > ${asWord(path)}` });

/** Code by the name of its language; nothing for one that is not read. */
export const inLanguage = (via: string, name: string, text: string): readonly Line[] => {
  const language = languageOf(name);
  return language === undefined ? [] : [{ via, text, language }];
};

/** All that a pattern finds in a text, its first group that holds something, at most 40. */
export function eachOf(text: string, pattern: RegExp): readonly string[] {
  const out: string[] = [];
  for (const match of text.matchAll(pattern)) {
    const found = match.slice(1).find((part) => part !== undefined && part.trim() !== "");
    if (found !== undefined && out.length < 40) out.push(found);
  }
  return out;
}
