import type { Case, If } from "unbash";
import { expandPattern, expandText } from "./expand-word.ts";
import { nothing, untold } from "./known-text.ts";
import { isPlain } from "./marks.ts";
import { apart, inside, type Outcome, type Place } from "./reading.ts";
import { record } from "./record.ts";
import { copyOf, merge, type Scope } from "./scope.ts";
import { fitsWhole } from "./shell-pattern.ts";
import { runList } from "./walk-script.ts";

interface Possible extends Outcome {
  readonly scope: Scope;
}

/** Of several bodies one runs: what they say can't be told unless all say the same; what they set may be any of it. */
function settle(place: Place, possible: readonly Possible[]): Outcome {
  merge(
    place.scope,
    possible.map(({ scope }) => scope),
  );
  const [first] = possible;
  if (first === undefined || possible.length === 1) return { output: first?.output ?? nothing, ok: first?.ok };
  return { output: possible.every(({ output }) => output.text === first.output.text) ? first.output : untold, ok: undefined };
}

/** Reads every branch; what certainly does not run changes nothing. */
export function runIf(node: If, place: Place): Outcome {
  const body = inside(place, "condition");
  const branches = [node, ...node.elif];
  const possible: Possible[] = [];
  let isOver = false;
  for (const { clause, then } of branches) {
    const { ok } = runList(clause.commands, isOver ? apart(place) : place);
    const own = apart(body);
    const outcome = runList(then.commands, own);
    if (!isOver && ok !== false) possible.push({ ...outcome, scope: own.scope });
    isOver ||= ok === true;
  }
  const own = apart(body);
  const last = node.else === undefined ? undefined : runList(node.else.commands, own);
  if (!isOver) possible.push({ ...(last ?? { output: nothing, ok: true }), scope: own.scope });
  return settle(place, possible);
}

/** The same for the bodies of a `case`, which stands in the list with its word. */
export function runCase(node: Case, place: Place): Outcome {
  const word = expandText(node.word, place);
  record({ ...place, input: undefined }, { pos: node.pos, end: node.word.end }, { words: ["case", word.text, "in"], decoded: word.decoded }, undefined);
  const body = inside(place, "condition");
  const possible: Possible[] = [];
  let isOver = false;
  for (const item of node.items) {
    const patterns = item.pattern.map((pattern) => expandPattern(pattern, place));
    const isKnown = isPlain(word.text) && word.text.length < 2_048 && patterns.every((pattern) => pattern !== undefined);
    const isMeant = isKnown ? patterns.some((pattern) => pattern !== undefined && fitsWhole(pattern, word.text)) : undefined;
    const own = apart(body);
    const outcome = runList(item.body.commands, own);
    if (!isOver && isMeant !== false) possible.push({ ...outcome, scope: own.scope });
    isOver ||= isMeant === true && item.terminator !== ";&" && item.terminator !== ";;&";
  }
  if (!isOver) possible.push({ output: nothing, ok: true, scope: copyOf(place.scope) });
  return settle(place, possible);
}
