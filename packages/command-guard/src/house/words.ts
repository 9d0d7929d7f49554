import { globFits, literalOf } from "@instar/shell-words";
import { isEnvironment, jobsPlace, type Places } from "./places.ts";

/** What of the owner's a word of a command leads to. */
export function reachedBy(word: string, folders: readonly string[], places: Places, writing: boolean, program?: string): string | undefined {
  // Neither an option without a value nor a text of several lines is a path.
  if (/^--[\w-]{0,40}$|\n/.test(word)) return undefined;
  const isPlain = !/[\uE000-\uE00F]/.test(word);
  const parts = [word, ...word.split(/[=:,@]/), ...(/^-[A-Za-z]./.test(word) ? [word.slice(2)] : [])];
  for (const part of new Set(parts)) {
    if (part === "" || part.length > 4_096) continue;
    for (const folder of folders) {
      if (isPlain) {
        const target = places.reached(part, folder, writing);
        if (target !== undefined) return target;
      } else {
        if (isEnvironment(part)) return "what another process was given";
        const matched = places.matched(part, folder);
        if (matched === "home" && !(program === "ls" && /\.[\uE000\uE001]+\/?$/.test(part))) return "the agent's own folder (.instar)";
        if (matched === "jobs" && writing) return jobsPlace;
        if (matched === "config" && writing) return "the agent's config (instar.config)";
      }
    }
    if (!isPlain && part.split("/").some(isDisguised)) return "the agent's own folder (.instar)";
    if (!isPlain && writing && /(^|\/)\.instar\/+jobs(\/|$)/i.test(part)) return jobsPlace;
  }
  return undefined;
}

/** A part of a path that most likely stands for `.instar` or the token's file, wherever it is. */
function isDisguised(part: string, index: number, parts: readonly string[]): boolean {
  if (part === ".instar") return !/^(memory\.md|jobs|skills)$/i.test(parts[index + 1] ?? "") || parts.includes("..");
  const literal = literalOf(part);
  if (literal === part || literal.replace(/^\./, "").length < 3) return false;
  return [".instar", "owner-token"].some((name) => globFits(part, name));
}
