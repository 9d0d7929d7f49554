import { unknown } from "@instar/shell-words";
import type { CallPlace } from "./call.ts";
import { codeTakenIn } from "./data-url.ts";
import type { Effects } from "./effects.ts";
import { evaluate } from "./evaluate.ts";
import { noteFedShells } from "./fed-shells.ts";
import { exchanged } from "./gives-text.ts";
import { breaksBy, hidesBy, isForkBomb, mayAct } from "./hiding.ts";
import { noteOwnSyntax } from "./own-syntax.ts";
import type { CodeGiven, CodeReading } from "./reading.ts";
import { saidPlainly } from "./said-plainly.ts";
import { statementsIn } from "./statements-in.ts";

export type { CodeReading } from "./reading.ts";

const mostCode = 20_000;
const mostInner = 16;
const mostNested = 3;

/** What awk changes within a variable. */
const exchanging =
  /\b(?:gsub|sub)\s*\([^;{}]{0,200}\bsystem\s*\(|\b(?:gsub|sub)\s*\([\s\S]{0,400}\|\s*"(?:ba|z|da)?sh"|\b(?:gsub|sub)\s*\([\s\S]{0,400}\bsystem\s*\(\s*[a-z_]\w{0,40}\s*\)/;

/** What is found in a folder is chosen by its name, and not by being there. */
const choosing =
  /(?<![!\w]|not )(?:[\w.[\]()]{1,40}\.)?(?:endswith|startswith|endsWith|startsWith|end_with\?|start_with\?|fnmatch\w*|extname|splitext|HasSuffix|HasPrefix|str_ends_with|str_starts_with|ends_with|starts_with|ends_with\?|suffix|match|test|includes)\s*(?:\(|==|===|in\b)|\bif\s+\w{1,40}(?:\.name)?\s*(?:==|===|in)\s|=~\s*[/m]/;

/** What fills a file that was opened. */
const writing = /\bwrite|\bprintf?\b|\bputs\b|dump|<<|\bsave|\bfput|\bcopyfileobj|\bstdout\b|\bto_\w+\(|\bpipe\(|\bextractall/i;

/**
 * Reads code of a language for what its calls remove, write, run, send and ask a database, with what they are told as far as that can be told.
 * Finds what is written out or can be folded; what is computed otherwise and run is `hides`. Never throws.
 */
export function readCode(source: string, language: string, home: string, given: CodeGiven = {}): CodeReading {
  return readNested(source, language, home, given, 0);
}

function readNested(source: string, language: string, home: string, given: CodeGiven, depth: number): CodeReading {
  const code = saidPlainly(source.slice(0, mostCode), language, given);
  const place: CallPlace = {
    language,
    home,
    folders: new Set(),
    args: given.args ?? [],
    variables: given.variables ?? {},
    ...(given.lines === undefined ? {} : { lines: given.lines }),
    input: given.input,
    chooses: choosing.test(code),
    writes: writing.test(code),
  };
  const inner: CodeReading[] = [];
  let isCutShort = source.length > mostCode;
  const readInner = (text: string) => {
    if (depth >= mostNested || inner.length >= mostInner) isCutShort = true;
    else if (text !== code) inner.push(readNested(text, language, home, given, depth + 1));
  };
  const found = evaluate(code, place, readInner);
  for (const text of codeTakenIn(code, language, given.input)) readInner(text);
  noteOwnSyntax(code, place, found);
  noteLoose(code, place, found);
  noteFedShells(code, language, found);
  if (language === "awk" && exchanging.test(code) && (found.lines.length > 0 || found.runs.length > 0)) found.hides ??= "letters that it exchanges";
  if (isForkBomb(code)) found.deeds.push({ does: "remove", deep: true, word: "/", via: `${language} fork bomb` });
  for (const [, from = "", to = ""] of /^(perl|ruby|raku)/.test(language) ? code.matchAll(/\b(?:tr|y)\/([^/\n]{1,200})\/([^/\n]{1,200})\//g) : []) {
    if (found.lines.length > 0 || found.runs.length > 0 || found.hides !== undefined) found.hides ??= "letters that it exchanges";
    for (const [, text = ""] of code.matchAll(/["']([^"'\n]{3,400})["']/g))
      if (found.hides !== undefined) found.lines.push({ via: `${language} tr`, text: exchanged(text, from, to) });
  }
  if ((isCutShort || found.cut === true) && mayAct(source)) found.hides ??= "code that is too long to be looked at";
  const hides = found.hides ?? hidesBy(code) ?? inner.find((one) => one.hides !== undefined)?.hides;
  const breaks = breaksBy(code, found) ?? inner.find((one) => one.breaks !== undefined)?.breaks;
  return {
    lines: [...found.lines, ...inner.flatMap(({ lines }) => lines)],
    runs: [...found.runs, ...found.built, ...inner.flatMap(({ runs }) => runs)],
    deeds: [...found.deeds, ...inner.flatMap(({ deeds }) => deeds)],
    statements: [...statementsIn(code), ...inner.flatMap(({ statements }) => statements)],
    ...(hides === undefined ? {} : { hides }),
    ...(breaks === undefined ? {} : { breaks }),
  };
}

const wholePlace = /^\/(etc|usr|var|home|boot|bin|lib|opt|root)?\/?$/;

/** What is removed is not told: it is taken to be what the code lists, goes to, or names as a whole. */
function noteLoose(code: string, place: CallPlace, found: Effects): void {
  const loose = found.deeds.filter(({ does, word }) => does === "remove" && word === unknown);
  if (loose.length === 0) return;
  const deep = loose.some((deed) => deed.deep);
  const via = loose[0]?.via ?? place.language;
  for (const { texts, walked } of found.listed) for (const word of texts) found.deeds.push({ does: "remove", deep: deep || walked === true, word, via });
  for (const folder of place.folders) found.deeds.push({ does: "remove", deep, word: `${folder}/\uE000`, via });
  if (!deep) {
    // Of a file that cannot be told nothing can be said.
    for (const deed of loose) found.deeds.splice(found.deeds.indexOf(deed), 1);
    return;
  }
  for (const [, text = ""] of code.matchAll(/["']([~/][^"'\n]{0,80})["']/g))
    if ((wholePlace.test(text) && text !== "/") || text === "~" || text.replace(/\/$/, "") === place.home)
      found.deeds.push({ does: "remove", deep, word: text === "~" ? place.home : text, via });
}
