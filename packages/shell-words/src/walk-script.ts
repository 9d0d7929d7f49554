import type { AndOr, Command, CommandNode, CompoundList, ParsedScript, PipelineNode, Redirected, Statement, TestExpression } from "unbash";
import { calculate } from "./arithmetic.ts";
import { callsOf } from "./calls.ts";
import { runCase, runIf } from "./conditions.ts";
import { expandArithmeticWord, expandText } from "./expand-word.ts";
import { joined, type KnownText, nothing, untold } from "./known-text.ts";
import { readIndexes } from "./looked-at-again.ts";
import { runCounting, runFor, runWhile } from "./loops.ts";
import { unknown } from "./marks.ts";
import { apart, forked, inside, mayGoOn, most, type Outcome, type Place } from "./reading.ts";
import { record } from "./record.ts";
import { readRedirections } from "./redirections.ts";
import { runCommand } from "./run-command.ts";
import { copyOf, merge, type Scope } from "./scope.ts";
import { assignArray } from "./variables.ts";
import { noteWriting } from "./writings.ts";

type Pipe = Extract<PipelineNode, { type: "Pipeline" }>;

/** Reads statements one after the other. What they say comes together. */
export function runList(list: readonly Statement[], place: Place): Outcome {
  const outputs: KnownText[] = [];
  let ok: boolean | undefined = true;
  for (const { command, background } of list) {
    if (!mayGoOn(place.reading)) break;
    const outcome = runSafely(command, background === true ? apart(inside(forked(place), "background")) : place);
    outputs.push(outcome.output);
    ok = background === true ? true : outcome.ok;
  }
  return { output: joined(outputs), ok };
}

/** What can't be read takes nothing else with it: whoever made it so must not hide what stands behind. */
function runSafely(node: Statement["command"], place: Place): Outcome {
  try {
    return runNode(node, place);
  } catch (error) {
    place.reading.problems.add(`Part of it could not be read: ${error instanceof Error ? error.message : String(error)}`);
    return { output: untold, ok: undefined };
  }
}

function runNode(node: PipelineNode | AndOr | CompoundList, place: Place): Outcome {
  switch (node.type) {
    case "Command":
      return runEach(node, place);
    case "Pipeline":
      return runPipeline(node, place);
    case "AndOr":
      return runAndOr(node, place);
    case "CompoundList":
      return runList(node.commands, place);
    case "BraceGroup":
      return runList(node.body.commands, place);
    case "Subshell":
      return runList(node.body.commands, apart(inside(place, "subshell")));
    case "Redirected":
      return runRedirected(node, place);
    case "If":
      return runIf(node, place);
    case "For":
    case "Select":
      return runFor(node, place);
    case "ArithmeticFor":
      return runCounting(node, place);
    case "While":
      return runWhile(node, place);
    case "Case":
      return runCase(node, place);
    case "Function":
      return define(node, place);
    case "Coproc":
      return runCoprocess(node, place);
    case "TestCommand":
      record(place, node, { words: ["[[", ...testWords(node.expression, place), "]]"] }, undefined);
      return { output: nothing, ok: undefined };
    case "ArithmeticCommand": {
      const value = node.expression === undefined ? undefined : calculate(node.expression, place, expandArithmeticWord);
      return { output: nothing, ok: value === undefined ? undefined : value !== 0 };
    }
  }
}

const calls = callsOf((body, place) => runNode(body, place), runList);

/** A command whose variables may have one of several values is read with each. */
function runEach(node: Command, place: Place): Outcome {
  const { alternatives } = place.scope;
  if (alternatives.size > 0) {
    const text = place.source.slice(node.pos, node.end);
    for (const [name, others] of [...alternatives].slice(-most.names)) {
      if (!text.includes(name) || !/[$`]/.test(text)) continue;
      for (const other of others) {
        const own = apart(place);
        own.scope.alternatives.clear();
        own.scope.variables.set(name, other);
        if (mayGoOn(place.reading)) runCommand(node, own, calls);
      }
    }
  }
  return runCommand(node, place, calls);
}

/** Marks the last command since `from` as one whose output goes to the next. */
function markPiped({ reading: { out } }: Place, from: number): void {
  const last = out.at(-1);
  if (last !== undefined && out.length > from) out[out.length - 1] = { ...last, piped: true };
}

function runPipeline({ commands, prefixes }: Pipe, place: Place): Outcome {
  const isPipe = commands.length > 1;
  let input = place.input;
  let outcome: Outcome = { output: nothing, ok: true };
  for (const [index, command] of commands.entries()) {
    const isLast = index === commands.length - 1;
    const start = place.reading.out.length;
    const own = isPipe ? forked(place) : place;
    outcome = runNode(command, { ...(isLast ? own : apart(own)), input });
    if (isLast) break;
    markPiped(place, start);
    const from = place.reading.out.length > start ? place.reading.out.length - 1 : undefined;
    input = { content: outcome.output.text === unknown ? undefined : outcome.output, from, at: 0 };
  }
  const isTurned = prefixes.filter(({ type }) => type === "Negation").length % 2 === 1;
  return isTurned && outcome.ok !== undefined ? { ...outcome, ok: !outcome.ok } : outcome;
}

/** What is certainly not reached is read, and changes nothing. */
function runAndOr({ commands, operators }: AndOr, place: Place): Outcome {
  const outputs: KnownText[] = [];
  let ok: boolean | undefined = true;
  let before: Scope | undefined;
  for (const [index, command] of commands.entries()) {
    if (index > 0 && ok === undefined) before ??= copyOf(place.scope);
    const operator = operators[index - 1];
    const isSkipped = index > 0 && ok !== undefined && (operator === "&&") !== ok;
    const outcome = runNode(command, isSkipped ? apart(place) : place);
    if (isSkipped) continue;
    outputs.push(outcome.output);
    ok = index === 0 || ok !== undefined ? outcome.ok : undefined;
  }
  // Within the list the former went well; behind it nobody knows.
  if (before !== undefined) merge(place.scope, [before, copyOf(place.scope)]);
  return { output: joined(outputs), ok };
}

/** Redirections of a group belong to all of it; they stand in the list as a command without words. */
function runRedirected({ command, redirects }: Redirected, place: Place): Outcome {
  const redirected = readRedirections(redirects, place);
  const at = place.reading.out.length;
  if (redirected.files.length + redirected.redirections.length > 0) record({ ...place, input: undefined }, command, {}, redirected);
  const outcome = runNode(command, { ...place, input: redirected.input ?? place.input });
  const to = redirected.output;
  if (to === undefined) return outcome;
  if (to.file !== undefined) noteWriting(place, at, to.file, outcome.output, to.appends);
  if (to.file !== undefined && !to.appends) place.reading.written.set(to.file, outcome.output);
  for (const script of to.scripts)
    place.reading.substitute(script, { ...place, input: { content: outcome.output, from: place.reading.out.length - 1, at: 0 } });
  return { ...outcome, output: nothing };
}

const scriptFrom = (body: CommandNode | CompoundList, pos: number, end: number, source: string): ParsedScript => ({
  type: "Script",
  pos,
  end,
  shebang: undefined,
  commands: body.type === "CompoundList" ? body.commands : [{ type: "Statement", pos, end, command: body, background: undefined }],
  source,
});

/** It is read at once, and again with whatever is written to it. */
function runCoprocess({ name, body, pos, end }: Extract<CommandNode, { type: "Coproc" }>, place: Place): Outcome {
  const own = apart(inside(forked(place), "background"));
  const outcome = runNode(body, own);
  const number = 60 + place.scope.open.size;
  place.scope.open.set(number, { readers: [scriptFrom(body, pos, end, place.source)] });
  place.scope.open.set(number + 1, { input: { content: outcome.output, from: undefined, at: 0 } });
  assignArray(place.scope, name?.value ?? "COPROC", [String(number + 1), String(number)], false, false);
  return { output: nothing, ok: true };
}

function define(node: Extract<CommandNode, { type: "Function" }>, place: Place): Outcome {
  const name = node.name.value;
  place.scope.functions.set(name, { body: node.body, source: place.source });
  const calls = [...place.calls, { name, forked: false }];
  const later = () => {
    // Whoever calls it later, as a trap does, finds what has been set until then.
    const scope = copyOf(place.scope);
    scope.positional = undefined;
    runNode(node.body, { ...inside(place, "function"), scope, depth: place.depth + 1, input: undefined, calls });
  };
  if (place.depth < most.depth) place.reading.uncalled.set(node.body, later);
  return { output: nothing, ok: true };
}

function testWords(expression: TestExpression, place: Place): readonly string[] {
  switch (expression.type) {
    case "TestUnary": {
      const { text } = expandText(expression.operand, place);
      if (expression.operator === "-v") readIndexes(text, place);
      return [expression.operator, text];
    }
    case "TestBinary": {
      const sides = [expression.left, expression.right].map((side) => expandText(side, place).text);
      if (/^-(eq|ne|[lg][te])$/.test(expression.operator)) for (const side of sides) readIndexes(side, place);
      return [sides[0] ?? "", expression.operator, sides[1] ?? ""];
    }
    case "TestLogical":
      return expression.operands.flatMap((operand, index) => [...(index > 0 ? [expression.operator] : []), ...testWords(operand, place)]);
    case "TestNot":
      return ["!", ...testWords(expression.operand, place)];
    case "TestGroup":
      return ["(", ...testWords(expression.expression, place), ")"];
  }
}
