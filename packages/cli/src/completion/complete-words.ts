import type { FlagDeclaration } from "@instar/kernel/command";
import type { ListedCommand } from "../oclif/command-list.ts";
import { commonFlags } from "../oclif/common-flags.ts";

export interface Candidate {
  readonly value: string;
  readonly about: string;
}

/** What there is to be completed. */
export interface CommandWords {
  readonly commands: readonly Pick<ListedCommand, "id" | "summary" | "flags">[];
  readonly aliases: Readonly<Record<string, string>>;
  readonly topics: readonly { readonly name: string; readonly description: string }[];
}

type Flags = Readonly<Record<string, FlagDeclaration>>;
type Command = CommandWords["commands"][number];

const help: FlagDeclaration = { type: "boolean", description: "say what it does and what it takes" };

const flagNamed = (flags: Flags, word: string) => {
  const [name = ""] = word.replace(/^--?/, "").split("=");
  return word.startsWith("--") ? flags[name] : Object.values(flags).find(({ char }) => char === name);
};

/** Words that are no flags and no values of flags. */
function pathOf(words: readonly string[], flags: Flags): readonly string[] {
  const path: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    if (!word.startsWith("-")) path.push(word);
    else if (!word.includes("=") && takesValue(flagNamed(flags, word))) index += words[index + 1] === "=" ? 2 : 1;
  }
  return path;
}

const takesValue = (flag: FlagDeclaration | undefined) => flag !== undefined && flag.type !== "boolean";
const flagsOf = (command: Command | undefined): Flags => ({ ...command?.flags, ...commonFlags, help });
const valuesOf = (flag: FlagDeclaration | undefined) => (flag?.options ?? []).map((value) => ({ value, about: "" }));

/** The command that the words name, the longest there is. */
function commandOf({ commands, aliases }: CommandWords, path: readonly string[]): Command | undefined {
  for (let length = path.length; length > 0; length--) {
    const words = path.slice(0, length).join(" ");
    const found = commands.find(({ id }) => id === (aliases[words] ?? words));
    if (found !== undefined) return found;
  }
  return undefined;
}

function nextWords({ commands, aliases, topics }: CommandWords, path: readonly string[]): readonly Candidate[] {
  const before = path.length === 0 ? "" : `${path.join(" ")} `;
  const summaries = new Map([
    ...commands.map(({ id, summary }) => [id, summary] as const),
    ...Object.entries(aliases).map(([alias, id]) => [alias, commands.find((one) => one.id === id)?.summary ?? ""] as const),
  ]);
  const found = new Map<string, string>();
  for (const id of summaries.keys()) {
    if (!id.startsWith(before)) continue;
    const value = id.slice(before.length).split(" ")[0] ?? "";
    const whole = before + value;
    if (value !== "" && !found.has(value)) found.set(value, summaries.get(whole) ?? topics.find(({ name }) => name === whole)?.description ?? "");
  }
  return [...found].map(([value, about]) => ({ value, about }));
}

/** Where the shell cuts at `=`, that stands as a word of its own. */
function flagBefore(words: readonly string[]): string | undefined {
  const last = words.at(-1);
  const word = last === "=" ? words.at(-2) : last;
  return word?.startsWith("-") === true && !word.includes("=") ? word : undefined;
}

/** What `current` can become behind `words` (without the program's name); the shell offers files where there is nothing. */
export function completeWords(known: CommandWords, words: readonly string[], current: string): readonly Candidate[] {
  const asked = words[0] === "help" ? words.slice(1) : words;
  const command = commandOf(known, pathOf(asked, flagsOf(undefined)));
  const flags = flagsOf(command);
  const starting = (candidates: readonly Candidate[], start: string) =>
    candidates.filter(({ value }) => value.startsWith(start)).sort((a, b) => (a.value < b.value ? -1 : 1));

  const pending = flagNamed(flags, flagBefore(asked) ?? "-");
  if (takesValue(pending)) return starting(valuesOf(pending), current === "=" ? "" : current);
  const [, name, start = ""] = /^(--[\w-]+)=(.*)$/.exec(current) ?? [];
  if (name !== undefined) return starting(valuesOf(flagNamed(flags, name)), start).map(({ value, about }) => ({ value: `${name}=${value}`, about }));
  if (current.startsWith("-")) {
    const used = new Set(asked.map((word) => word.split("=")[0]));
    const left = Object.entries(flags).filter(
      ([flag, { multiple, char }]) => multiple === true || !(used.has(`--${flag}`) || (char !== undefined && used.has(`-${char}`))),
    );
    return starting(
      [
        ...left.map(([flag, { description }]) => ({ value: `--${flag}`, about: description })),
        ...(command === undefined ? [{ value: "--version", about: "say which version this is" }] : []),
      ],
      current,
    );
  }
  return starting(nextWords(known, pathOf(asked, flags)), current);
}
