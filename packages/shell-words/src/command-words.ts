import type { Assignment, Command, CommandArgument, Word } from "unbash";
import { assign } from "./assign.ts";
import { isDeclaring } from "./builtins.ts";
import { isCounting, isReferring, refer } from "./declarations.ts";
import { expandText, expandWord } from "./expand-word.ts";
import { type KnownText, plain } from "./known-text.ts";
import { readIndexes } from "./looked-at-again.ts";
import type { Place } from "./reading.ts";
import { assignWord } from "./variables.ts";

/** What is read of a command by and by. */
export interface CommandWords {
  readonly words: KnownText[];
  /** Names and values that it sets. */
  readonly settings: [string, string][];
  /** Those values alone; of an array each of its own. */
  readonly assigned: string[];
  decoded: boolean;
}

/** The assignments before the name of a command. */
export const assignmentsOf = ({ prefix }: Command): readonly Assignment[] => prefix.filter((part): part is Assignment => part.type === "Assignment");

/** Reads the words of a command in order, and what they set; of a line that only sets, its assignments. */
export function readWords(node: Command, place: Place): CommandWords {
  const into: CommandWords = { words: [], settings: [], assigned: [], decoded: false };
  if (node.name === undefined) for (const assignment of assignmentsOf(node)) set(into, assignment, place);
  else add(into, node.name, place);
  for (const part of node.suffix) if (part.type === "Word" || part.type === "Assignment") readArgument(into, part, place);
  return into;
}

/** Sets one name, and notes it. */
export function set(into: CommandWords, assignment: Assignment, place: Place): void {
  const done = assign(assignment, place);
  into.settings.push([assignment.name, done.text]);
  into.assigned.push(...done.values);
  into.decoded ||= done.decoded;
}

function add(into: CommandWords, word: Word, place: Place): void {
  const { fields, decoded } = expandWord(word, place);
  into.decoded ||= decoded;
  for (const text of fields) into.words.push({ text, decoded });
}

function readArgument(into: CommandWords, part: CommandArgument, place: Place): void {
  const declares = isDeclaring(into.words);
  if (part.type === "Word") {
    if (declares && part.text.includes("=")) declareWord(into, part, place);
    else add(into, part, place);
  } else if (declares) declare(into, part, place);
  else {
    const value = part.value.type === "ArrayValue" ? plain(part.text.slice(part.name.length + 1)) : expandText(part.value, place);
    into.decoded ||= value.decoded;
    into.words.push({ ...value, text: `${part.name}${part.append === true ? "+" : ""}=${value.text}` });
  }
}

/** `export NAME=value` */
function declare(into: CommandWords, assignment: Assignment, place: Place): void {
  set(into, assignment, place);
  const told = into.settings.at(-1)?.[1] ?? "";
  if (isCounting(into.words)) readIndexes(told, place);
  if (isReferring(into.words)) refer(place.scope, `${assignment.name}=${told}`);
}

/** `export "$name=value"`: what it sets shows when it is expanded. */
function declareWord(into: CommandWords, word: Word, place: Place): void {
  const value = expandText(word, place);
  if (isCounting(into.words)) readIndexes(value.text.replace(/^\w+\+?=/, ""), place);
  const done = isReferring(into.words) ? refer(place.scope, value.text) : assignWord(place.scope, value.text, value.decoded);
  into.decoded ||= value.decoded;
  if (done === undefined) into.words.push(value);
  else {
    into.settings.push([...done]);
    into.assigned.push(done[1]);
  }
}
