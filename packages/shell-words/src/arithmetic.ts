import type { ArithmeticExpression } from "unbash";
import { plain } from "./known-text.ts";
import { readIndexes } from "./looked-at-again.ts";
import { unknown } from "./marks.ts";
import type { Place } from "./reading.ts";
import { assignText, lookUp } from "./variables.ts";

type ReadWord = (word: Extract<ArithmeticExpression, { type: "ArithmeticWord" | "ArithmeticCommandExpansion" }>, place: Place) => string;

/** A number as a shell writes it: decimal, `0x1f`, `017`, `2#101`. */
function numberOf(text: string): number | undefined {
  if (/^[+-]?\d+$/.test(text)) return /^[+-]?0\d/.test(text) ? Number.parseInt(text, 8) : Number(text);
  if (/^[+-]?0x[\da-f]+$/i.test(text)) return Number.parseInt(text, 16);
  const [, base, digits] = /^(\d{1,2})#([\da-z]+)$/i.exec(text) ?? [];
  return base === undefined || Number(base) < 2 || Number(base) > 36 ? undefined : Number.parseInt(digits ?? "", Number(base));
}

function worthOf(text: string, place: Place, depth = 0): number | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return 0;
  const number = numberOf(trimmed);
  if (number !== undefined) return Number.isSafeInteger(number) ? number : undefined;
  readIndexes(trimmed, place);
  const [, name, index] = /^([A-Za-z_]\w*)(?:\[([^\]]*)\])?$/.exec(trimmed) ?? [];
  if (name === undefined || depth > 4) return undefined;
  const { state, values } = lookUp(place.scope, name, index);
  if (state === "unset") return 0;
  return values[0] === undefined || values[0].includes(unknown) ? undefined : worthOf(values[0], place, depth + 1);
}

const binary: Readonly<Record<string, (left: number, right: number) => number | undefined>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => (right === 0 ? undefined : Math.trunc(left / right)),
  "%": (left, right) => (right === 0 ? undefined : left % right),
  "**": (left, right) => left ** right,
  "<<": (left, right) => left * 2 ** right,
  ">>": (left, right) => Math.floor(left / 2 ** right),
  "&": (left, right) => left & right,
  "|": (left, right) => left | right,
  "^": (left, right) => left ^ right,
  "<": (left, right) => Number(left < right),
  "<=": (left, right) => Number(left <= right),
  ">": (left, right) => Number(left > right),
  ">=": (left, right) => Number(left >= right),
  "==": (left, right) => Number(left === right),
  "!=": (left, right) => Number(left !== right),
  "&&": (left, right) => Number(left !== 0 && right !== 0),
  "||": (left, right) => Number(left !== 0 || right !== 0),
  ",": (_, right) => right,
};

/** What an expression comes to, with what it assigns; undefined when it can't be told. Whatever stands in it is read. */
export function calculate(expression: ArithmeticExpression, place: Place, readWord: ReadWord): number | undefined {
  const of = (one: ArithmeticExpression) => calculate(one, place, readWord);
  const assign = (target: ArithmeticExpression, value: number | undefined) => {
    const [, name, index] = target.type === "ArithmeticWord" ? (/^([A-Za-z_]\w*)(?:\[(\w+)\])?$/.exec(target.value) ?? []) : [];
    if (name !== undefined) assignText(place.scope, name, plain(value === undefined ? unknown : String(value)), index === undefined ? {} : { index });
    return value;
  };
  const checked = (value: number | undefined) => (value !== undefined && Number.isSafeInteger(value) ? value : undefined);
  switch (expression.type) {
    case "ArithmeticWord":
    case "ArithmeticCommandExpansion":
      return worthOf(readWord(expression, place), place);
    case "ArithmeticGroup":
      return of(expression.expression);
    case "ArithmeticUnary": {
      const value = of(expression.operand);
      if (expression.operator === "++" || expression.operator === "--") {
        const next = value === undefined ? undefined : value + (expression.operator === "++" ? 1 : -1);
        assign(expression.operand, next);
        return expression.prefix ? next : value;
      }
      if (value === undefined) return undefined;
      return { "-": -value, "+": value, "!": Number(value === 0), "~": ~value }[expression.operator];
    }
    case "ArithmeticTernary": {
      const [test, one, other] = [of(expression.test), of(expression.consequent), of(expression.alternate)];
      return test === undefined ? undefined : test === 0 ? other : one;
    }
    case "ArithmeticBinary": {
      const { operator } = expression;
      if (operator === "=") return assign(expression.left, of(expression.right));
      const [left, right] = [of(expression.left), of(expression.right)];
      const isAssigning = operator.endsWith("=") && !["==", "!=", "<=", ">="].includes(operator);
      const name = isAssigning ? operator.slice(0, -1) : operator;
      const apply = Object.hasOwn(binary, name) ? binary[name] : undefined;
      const value = left === undefined || right === undefined ? undefined : checked(apply?.(left, right));
      return isAssigning ? assign(expression.left, value) : value;
    }
  }
}

/** The same as text. */
export function arithmeticText(expression: ArithmeticExpression | undefined, place: Place, readWord: ReadWord): string {
  const value = expression === undefined ? undefined : calculate(expression, place, readWord);
  // A number is never empty.
  return value === undefined ? `${unknown}\uE001` : String(value);
}
