import { isInterpreter, type Program, type ShellCommand } from "@instar/shell-words";
import { lineOfSetting } from "../judge/line-of-setting.ts";

/** The variables that a command sets, those among its own words included: `env X=1 make`. */
export function settingsOf({ settings, words }: ShellCommand, { args }: Program): Readonly<Record<string, string>> {
  const before = words.slice(1, Math.max(1, words.length - args.length - 1));
  const named = before.flatMap((word) => {
    const [, name, value = ""] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(word) ?? [];
    return name === undefined ? [] : [[name, value] as const];
  });
  return named.length === 0 ? settings : { ...settings, ...Object.fromEntries(named) };
}

/** The functions that a command hands down to other shells, as their definitions. */
export const functionsHandedDown = ({ known }: ShellCommand): readonly string[] =>
  Object.keys(known).flatMap((name) => {
    const [, own] = /^BASH_FUNC_(.+)%%$/.exec(name) ?? [];
    return own === undefined ? [] : [`${own} ${known[name]}`];
  });

/** What starts a program in code of other languages. */
const running = /exec|spawn|system|popen|subprocess|\brun\b|\bcall\b|`|\beval\b|%x/i;

/** The line of shell that a variable holds, where it is known that something runs it. What a shell's own script does with it is read with that script. */
export function lineSet(name: string, value: string, program: Program): string | undefined {
  const line = /^GIT_CONFIG_VALUE_\d+$/.test(name) ? value.replace(/^!/, "") : lineOfSetting(name, value);
  if (line !== undefined) return line;
  const asksFor = (word: string) => word.includes(name) && running.test(word);
  return isInterpreter(program.name) && program.args.some(asksFor) ? value : undefined;
}
