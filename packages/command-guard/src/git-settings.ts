import { readInvocation } from "./invocation.ts";

/** A setting of git that a line changes: for itself alone, or for good. */
export interface GitSetting {
  /** Small letters, but for what stands between the first and the last dot. */
  readonly key: string;
  readonly value: string;
  readonly isKept: boolean;
}

/** Whether a setting is switched off by such a value. */
export const isOff = (value: string): boolean => /^(false|no|off|0|)$/i.test(value);

function settingOf(text: string, isKept: boolean): GitSetting {
  const equals = text.indexOf("=");
  return equals === -1 ? named(text, "true", isKept) : named(text.slice(0, equals), text.slice(equals + 1), isKept);
}

function named(key: string, value: string, isKept: boolean): GitSetting {
  const [, section = key, middle = "", last = ""] = /^([^.]*)(\..*)?(\.[^.]*)$/s.exec(key) ?? [];
  return { key: section.toLowerCase() + middle + last.toLowerCase(), value, isKept };
}

const asking = /^--(get|get-all|get-regexp|get-urlmatch|get-color|get-colorbool|unset|unset-all|remove-section|rename-section|list|edit)$|^-[le]$/;

/** The settings that a line of git brings along, and those that it keeps for later. */
export function settingsOfGit(args: readonly string[], variables: Readonly<Record<string, string>>): readonly GitSetting[] {
  const out: GitSetting[] = [];
  for (const [index, word] of args.entries())
    if ((args[index - 1] === "-c" || args[index - 1] === "--config") && word.includes(".")) out.push(settingOf(word, false));
    else if (/^--config=[^=]*\./.test(word)) out.push(settingOf(word.slice("--config=".length), false));
  for (const [name, key] of Object.entries(variables)) {
    const [, number] = /^GIT_CONFIG_KEY_(\d{1,4})$/.exec(name) ?? [];
    if (number !== undefined) out.push(named(key, variables[`GIT_CONFIG_VALUE_${number}`] ?? "", false));
  }
  const { plain } = readInvocation("git", args);
  if (plain[0] !== "config" || args.some((word) => asking.test(word))) return out;
  const [key, value] = /^(set|add)$/.test(plain[1] ?? "") ? plain.slice(2) : plain.slice(1);
  if (key?.includes(".") === true && value !== undefined) out.push(named(key, value, true));
  return out;
}
