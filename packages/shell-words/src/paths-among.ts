import { searchers } from "./known-programs.ts";
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
