import { type KnownText, plain, untold } from "./known-text.ts";
import { unknown } from "./marks.ts";
import { type Scope, scalar, setVariable, type Variable } from "./scope.ts";

/** What a name stands for. `unset`: certainly nothing; `unknown`: nobody can tell. */
export interface Found {
  readonly state: "set" | "unset" | "unknown";
  /** One for a plain variable; all of an array for `[@]`. */
  readonly values: readonly string[];
  readonly decoded: boolean;
}

const nobodyKnows: Found = { state: "unknown", values: [unknown], decoded: false };
const found = (values: readonly string[], decoded = false): Found => ({ state: "set", values, decoded });
const unset: Found = { state: "unset", values: [], decoded: false };

/** Where a shell splits unquoted values. */
export function separatorsOf(scope: Scope): string {
  const value = scope.variables.get("IFS")?.elements.get("0");
  return value === undefined || value.includes(unknown) ? " \t\n" : value;
}

/** What a name stands for that was declared to stand for another one. */
function aimOf(scope: Scope, given: string, index: string | undefined): readonly [name: string, index: string | undefined] {
  let name = given;
  let at = index;
  for (let hops = 0; hops < 4 && scope.references.size > 0; hops++) {
    const [, next, inside] = /^([A-Za-z_]\w*|\d+)(?:\[([^\]]*)\])?$/.exec(scope.references.get(name) ?? "") ?? [];
    if (next === undefined) break;
    name = next;
    at = inside ?? at;
  }
  return [name, at];
}

/** Looks a name up; `index` of an array as its text, `@` and `*` for all of it. */
export function lookUp(scope: Scope, given: string, inside?: string): Found {
  const [name, index] = aimOf(scope, given, inside);
  if (/^\d+$/.test(name)) {
    if (name === "0" || scope.positional === undefined) return nobodyKnows;
    const value = scope.positional[Number(name) - 1];
    return value === undefined ? unset : found([value.text], value.decoded);
  }
  if (name === "@" || name === "*")
    return scope.positional === undefined
      ? nobodyKnows
      : found(
          scope.positional.map(({ text }) => text),
          scope.positional.some(({ decoded }) => decoded),
        );
  if (name === "#") return scope.positional === undefined ? nobodyKnows : found([String(scope.positional.length)]);
  const variable = scope.variables.get(name);
  if (variable === undefined) return name === "IFS" ? found([" \t\n"]) : nobodyKnows;
  if (variable === null) return unset;
  if (index === "@" || index === "*") return found([...variable.elements.values()], variable.decoded);
  if (index?.includes(unknown)) return { ...nobodyKnows, decoded: variable.decoded };
  const at = index?.startsWith("-") ? [...variable.elements.keys()].at(Number(index)) : (index ?? "0");
  const value = variable.elements.get(at ?? "");
  return value === undefined ? unset : found([value], variable.decoded);
}

/** Sets a variable, or one element of it, to a text. */
export function assignText(scope: Scope, given: string, value: KnownText, how: { readonly append?: boolean; readonly index?: string } = {}): void {
  const [name, index] = aimOf(scope, given, how.index);
  const former = scope.variables.get(name) ?? undefined;
  const key = index ?? "0";
  const before = how.append === true ? (former?.elements.get(key) ?? (scope.variables.has(name) ? "" : unknown)) : "";
  if (index === undefined && (former === undefined || former.elements.size < 2)) {
    setVariable(scope, name, scalar(before + value.text, value.decoded || (how.append === true && former?.decoded === true)));
    return;
  }
  const elements = new Map(former?.elements);
  elements.set(key, before + value.text);
  setVariable(scope, name, { elements, decoded: value.decoded || former?.decoded === true });
}

/** Sets an array. `fields` may carry their own keys, as in `([a]=1)`. */
export function assignArray(scope: Scope, given: string, fields: readonly string[], decoded: boolean, append: boolean): void {
  const [name] = aimOf(scope, given, undefined);
  const former: Variable | undefined = append ? (scope.variables.get(name) ?? undefined) : undefined;
  const elements = new Map(former?.elements);
  let next = elements.size;
  for (const field of fields) {
    const [, key, value] = /^\[([^\]]+)\]=(.*)$/s.exec(field) ?? [];
    if (key === undefined) elements.set(String(next++), field);
    else elements.set(key, value ?? "");
  }
  setVariable(scope, name, { elements, decoded: decoded || former?.decoded === true });
}

/** Sets what stands as one word, as in `export X=1`. Undefined when it is no assignment. */
export function assignWord(scope: Scope, word: string, decoded: boolean): readonly [string, string] | undefined {
  const [, name, plus, value] = /^([A-Za-z_]\w*)(\+?)=(.*)$/s.exec(word) ?? [];
  if (name === undefined || value === undefined) return undefined;
  assignText(scope, name, { text: value, decoded }, { append: plus === "+" });
  return [name, scope.variables.get(name)?.elements.get("0") ?? value];
}

/** Forgets what a name stands for: from here on nobody knows. */
export const forget = (scope: Scope, name: string): void => setVariable(scope, name, scalar(untold.text));

export const textIn = (scope: Scope, name: string): KnownText => {
  const { values, decoded } = lookUp(scope, name);
  return values[0] === undefined ? plain("") : { text: values[0], decoded };
};
