import type { Call } from "./call.ts";
import { doesSomething } from "./effects.ts";
import { evaluators } from "./run-calls.ts";
import { isKnown, nothing, textValue, type Value } from "./value.ts";

/** A call that another call makes, and what it calls. */
export interface IndirectCall {
  readonly call: Call;
  readonly callee: Value;
}

/** They call what they are called on: `f.call(null, …)`, `f.apply(null, […])`, `f.bind(null, …)`. */
const calling = /^(?:call|apply|bind|invoke|__call__|curry|yield)$/;
const lastOf = (ref: string): string => ref.slice(ref.lastIndexOf(".") + 1);
const isDoing = (name: string): boolean => doesSomething(name) || evaluators.test(name) || /^(?:rm|remove|delete|unlink)(?:Sync)?$/.test(name);

/** Each item of a list as something of its own. */
const apart = (values: readonly Value[]): readonly Value[] => values.flatMap((value) => (value.list ? value.texts.map((text) => textValue(text)) : [value]));

function made(ref: string, args: readonly Value[], { raw }: Call, named: Call["named"] = {}): IndirectCall {
  const name = lastOf(ref);
  return { call: { name, owner: ref.slice(0, Math.max(0, ref.length - name.length - 1)), args, named, raw }, callee: { ...nothing, ref } };
}

/** The call that a call makes with a function that it is given or called on: of a thread, of an event, of a function's own methods. */
export function indirectCall(call: Call): IndirectCall | undefined {
  const { name, on, args, named } = call;
  const target = named["target"] ?? named["func"] ?? named["function"] ?? named["callback"];
  if (target?.ref !== undefined && isDoing(lastOf(target.ref)))
    return made(target.ref, apart([...args, named["args"] ?? { texts: [], list: true }].filter(isKnown)), call);
  if (calling.test(name) && on?.ref !== undefined && isDoing(lastOf(on.ref)))
    return made(on.ref, apart(args.filter((arg) => arg.ref === undefined && isKnown(arg))), call, named);
  const [first, ...rest] = args;
  if (name === "methodcaller" && first?.texts.length === 1 && isDoing(first.texts[0] ?? "")) return made(first.texts[0] ?? "", rest, call);
  return undefined;
}

/** Calls of libraries that run a text as code of the same language. */
const codeRunners: readonly (readonly [names: RegExp, owners: RegExp])[] = [
  [/^(?:timeit|repeat|Timer)$/, /(?:^|\.)timeit$/],
  [/^(?:run|runctx|runeval)$/, /(?:^|\.)(?:cProfile|profile|pdb|bdb|trace|Profile)$/],
  [/^runsource$/, /^/],
  [/^(?:push|runcode)$/, /code/],
];

/** The code that a call runs, other than by evaluating it under that name. */
export function codeRunBy({ name, owner, on, args, named, raw }: Call, language: string): Value | undefined {
  if (language === "python") {
    if (!codeRunners.some(([names, owners]) => names.test(name) && owners.test(owner || (on?.ref ?? "")))) return undefined;
    const told = [args[0], named["stmt"], args[1], named["setup"]]
      .filter((value) => value !== undefined && isKnown(value))
      .flatMap((value) => value?.texts ?? []);
    return told.length === 0 ? undefined : { texts: told, list: false };
  }
  return name === "Worker" && /\beval["']?\s*:\s*(?:true|!0|1)\b/.test(raw) ? args[0] : undefined;
}

/** Modules whose functions are programs: `sh.rm("-rf", …)`. */
export const programsOf = (owner: string, name: string, language: string): string | undefined =>
  language === "python" && /^(?:sh|plumbum\.cmd)$/.test(owner) && !/^(?:Command|bash_?|sh|cd|pushd|bake|contrib|sudo_?)$/.test(name)
    ? name.replaceAll("_", "-")
    : undefined;
