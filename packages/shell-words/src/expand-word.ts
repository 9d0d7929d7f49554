import { type ArithmeticExpression, parse, type Word, type WordPart } from "unbash";
import { arithmeticText } from "./arithmetic.ts";
import { withBraces } from "./braces.ts";
import { hidesLetters } from "./decode-escapes.ts";
import { parameterPieces } from "./expand-parameter.ts";
import { folderBehindTilde } from "./folders.ts";
import type { KnownText } from "./known-text.ts";
import { unknown } from "./marks.ts";
import { fieldsOf, isDecoded, type Piece, patternOf, textOf } from "./pieces.ts";
import { hasRoom, type Place } from "./reading.ts";
import type { PatternPart } from "./shell-pattern.ts";
import { separatorsOf } from "./variables.ts";

/** The words that a word becomes: braces, tilde, variables, substitutions, splitting, in the order of a shell. */
export function expandWord(word: Word, place: Place): { readonly fields: readonly string[]; readonly decoded: boolean } {
  if (word.parts === undefined && !word.text.includes("~") && word.value !== "") return { fields: [word.value], decoded: false };
  const words = word.text.includes("{") && word.parts?.some(({ type }) => type === "BraceExpansion") ? reparsed(word) : [word];
  const fields: string[] = [];
  let decoded = false;
  for (const one of words) {
    const pieces = wordPieces(one, place);
    decoded ||= isDecoded(pieces);
    for (const field of fieldsOf(pieces, separatorsOf(place.scope))) fields.push(field);
  }
  return { fields: charged(fields, place), decoded };
}

/** The one text that a word becomes where a shell splits nothing. */
export function expandText(word: Word, place: Place): KnownText {
  const value = textOf(wordPieces(word, place));
  return hasRoom(place.reading, value.text.length) ? value : { text: unknown, decoded: value.decoded };
}

/** The pattern that a word is; undefined when part of it can't be told. */
export const expandPattern = (word: Word, place: Place): readonly PatternPart[] | undefined => patternOf(wordPieces(word, place));

/** What a word's operand stands for inside an expansion, quotes kept in mind. */
export const wordPieces = (word: Word, place: Place): readonly Piece[] =>
  word.parts === undefined
    ? [...withHome(word.text, word.value, place, word.text.length)]
    : word.parts.flatMap((part, index) => partPieces(part, place, { isFirst: index === 0, isOnly: word.parts?.length === 1, word }));

/** The text of a here-document or of an arithmetic word: as within double quotes. */
export const quotedText = (parts: readonly WordPart[], place: Place): KnownText =>
  textOf(parts.flatMap((part) => (part.type === "Literal" ? [{ kind: "quoted", text: part.value } as const] : quotedPieces(part, place))));

function charged(fields: readonly string[], place: Place): readonly string[] {
  const size = fields.reduce((sum, field) => sum + field.length, 0);
  return hasRoom(place.reading, size) ? fields : [unknown];
}

/** A word with braces as several words without. */
function reparsed(word: Word): readonly Word[] {
  return withBraces(word.text).flatMap((text) => {
    if (text === "") return [];
    if (/^[\w./@%+:,-]+$/.test(text)) return [{ ...word, text, value: text, parts: undefined }];
    const [statement] = parse(`: ${text}`).commands;
    const found = statement?.command.type === "Command" ? statement.command.args.filter((one) => one.type === "Word") : [];
    const [only] = found;
    return only === undefined || found.length > 1 ? [{ ...word, text, value: text.replace(/['"\\]/g, ""), parts: undefined }] : [only as Word];
  });
}

/** `~` at the beginning, and behind the `=` of what looks like an assignment. */
function withHome(text: string, value: string, place: Place, length: number): readonly Piece[] {
  if (!text.includes("~")) return value === "" && length > 0 ? [{ kind: "quoted", text: "" }] : [{ kind: "plain", text: value }];
  const home = place.scope.variables.get("HOME")?.elements.get("0");
  const named = (name: string): string | undefined => {
    if (name === "") return home;
    if (name === "root") return "/root";
    return folderBehindTilde(name, place) ?? (home?.endsWith(`/${name}`) ? home : undefined);
  };
  const [, before, name, after] = /^((?:[A-Za-z_]\w*=)?)~([\w+-]*)((?:[/:].*)?)$/s.exec(value) ?? [];
  const isQuoted = !(text.startsWith("~") || /^\w+=~/.test(text));
  const folder = name === undefined || isQuoted ? undefined : named(name);
  return [{ kind: "plain", text: folder === undefined ? value : `${before}${folder}${after}` }];
}

/** Programs cannot be told by their output; the letters between make a word of nothing. */
const glue = /^[\w./-]/;

function partPieces(part: WordPart, place: Place, at: { readonly isFirst: boolean; readonly isOnly: boolean; readonly word: Word }): readonly Piece[] {
  switch (part.type) {
    case "Literal": {
      if (!at.isFirst) return [{ kind: "plain", text: part.value }];
      // Without a `/` the name of the folder goes on in what follows, which a shell does not look at.
      return at.isOnly || part.value.includes("/") ? withHome(part.text, part.value, place, 0) : [{ kind: "plain", text: part.value }];
    }
    case "Glob":
      return [{ kind: "glob", text: part.text }];
    case "ExtendedGlob":
      return [{ kind: "glob", text: "*" }];
    case "BraceExpansion":
      return [{ kind: "plain", text: part.text }];
    case "SingleQuoted":
      return [{ kind: "quoted", text: part.value }];
    case "AnsiCQuoted":
      return [{ kind: "quoted", text: part.value, decoded: hidesLetters(part.text) }];
    case "DoubleQuoted":
    case "LocaleString":
      return part.parts.length === 0 ? [{ kind: "quoted", text: "" }] : part.parts.flatMap((inner) => quotedPieces(inner, place));
    case "SimpleExpansion":
    case "ParameterExpansion":
      return isNothingHere(part, at.word, place) ? [] : parameterPieces(part, place, false);
    case "CommandExpansion":
      return [{ kind: "value", ...outputOf(part, place) }];
    case "ArithmeticExpansion":
      return [{ kind: "value", text: arithmeticText(part.expression, place, expandArithmeticWord) }];
    case "ProcessSubstitution":
      return processPieces(part, place);
  }
}

/** Disguises: `r$@m`, `cat$IFS$9file`. A line that is given to a shell has no parameters of its own. */
function isNothingHere(part: WordPart, word: Word, { scope, calls }: Place): boolean {
  if (scope.positional !== undefined || calls.length > 0 || !/^\$\{?[@*1-9]\}?$/.test(part.text)) return false;
  const parts = word.parts ?? [];
  const index = parts.indexOf(part);
  const before = parts[index - 1];
  if (before !== undefined && /^\$\{?IFS\}?$/.test(before.text)) return true;
  const after = parts[index + 1];
  return before?.type === "Literal" && after?.type === "Literal" && /[\w-]$/.test(before.value) && glue.test(after.value) && !/^[/.]/.test(after.value);
}

function quotedPieces(part: WordPart, place: Place): readonly Piece[] {
  switch (part.type) {
    case "Literal":
      return [{ kind: "quoted", text: part.value }];
    case "SimpleExpansion":
    case "ParameterExpansion":
      return parameterPieces(part, place, true);
    case "CommandExpansion":
      return [{ kind: "quoted", ...outputOf(part, place) }];
    case "ArithmeticExpansion":
      return [{ kind: "quoted", text: arithmeticText(part.expression, place, expandArithmeticWord) }];
    default:
      return partPieces(part, place, { isFirst: false, isOnly: false, word: { type: "Word", text: "", value: "", pos: 0, end: 0 } });
  }
}

function outputOf(part: Extract<WordPart, { type: "CommandExpansion" }>, place: Place): KnownText {
  if (part.script === undefined) return { text: unknown, decoded: false };
  const { text, decoded } = place.reading.substitute(part.script, place);
  return { text: text.replace(/\n+$/, ""), decoded };
}

function processPieces(part: Extract<WordPart, { type: "ProcessSubstitution" }>, place: Place): readonly Piece[] {
  const piece = { kind: "quoted", text: unknown } as const;
  if (part.script === undefined) return [piece];
  if (part.operator === ">" && place.offers !== undefined) place.offers.taking.push(part.script);
  else {
    const content = place.reading.substitute(part.script, place);
    const from = place.reading.out.length - 1;
    place.offers?.given.push({ content, from: from < 0 ? undefined : from, at: 0 });
  }
  return [piece];
}

/** A word of arithmetic as text, its substitutions read. */
export function expandArithmeticWord(word: Extract<ArithmeticExpression, { type: "ArithmeticWord" | "ArithmeticCommandExpansion" }>, place: Place): string {
  if (word.type === "ArithmeticCommandExpansion") return word.script === undefined ? unknown : place.reading.substitute(word.script, place).text.trim();
  return word.parts === undefined ? word.value : quotedText(word.parts, place).text;
}
