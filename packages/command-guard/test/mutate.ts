// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are lines of shell.
import { quoted } from "./wrappers.ts";

type Random = () => number;

const pick = <Item>(items: readonly Item[], random: Random): Item => items[Math.floor(random() * items.length)] as Item;

const pieces = [
  ..."'\"`$(){}[]<>|&;\\#*?~!=/.-:,% \n\t\r\0abrmx019@^+é\u2028😀",
  ...[
    "$(",
    "${",
    "$((",
    "<<EOF",
    "<<-'E'",
    "<<<",
    "<(",
    ">(",
    "&&",
    "||",
    ";;",
    "((",
    "[[",
    "]]",
    "$'",
    '$"',
    "\\\n",
    "2>&1",
    "&>",
    ">|",
    "EOF",
    "esac",
    "done",
  ],
  ...[
    "fi",
    "do",
    "then",
    "case x in",
    "for x in",
    "function",
    "bash -c",
    "eval",
    "sudo",
    "xargs",
    "rm",
    "-rf",
    "/",
    "~",
    "$HOME",
    "${x:-y}",
    "{a,b}",
    "{1..9}",
    "..",
    "*",
  ],
  ...[
    "--",
    "base64 -d",
    "| sh",
    "git",
    "push",
    "--force",
    "psql -c",
    "find",
    "-exec",
    "{} +",
    "\\;",
    "env",
    "X=1",
    "${!x}",
    "${x//a/b}",
    "$#",
    "$@",
    "\u0000",
    "\\x72",
  ],
];

const nestings: readonly ((command: string) => string)[] = [
  (command) => `$(${command})`,
  (command) => `\`${command}\``,
  (command) => `"${command}"`,
  (command) => `'${command}'`,
  (command) => `(${command})`,
  (command) => `{ ${command}; }`,
  (command) => `<(${command})`,
  (command) => `$((${command}))`,
  (command) => `\${x:-${command}}`,
  (command) => `bash -c ${quoted(command)}`,
  (command) => `eval "${command}"`,
  (command) => `echo ${command} | sh`,
  (command) => `echo ${Buffer.from(command).toString("base64")} | base64 -d | sh`,
  (command) => `cat <<EOF\n${command}\nEOF`,
  (command) => `f() { ${command}; }; f`,
  (command) => `for x in ${command}; do $x; done`,
  (command) => `python3 -c ${quoted(`import os; os.system(${JSON.stringify(command)})`)}`,
  (command) => `echo ${command} | xargs ${command}`,
];

const place = (text: string, random: Random) => Math.floor(random() * (text.length + 1));

function onWords(text: string, random: Random, change: (words: string[], at: number) => void): string {
  const words = text.split(/(?<=\s)/);
  change(words, Math.floor(random() * words.length));
  return words.join("");
}

type Change = (text: string, other: () => string, random: Random) => string;

const insert: Change = (text, _, random) => {
  const at = place(text, random);
  return text.slice(0, at) + pick(pieces, random) + text.slice(at);
};
const remove: Change = (text, _, random) => {
  const at = place(text, random);
  return text.slice(0, at) + text.slice(at + 1 + Math.floor(random() ** 3 * 10));
};
const replace: Change = (text, _, random) => {
  const at = place(text, random);
  return text.slice(0, at) + pick(pieces, random) + text.slice(at + 1);
};
const duplicate: Change = (text, _, random) => {
  const [from, to] = [place(text, random), place(text, random)].sort((one, two) => one - two) as [number, number];
  return text.slice(0, to) + text.slice(from, to).repeat(1 + Math.floor(random() ** 4 * 12)) + text.slice(to);
};
const splice: Change = (text, other, random) => {
  const second = other();
  return text.slice(0, place(text, random)) + second.slice(place(second, random));
};
const join: Change = (text, other, random) => text + pick(["; ", " && ", " | ", "\n", " & ", " ", ""], random) + other();
const dropWord: Change = (text, _, random) => onWords(text, random, (words, at) => words.splice(at, 1));
const repeatWord: Change = (text, _, random) => onWords(text, random, (words, at) => words.splice(at, 0, `${words[at] ?? ""} `));
const moveWord: Change = (text, _, random) => onWords(text, random, (words, at) => words.push(` ${words.splice(at, 1)[0] ?? ""}`));
const takeWord: Change = (text, other, random) => onWords(text, random, (words, at) => words.splice(at, 0, `${pick(other().split(/\s/), random)} `));
const nest: Change = (text, _, random) => pick(nestings, random)(text);

const changes = [insert, insert, remove, remove, replace, replace, duplicate, splice, splice, join, dropWord, repeatWord, moveWord, takeWord, nest, nest];

/** A command made out of those of the corpus by one to six changes; at most 4,000 characters. The same for the same numbers. */
export function mutate(corpus: readonly string[], random: Random): string {
  const other = () => pick(corpus, random);
  let text = other();
  for (let left = 1 + Math.floor(random() ** 2 * 6); left > 0; left -= 1) text = pick(changes, random)(text, other, random).slice(0, 4_000);
  return text;
}
