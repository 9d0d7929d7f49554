import { unknown } from "@instar/shell-words";
import { unescaped as unescapedCode } from "../code/unescaped.ts";
import { innerScene } from "../scene.ts";
import { unescaped } from "../unwrap/lines/line.ts";
import { wordsFrom } from "./fed-words.ts";
import { judgeLine } from "./judge-line.ts";
import { catastrophicAmong } from "./judge-text.ts";
import { type Look, networkRule } from "./look.ts";
import { noOrigin } from "./origin.ts";

const awk = /^(g|m|n|busybox-)?awk$/;

/** Judges what `awk` runs besides the calls of its own language: what it pipes to a shell, and lines that it is given as variables. */
export function judgeAwk(look: Look): void {
  const { name, args, command, judge } = look;
  judgeRunOfInput(look);
  if (!awk.test(name)) return;
  const program = args.join("\n");
  const piped =
    /\bprintf?\b[^|\n;}]{0,300}\|&?\s*"(?:\/(?:usr\/)?bin\/)?(?:env\s+)?(?:ba|z|da|k)?sh\b/.test(program) ||
    /\bsystem\s*\(\s*\$/.test(program) ||
    /\$\d\s*\|&?\s*getline/.test(program);
  if (piped && command.input !== undefined) judge(command.input, "awk | sh");
  for (const [index, word] of args.entries()) {
    const [, variable = "", value = ""] =
      /^(?:-v|--assign=)?([A-Za-z_]\w*)=([\s\S]*)$/.exec(args[index - 1] === "-v" || /^(-v|--assign=)/.test(word) ? word : "") ?? [];
    if (variable !== "" && new RegExp(`\\b${variable}\\b\\s*\\|&?\\s*getline|system\\s*\\([^()]*\\b${variable}\\b|\\|&?\\s*${variable}\\b`).test(program))
      judge(unescapedCode(value), `awk ${variable}`);
  }
}

/** An `s` command of sed whose result is run. */
const sedRuns = /^(\s*s([^\w\s\\])(?:(?!\2)[^\\]|\\.){0,300}\2(?:(?!\2)[^\\]|\\.){0,300}\2[gpI\d]*)e([gpI\d]*)$/;
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Judges what `awk` and `sed` make of their input and run, as the line that says it to a shell. */
function judgeRunOfInput({ name, args, command: { input }, origin, scene, fetches, inside, say, judge }: Look): void {
  const isSed = /^g?sed$/.test(name);
  const isRun = (word: string) => (isSed ? sedRuns.test(word) : awk.test(name) && /\bsystem\s*\(|\|\s*"(?:ba|z|da|k)?sh"/.test(word));
  if (!args.some(isRun)) return;
  if (isSed && fetches) say(networkRule(scene));
  if (input === undefined ? origin.chain.length > 0 || isSed : input.includes(unknown) || input.length > 4_000) return;
  const said = args.map((word) =>
    !isRun(word) ? word : isSed ? word.replace(sedRuns, "$1$3") : word.replace(/\bsystem\s*\(/g, "print (").replace(/\|\s*"(?:ba|z|da|k)?sh"/g, ""),
  );
  const line = `printf %s ${quoted(input ?? "")} | ${[name, ...said].map(quoted).join(" ")} | sh`;
  if (isSed) judge(line, "sed's e");
  else inside.push(...catastrophicAmong(judgeLine(line, innerScene(scene), "awk's system")));
}

/** Judges the lines that a program makes of what it reads, for the shell behind it: `ls | awk '{ print "rm -rf " $0 }' | sh`. Only what is catastrophic counts: the rest cannot be told. */
export function judgeLinesMade({ origin: { chain }, scene, inside, name }: Look): void {
  const [maker, ...before] = chain;
  if (maker === undefined) return;
  const [program = "", ...args] = maker.words;
  const texts = linesMadeBy(program.replace(/^.*\//, ""), args);
  if (texts.length === 0) return;
  const fed = wordsFrom(maker, { ...noOrigin, chain: before }).filter((word) => word !== "-r");
  const things = fed.length === 0 ? [unknown] : fed;
  for (const text of texts.slice(0, 4)) {
    const line = things
      .slice(0, 20)
      .map((thing) => text.replaceAll("/\0", `/${thing.slice(thing.lastIndexOf("/") + 1)}`).replaceAll("\0", thing))
      .join("\n");
    inside.push(...catastrophicAmong(judgeLine(line, innerScene(scene), `${program} | ${name}`)));
  }
}

/** The lines that a program would say, with a zero for each thing that it reads. */
function linesMadeBy(program: string, args: readonly string[]): readonly string[] {
  if (awk.test(program))
    return args.flatMap((word) =>
      [...word.matchAll(/\bprintf?\s*\(?\s*((?:"(?:[^"\\]|\\.){0,300}"|\$\d|\$NF|[\s,]){1,20})/g)].map(([, list = ""]) =>
        list.replace(/"((?:[^"\\]|\\.)*)"|\$\w+|\s*,\s*|\s+/g, (part, text: string | undefined) =>
          text !== undefined
            ? unescaped(text).replace(/%s|\\n/g, (one) => (one === "%s" ? "\0" : "\n"))
            : part.startsWith("$")
              ? "\0"
              : part.includes(",")
                ? " "
                : "",
        ),
      ),
    );
  if (/^g?sed$/.test(program))
    return args.flatMap((word) => {
      const [, mark, from, made = ""] = /^s([/|,#!:@])((?:(?!\1).){0,20})\1((?:(?!\1)[^\\]|\\.){1,300})\1[gp]?$/.exec(word) ?? [];
      if (mark === undefined) return [];
      const text = made.replace(/\\([^\w])/g, "$1");
      return from === "^" ? [`${text}\0`] : from === "$" ? [`\0${text}`] : [text.replace(/&|\\[01]/g, "\0")];
    });
  if (program === "xargs") {
    const at = args.findIndex((word) => /^(echo|printf)$/.test(word));
    return at === -1
      ? []
      : [
          `${args
            .slice(at + 1)
            .filter((word) => !/^-[ne]+$|^%s\\n$/.test(word))
            .join(" ")} \0`.replace(/\{\} ?/g, "\0 "),
        ];
  }
  if (/^g?find$/.test(program)) {
    const at = args.findIndex((word) => /^-printf$/.test(word));
    return at === -1 ? [] : [(args[at + 1] ?? "").replace(/%p|%P|%f/g, args.find((word) => !word.startsWith("-")) ?? ".").replaceAll("\\n", "\n")];
  }
  return [];
}
