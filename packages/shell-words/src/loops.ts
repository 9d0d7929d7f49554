import type { CommandNode, For, Select, While, Word } from "unbash";
import { calculate } from "./arithmetic.ts";
import { expandArithmeticWord, expandWord } from "./expand-word.ts";
import { joined, type KnownText, nothing, untold } from "./known-text.ts";
import { unknown } from "./marks.ts";
import { apart, inside, mayGoOn, most, type Outcome, type Place, type Stream } from "./reading.ts";
import { record } from "./record.ts";
import { assignText, forget } from "./variables.ts";
import { runList } from "./walk-script.ts";

/** How many rounds a loop of so many is followed; loops within loops share them. */
const roundsFor = (count: number, place: Place) => Math.min(count, most.rounds, Math.max(2, Math.floor(512 / place.rounds)));

/** Reads the body once for every word, as far as they are known. */
export function runFor(node: For | Select, place: Place): Outcome {
  const expanded = node.wordlist?.map((word) => expandWord(word, place));
  const items = expanded === undefined ? (place.scope.positional?.map(({ text }) => text) ?? [unknown]) : expanded.flatMap(({ fields }) => fields);
  const decoded = expanded?.some((one) => one.decoded) === true;
  const kind = node.type === "For" ? "for" : "select";
  record({ ...place, input: undefined }, { pos: node.pos, end: node.body.pos }, { words: [kind, node.name.value, "in", ...items], decoded }, undefined);
  const count = roundsFor(items.length, place);
  const body = { ...inside(place, "loop"), rounds: place.rounds * Math.max(1, count) };
  const outputs: KnownText[] = [];
  for (const text of items.slice(0, count)) {
    if (!mayGoOn(place.reading)) break;
    assignText(place.scope, node.name.value, { text, decoded });
    outputs.push(runList(node.body.commands, body).output);
  }
  if (count < items.length || items.length === 0) {
    forget(place.scope, node.name.value);
    const { output } = runList(node.body.commands, items.length === 0 ? apart(body) : body);
    if (items.length > 0) outputs.push(output, untold);
  }
  return { output: items.includes(unknown) || node.type === "Select" ? untold : joined(outputs), ok: undefined };
}

/** `for ((…))`, as long as its test can be told. */
export function runCounting(node: Extract<CommandNode, { type: "ArithmeticFor" }>, place: Place): Outcome {
  const value = (expression: typeof node.test) => (expression === undefined ? undefined : calculate(expression, place, expandArithmeticWord));
  value(node.initialize);
  const count = roundsFor(most.rounds, place);
  const body = { ...inside(place, "loop"), rounds: place.rounds * count };
  const outputs: KnownText[] = [];
  for (let round = 0; round < count; round++) {
    const test = value(node.test);
    if (round > 0 && test === undefined) return { output: untold, ok: undefined };
    if (test === 0 && round > 0) return { output: joined(outputs), ok: undefined };
    if (!mayGoOn(place.reading)) break;
    outputs.push(runList(node.body.commands, test === 0 ? apart(body) : body).output);
    if (test === 0) return { output: nothing, ok: undefined };
    value(node.update);
  }
  return { output: untold, ok: undefined };
}

/** A `while read` over known text goes line by line; of any other loop one round is read. */
export function runWhile(node: While, place: Place): Outcome {
  const body = inside(place, "loop");
  const text = place.input?.content?.text;
  const isReading = node.clause.commands.some(({ command }) => command.type === "Command" && goesOn(command.name, text, place));
  const isShifting = place.scope.positional !== undefined && /\bshift\b/.test(place.source.slice(node.pos, node.end));
  const outputs: KnownText[] = [];
  const count = isReading || isShifting ? roundsFor(most.rounds, place) : 1;
  for (let round = 0; round < count; round++) {
    if (!mayGoOn(place.reading)) break;
    const { ok } = runList(node.clause.commands, body);
    if (isReading && ok === false && round > 0) return { output: joined(outputs), ok: undefined };
    outputs.push(runList(node.body.commands, { ...body, rounds: place.rounds * count }).output);
    if (place.input === undefined && ok === undefined && !isShifting) break;
    if (isShifting && (place.scope.positional ?? []).length === 0) return { output: joined(outputs), ok: undefined };
    if (isReading && isSpent(place.input)) return { output: joined(outputs), ok: undefined };
  }
  // It goes on with what nobody can tell.
  if (isReading && count > 1) {
    const rest = { ...body, input: { content: undefined, from: undefined, at: 0 }, rounds: place.rounds * count };
    runList(node.clause.commands, rest);
    runList(node.body.commands, apart(rest));
  }
  return { output: outputs.every((output) => output.text === "") ? nothing : untold, ok: undefined };
}

/** Whether it takes the next of what is known each time. */
const goesOn = (name: Word | undefined, text: string | undefined, { scope, input }: Place) =>
  name?.value === "read"
    ? (text !== undefined && !text.includes(unknown)) || (input === undefined && scope.open.size > 0)
    : name?.value === "getopts" && scope.positional !== undefined;
const isSpent = (stream: Stream | undefined) => stream !== undefined && stream.at >= (stream.content?.text.length ?? 0);
