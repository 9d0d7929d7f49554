import { globFits, literalOf } from "./glob.ts";
import { searchers } from "./known-programs.ts";
import type { Places } from "./places.ts";
import type { Program } from "./program.ts";

/** The arguments that may be files. Texts and patterns aside, where a program's first argument or an option's value is one. */
export function pathsAmong({ name, args }: Program): readonly string[] {
  if (searchers.has(name)) {
    let pattern = args.some((word) => /^-\w*[ef]$/.test(word) || word.startsWith("--regexp") || word === "--files");
    return args.filter((word, index) => {
      if (/^(-e|--regexp)$/.test(args[index - 1] ?? "")) return false;
      if (/^--(exclude|exclude-dir|ignore-file)/.test(word) || (/^(-g|--glob|--iglob)$/.test(args[index - 1] ?? "") && word.startsWith("!"))) return false;
      if (word.startsWith("-") || pattern) return true;
      pattern = true;
      return false;
    });
  }
  if (name === "git") {
    const isText = (word: string) => /^(-\w*m|--message|--grep|-S|-G)$/.test(word);
    return args.filter((word, index) => !isText(args[index - 1] ?? "") && !/^(--message=|--grep=|-m.|-S.|-G.|:!|:\(exclude\))/.test(word));
  }
  if (["gh", "glab"].includes(name)) return args.filter((_, index) => !/^(-t|-b|--title|--body)$/.test(args[index - 1] ?? ""));
  if (name === "find")
    return args.filter(
      (word, index) => !(/^-(not|path|ipath|wholename|name|iname|prune|regex)$/.test(args[index - 1] ?? "") && isExcluding(args, index)) || word === "",
    );
  return args.filter((word, index) => !/^--?(exclude|ignore)[\w-]*=/.test(word) && word !== "!" && !/^--exclude(-dir)?$/.test(args[index - 1] ?? ""));
}

/** Whether the value at `index` of a `find` line names what is left out. */
const isExcluding = (args: readonly string[], index: number) => ["-not", "!"].includes(args[index - 2] ?? "") || args.slice(index).includes("-prune");

/** What of the owner's a word of a command leads to. */
export function reachedBy(word: string, folders: readonly string[], places: Places, writing: boolean, program?: string): string | undefined {
  const isPlain = !/[\uE000-\uE00F]/.test(word);
  const parts = [word, ...word.split(/[=:,@]/), ...(/^-[A-Za-z]./.test(word) ? [word.slice(2)] : [])];
  for (const part of new Set(parts)) {
    if (part === "" || part.length > 4_096) continue;
    for (const folder of folders) {
      if (isPlain) {
        const target = places.reached(part, folder, writing);
        if (target !== undefined) return target;
      } else {
        const matched = places.matched(part, folder);
        if (matched === "home" && !(program === "ls" && /\.[\uE000\uE001]+\/?$/.test(part))) return "the agent's own folder (.instar)";
        if (matched === "config" && (writing || program === "for")) return "the agent's config (instar.config)";
      }
    }
    if (!isPlain && part.split("/").some(isDisguised)) return "the agent's own folder (.instar)";
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
