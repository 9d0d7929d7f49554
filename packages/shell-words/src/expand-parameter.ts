import { type ParameterExpansionPart, type ParameterOperation, parse, type SimpleExpansionPart } from "unbash";
import { calculate } from "./arithmetic.ts";
import { replaced, withoutEnd } from "./cut-value.ts";
import { printedEscapes } from "./decode-escapes.ts";
import { expandPattern, expandText, quotedText, wordPieces } from "./expand-word.ts";
import { expandAgain, readIndexes } from "./looked-at-again.ts";
import { isPlain, unknown, wildcard } from "./marks.ts";
import type { Piece } from "./pieces.ts";
import type { Place } from "./reading.ts";
import { assignText, type Found, lookUp, separatorsOf } from "./variables.ts";

/** What may be empty can't be told, but this is something. */
const something = unknown + wildcard.one;
/** Longer values are not cut and replaced in. */
const mostCut = 2_048;

/** The pieces that `$x` and `${x…}` become. */
export function parameterPieces(part: SimpleExpansionPart | ParameterExpansionPart, place: Place, quoted: boolean): readonly Piece[] {
  if (part.type === "SimpleExpansion") {
    const name = part.text.slice(1);
    if (name === "") return [{ kind: "plain", text: "$" }];
    return spread(lookUp(place.scope, name), name === "@", name === "*", place, quoted);
  }
  const index = part.index === undefined ? undefined : indexText(part, place);
  const name = part.parameter;
  const isAll = name === "@" || index === "@";
  const isJoined = name === "*" || index === "*";
  if (part.prefix === "#") return [{ kind: quoted ? "quoted" : "value", text: lengthOf(lookUp(place.scope, name, index), isAll || isJoined) }];
  let values = lookUp(place.scope, name, index);
  if (part.prefix === "!") {
    if (part.operation?.type === "Names") return spread(namesWith(name, place), part.text.endsWith("@}"), true, place, quoted);
    if (isAll || isJoined) return spread(keysOf(name, place), isAll, isJoined, place, quoted);
    const target = values.values[0];
    const [, aim, inside] = /^(\w+|[@*#])(?:\[([^\]]*)\])?$/.exec(target ?? "") ?? [];
    if (target !== undefined) readIndexes(target, place);
    if (aim === undefined) return [{ kind: "quoted", text: unknown }];
    values = place.scope.references.has(name) ? { ...values, values: [place.scope.references.get(name) ?? ""] } : lookUp(place.scope, aim, inside);
  }
  const { operation } = part;
  if (operation === undefined) return spread(values, isAll, isJoined, place, quoted);
  if (operation.type === "Default") return withDefault(operation, values, name, place, quoted, { isAll, isJoined });
  return spread(changed(operation, values, isAll || isJoined ? (index === undefined ? 1 : 0) : undefined, place), isAll, isJoined, place, quoted);
}

/** How many names or keys are told at most. */
const mostNames = 64;

/** `${!HO*}`: the names of variables that begin so. */
function namesWith(start: string, { scope }: Place): Found {
  const values = [...scope.variables.keys()].filter((name) => name.startsWith(start)).sort();
  return values.length === 0 ? { state: "unknown", values: [unknown], decoded: false } : { state: "set", values: values.slice(0, mostNames), decoded: false };
}

/** `${!list[@]}`: where its elements stand. */
function keysOf(name: string, { scope }: Place): Found {
  const elements = scope.variables.get(name)?.elements;
  return elements === undefined
    ? { state: "unknown", values: [unknown], decoded: false }
    : { state: "set", values: [...elements.keys()].slice(0, mostNames), decoded: false };
}

function indexText(part: ParameterExpansionPart, place: Place): string {
  const index = part.index;
  if (index === undefined || index.text === "@" || index.text === "*") return index?.text ?? "";
  const { text } = expandText(index, place);
  const named = lookUp(place.scope, part.parameter, text);
  return named.state === "set" ? text : String(numberIn(text, place) ?? text);
}

const lengthOf = ({ state, values }: Found, isAll: boolean) => {
  if (state === "unknown" || values.some((value) => value.includes(unknown))) return something;
  return String(isAll ? values.length : (values[0]?.length ?? 0));
};

function spread({ values, decoded }: Found, isAll: boolean, isJoined: boolean, place: Place, quoted: boolean): readonly Piece[] {
  const kind = quoted ? "quoted" : "value";
  if (isJoined && quoted) return [{ kind, text: values.join(separatorsOf(place.scope)[0] ?? ""), decoded }];
  if (!isAll && !isJoined) return [{ kind, text: values[0] ?? "", decoded }];
  return values.flatMap((text, index): readonly Piece[] =>
    index === 0
      ? [{ kind, text, decoded }]
      : [
          { kind: "break", text: "" },
          { kind, text, decoded },
        ],
  );
}

function withDefault(
  operation: Extract<ParameterOperation, { type: "Default" }>,
  values: Found,
  name: string,
  place: Place,
  quoted: boolean,
  all: { readonly isAll: boolean; readonly isJoined: boolean },
): readonly Piece[] {
  const kind = operation.operator.replace(":", "");
  const isEmpty = values.values.every((value) => value === "");
  const isMissing = values.state === "unset" || (operation.operator.startsWith(":") && values.state === "set" && isEmpty);
  const isUnknown = values.state === "unknown" || values.values.includes(unknown);
  const own = () => spread(values, all.isAll, all.isJoined, place, quoted);
  const operand = (): readonly Piece[] => {
    const pieces = wordPieces(operation.operand, place);
    // What stands bare in it is split like a value.
    return pieces.map((piece) =>
      piece.kind === "plain" || piece.kind === "glob"
        ? { ...piece, kind: quoted ? "quoted" : "value" }
        : quoted && piece.kind === "value"
          ? { ...piece, kind: "quoted" }
          : piece,
    );
  };
  if (kind === "?") {
    if (!isUnknown) return own();
    wordPieces(operation.operand, place);
    return [{ kind: quoted ? "quoted" : "value", text: something }];
  }
  if (kind === "+") {
    if (isMissing) return [{ kind: quoted ? "quoted" : "value", text: "" }];
    const pieces = operand();
    return isUnknown ? [{ kind: "quoted", text: unknown }] : pieces;
  }
  if (!isMissing && !isUnknown) {
    // It is not looked at by a shell, but what stands there may be meant for another day.
    return own();
  }
  const pieces = operand();
  if (kind === "=") assignText(place.scope, name, expandText(operation.operand, { ...place, reading: { ...place.reading, out: [] } }));
  return pieces;
}

/** `first`: how a list of values is counted; undefined for a single one. */
function changed(operation: ParameterOperation, values: Found, first: 0 | 1 | undefined, place: Place): Found {
  const change = changeOf(operation, first, values, place);
  if (Array.isArray(change)) return { ...values, values: change };
  if (typeof change !== "function") return { ...values, values: [unknown] };
  if (values.values.some((value) => value.length > mostCut && /\$\(|`/.test(value)))
    place.reading.problems.add("It has a value that is too long to be looked at once more.");
  const isTold = (value: string) => !value.includes(unknown) && value.length <= mostCut;
  return { ...values, values: values.values.map((value) => (isTold(value) ? change(value) : unknown)) };
}

type Change = ((value: string) => string) | readonly string[] | undefined;

function changeOf(operation: ParameterOperation, first: 0 | 1 | undefined, values: Found, place: Place): Change {
  switch (operation.type) {
    case "Remove": {
      const pattern = expandPattern(operation.operand, place);
      return pattern && ((value) => withoutEnd(value, pattern, operation.operator));
    }
    case "Replace": {
      const pattern = expandPattern(operation.pattern, place);
      const { text } = expandText(operation.replacement, place);
      return pattern && isPlain(text) ? (value) => replaced(value, pattern, text, operation.operator) : undefined;
    }
    case "Slice": {
      const from = numberIn(expandText(operation.offset, place).text, place);
      const length = operation.length === undefined ? undefined : numberIn(expandText(operation.length, place).text, place);
      if (from === undefined || (operation.length !== undefined && length === undefined)) return undefined;
      const ends = (size: number) => {
        const start = from < 0 && size + from < 0 ? size : from < 0 ? size + from : from;
        return [start, length === undefined ? size : length < 0 ? size + length : start + length] as const;
      };
      if (first !== undefined) {
        if (values.state === "unknown") return undefined;
        // What stands before `$1` is the shell's own name.
        const list = first === 1 ? [unknown, ...values.values] : values.values;
        const start = from < 0 ? list.length + from : from;
        return start < 0 ? [] : list.slice(start, length === undefined ? undefined : start + Math.max(0, length));
      }
      return (value) => value.slice(...ends(value.length));
    }
    case "CaseModification": {
      const { operator } = operation;
      const turned = (text: string) => (operator.startsWith("^") ? text.toUpperCase() : text.toLowerCase());
      return (value) => (operator.length === 2 ? turned(value) : turned(value.slice(0, 1)) + value.slice(1));
    }
    case "Transform": {
      const { text } = expandText(operation.operand, place);
      if (text === "U") return (value) => value.toUpperCase();
      if (text === "u") return (value) => value.slice(0, 1).toUpperCase() + value.slice(1);
      if (text === "L") return (value) => value.toLowerCase();
      if (text === "P") return (value) => expandAgain(printedEscapes(value).text, place).text;
      if (text === "E") return (value) => printedEscapes(value).text;
      return text === "Q" ? (value) => `'${value.replaceAll("'", "'\\''")}'` : undefined;
    }
    default:
      return undefined;
  }
}

function numberIn(text: string, place: Place): number | undefined {
  if (/^\s*-?\d{1,9}\s*$/.test(text)) return Number(text);
  if (text.length > 256 || /[`$()]/.test(text) || !isPlain(text)) return undefined;
  const [statement] = parse(`((${text}))`).commands;
  const expression = statement?.command.type === "ArithmeticCommand" ? statement.command.expression : undefined;
  return (
    expression &&
    calculate(expression, place, (word) =>
      word.type === "ArithmeticWord" ? (word.parts === undefined ? word.value : quotedText(word.parts, place).text) : unknown,
    )
  );
}
