import { basename } from "node:path";
import type { Place } from "./reading.ts";
import type { Scope } from "./scope.ts";
import type { ShellCommand } from "./shell-command.ts";

const declaring = /^(export|declare|typeset)$/;

/** Remembers which functions are handed down to programs, and that a shell of the line calls them: there they are read with what it gives them. */
export function noteHandedDown({ words, input }: ShellCommand, { scope, reading }: Place): void {
  if (scope.functions.size === 0) return;
  const options = words.filter((word) => /^-\w+$/.test(word)).join("");
  if (declaring.test(words[0] ?? "") && options.includes("f") && (words[0] === "export" || options.includes("x"))) {
    for (const name of words.slice(1)) {
      const known = scope.functions.get(name);
      if (known !== undefined) scope.functions.set(name, { ...known, exported: true });
    }
    return;
  }
  const lines = linesOf(words, input);
  if (lines.length > 0) for (const name of calledIn(lines, scope)) reading.uncalled.delete(scope.functions.get(name)?.body ?? {});
}

/** The lines that shells are given which know the functions of the one around them. */
function linesOf(words: readonly string[], input: string | undefined): readonly string[] {
  const names = words.map((word) => basename(word));
  const shell = names.indexOf("bash");
  if (shell !== -1) {
    const option = words.findIndex((word, index) => index > shell && /^-\w*c$/.test(word));
    const line = option === -1 ? input : words.slice(option + 1).find((word) => !/^[-+]/.test(word));
    return line === undefined ? [] : [line];
  }
  const at = names.findIndex((name) => name === "parallel" || name === "env_parallel");
  return at === -1
    ? []
    : [
        words
          .slice(at + 1)
          .join(" ")
          .replace(/^(?:-\S+\s+(?:\d+\s+)?)+/, ""),
      ];
}

/** How many lines and functions are asked what they call. */
const mostAsked = 32;

/** The functions that lines call, and those that these call. */
function calledIn(lines: readonly string[], { functions }: Scope): ReadonlySet<string> {
  const called = new Set<string>();
  const texts = [...lines];
  for (let round = 0, text = texts.shift(); text !== undefined && round < mostAsked; round++, text = texts.shift())
    for (const [name, { body, source, exported }] of functions) {
      if (exported !== true || called.has(name) || !isCalledIn(text, name)) continue;
      called.add(name);
      texts.push(source.slice(body.pos, body.end));
    }
  return called;
}

/** Whether a name stands where a command begins. */
function isCalledIn(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1))
    if (/^$|[\s;&|)`]/.test(text.charAt(at + name.length)) && beginning.test(text.slice(Math.max(0, at - 20), at))) return true;
  return false;
}

const beginning = /(?:^|[;&|({\n`]|(?:^|\s)(?:do|then|else|elif|if|while|until|time|!))\s*$/;
