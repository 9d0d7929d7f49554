import { argumentsIn } from "./arguments-in.ts";
import type { Call } from "./call.ts";
import { closeOf, type Evaluation, type Read } from "./evaluation.ts";
import { makeCall } from "./make-call.ts";
import { bindParameters, give } from "./parameters.ts";
import { isBlock } from "./token-list.ts";
import type { Token } from "./tokens.ts";
import { nothing, type Value } from "./value.ts";

/** A call, with what it is told in brackets, or in the tokens of `bare` without them. */
export function called(
  evaluation: Evaluation,
  list: readonly Token[],
  at: number,
  name: string,
  on: Value | undefined,
  callee: Value,
  bare?: readonly [number, number] | readonly [],
): Read {
  const { code, names, place, effects, nested } = evaluation;
  const close = bare === undefined ? closeOf(evaluation, list, at) : bare.length === 0 ? at - 1 : bare[1] - 1;
  const from = bare === undefined ? at + 1 : bare.length === 0 ? at : bare[0];
  const to = bare === undefined ? close : close + 1;
  const raw = code.slice(list[from]?.from ?? 0, list[to - 1]?.end ?? 0);
  const told = argumentsIn(evaluation, list, from, to, on);
  let end = close + 1;
  // `.each do |file|`, `.map { |file| … }`
  if (isBlock(list, end)) bindParameters(evaluation, list, end + 2, "|", [on ?? told.args[0] ?? nothing]);
  const isOwn = names.functions.get(name);
  if (isOwn !== undefined) for (const [index, parameter] of isOwn.entries()) give(evaluation, parameter, told.args[index] ?? nothing);
  const call: Call = { name, owner: ownerOf(callee, on), ...(on === undefined ? {} : { on }), args: told.args, named: told.named, raw };
  const value = makeCall(call, callee, place, effects, nested);
  if (isBlock(list, end)) {
    if (/^(mktmpdir|chdir|create|open|tmpdir)$/.test(name)) bindParameters(evaluation, list, end + 2, "|", [value]);
    end = Math.max(end, at);
  }
  return { value, end };
}

function ownerOf(callee: Value, on: Value | undefined): string {
  const ref = callee.ref ?? "";
  return on !== undefined && on.ref === undefined ? "" : ref.slice(0, Math.max(0, ref.lastIndexOf(".")));
}
