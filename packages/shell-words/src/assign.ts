import type { Assignment, Command } from "unbash";
import { expandText, expandWord } from "./expand-word.ts";
import { expandAgain } from "./looked-at-again.ts";
import type { Place } from "./reading.ts";
import { assignArray, assignText, lookUp } from "./variables.ts";

/** One assignment: its values for the list, and its value under its name. */
export function assign(assignment: Assignment, place: Place): { readonly values: readonly string[]; readonly text: string; readonly decoded: boolean } {
  const { scope } = place;
  const { name, value } = assignment;
  if (value.type === "ArrayValue") {
    const expanded = value.elements.map((element) => expandWord(element, place));
    const fields = expanded.flatMap((one) => one.fields);
    const decoded = expanded.some((one) => one.decoded);
    assignArray(scope, name, fields, decoded, assignment.append === true);
    return { values: fields, text: fields.join(" "), decoded };
  }
  const text = expandText(value, place);
  // A prompt is expanded once more whenever it is shown; so is what `set -x` shows before each command.
  if (/^PS[0-4]$/.test(name)) expandAgain(text.text, place);
  const index = assignment.index === undefined ? undefined : expandText(assignment.index, place).text;
  if (name === "BASH_ALIASES" && index !== undefined) scope.aliases.set(index, text.text);
  assignText(scope, name, text, { append: assignment.append === true, ...(index === undefined ? {} : { index }) });
  const whole = lookUp(scope, name, index).values[0] ?? text.text;
  return { values: [whole], text: whole, decoded: text.decoded };
}

/** The parser takes a `<(…)` right behind `NAME=` for the name of the command. */
export function withWholeAssignment(node: Command): Command {
  const last = node.prefix.at(-1);
  if (last?.type !== "Assignment" || node.name === undefined || last.end !== node.name.pos || !/^[<>]\(/.test(node.name.text)) return node;
  const [first, ...suffix] = node.suffix;
  if (first !== undefined && first.type !== "Word") return node;
  // What the parser gives has getters: a copy would be without them.
  const { type, pos, text, name, append, index } = last;
  const whole = { type, pos, end: node.name.end, text, name, append, index, value: node.name } as Assignment;
  return { ...node, prefix: [...node.prefix.slice(0, -1), whole], name: first, suffix };
}
