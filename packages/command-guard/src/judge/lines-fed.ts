import { type ShellCommand, unknown } from "@instar/shell-words";
import type { GivenCode } from "../code/code-of.ts";
import { type LinesRead, linesRead, withLinesNamed } from "../code/lines-read.ts";
import { type CodeReading, readCode } from "../code/read-code.ts";
import type { CodeGiven } from "../code/reading.ts";
import { wordsFrom } from "./fed-words.ts";
import type { Look } from "./look.ts";

/** What a list is taken to be that cannot be told. */
const anything: LinesRead = { texts: [`${unknown}/\uE000`], walked: false, each: false };

/** Reads code with the lines that another program gives it: `find … | perl -nle unlink`, `ls | python3 -c '… for line in sys.stdin …'`. */
export function readFed(told: GivenCode, look: Look, given: CodeGiven): CodeReading {
  const byLine = readByLine(told, look, given);
  if (given.input === undefined || told.language === "awk" || /[\uE000-\uE00F]/.test(given.input)) return byLine;
  // What is known to its last letter is read as the text that it is, too.
  const whole = readCode(told.code, told.language, look.scene.ground.surroundings.home, given);
  return { ...byLine, lines: [...byLine.lines, ...whole.lines], runs: [...byLine.runs, ...whole.runs], deeds: [...byLine.deeds, ...whole.deeds] };
}

function readByLine({ code, language, args }: GivenCode, look: Look, given: CodeGiven): CodeReading {
  const lines = linesFor(language, code, args ?? [], look);
  const named = lines === undefined ? undefined : withLinesNamed(code, language, lines.each);
  if (lines === undefined || named === undefined) return readCode(code, language, look.scene.ground.surroundings.home, given);
  const read = (fed: LinesRead, variables = given.variables) =>
    readCode(named, language, look.scene.ground.surroundings.home, { ...given, ...(variables === undefined ? {} : { variables }), lines: fed });
  if (lines.texts.some((text) => text !== unknown)) {
    const fed = read(lines, language === "awk" ? { ...given.variables, [linesRead]: lines.texts[0] ?? "" } : given.variables);
    return lines.walked ? withAll(fed, lines.texts) : fed;
  }
  const untold = read(lines);
  return {
    ...untold,
    deeds: [...untold.deeds, ...read({ ...anything, each: lines.each }).deeds.filter(({ does, word }) => does === "remove" && word.startsWith(unknown))],
  };
}

function linesFor(language: string, code: string, behind: readonly string[], { args, command, origin }: Look): LinesRead | undefined {
  if (command.input === undefined ? origin.chain.length === 0 : command.input === code) return undefined;
  const each = language === "perl" && (args.some((word) => /^-[a-zA-Z\d]*[np]/.test(word)) || /\bwhile\s*\(?\s*</.test(code));
  // What stands behind the code is read in the place of the input.
  if (/^(perl|ruby|awk)$/.test(language) && behind.some((word) => word !== "-" && !/^\w+=/.test(word))) return undefined;
  return { ...listedFor(command, origin), each };
}

function listedFor(command: ShellCommand, origin: Look["origin"]): Omit<LinesRead, "each"> {
  const [first, ...others] = wordsFrom(command, origin, command.input?.includes("\0") === true ? "\0" : "\n");
  // What lies in a folder, file by file, is the folder.
  return first === "-r" ? { texts: others, walked: true } : { texts: first === undefined ? [unknown] : [first, ...others], walked: false };
}

/** What removes file by file takes the folder with them. */
function withAll(read: CodeReading, folders: readonly string[]): CodeReading {
  const isListed = (text: string) => folders.some((folder) => text.includes(folder));
  return {
    ...read,
    lines: read.lines.map((line) => (isListed(line.text) ? { ...line, text: line.text.replace(/^(\s*)(?:rm|unlink)(?=\s)/, "$1rm -r") } : line)),
    runs: read.runs.map((run) =>
      /^(?:rm|unlink)$/.test(run.words[0] ?? "") && run.words.some(isListed) ? { ...run, words: ["rm", "-r", ...run.words.slice(1)] } : run,
    ),
  };
}
