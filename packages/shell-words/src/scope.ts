import { type CompoundCommand, type CompoundList, parse, type Redirected } from "unbash";
import type { KnownText } from "./known-text.ts";
import { unknown } from "./marks.ts";
import type { Opened } from "./open-files.ts";

/** A variable that the line, or whoever asks, has set. Arrays have several elements by their index or key; a plain value is the one at `0`. */
export interface Variable {
  readonly elements: ReadonlyMap<string, string>;
  readonly decoded: boolean;
}

export interface ShellFunction {
  readonly body: CompoundCommand | Redirected | CompoundList;
  /** The text that its positions count in. */
  readonly source: string;
  /** Shells within this one know it, too. */
  readonly exported?: boolean;
}

/** What a shell knows at a moment, and what a subshell gets a copy of. */
export interface Scope {
  /** Null: certainly not set. Absent: nobody knows. */
  readonly variables: Map<string, Variable | null>;
  /** What a variable may be as well, where it hangs on a condition. */
  readonly alternatives: Map<string, readonly Variable[]>;
  /** The names that the line itself has set. */
  readonly own: Set<string>;
  readonly functions: Map<string, ShellFunction>;
  readonly aliases: Map<string, string>;
  /** Names that stand for other names: `declare -n`. */
  readonly references: Map<string, string>;
  /** The folders that `pushd` left, the newest first. */
  stack: readonly string[];
  /** What stands behind the numbers of open files. */
  readonly open: Map<number, Opened>;
  /** `$1`, `$2`, …; undefined where nobody knows. */
  positional: readonly KnownText[] | undefined;
  known: Readonly<Record<string, string>> | undefined;
}

export function createScope(variables: Readonly<Record<string, string>>): Scope {
  const named = new Map<string, Variable>();
  const numbered: (readonly [name: string, value: string])[] = [];
  for (const name of Object.keys(variables)) {
    const value = variables[name] ?? "";
    if (!/^\d/.test(name) || !/^\d+$/.test(name)) named.set(name, scalar(value));
    else if (/^[1-9]\d{0,2}$/.test(name)) numbered.push([name, value]);
  }
  numbered.sort(([one], [other]) => Number(one) - Number(other));
  return {
    variables: named,
    alternatives: new Map(),
    own: new Set(),
    functions: definedIn(variables),
    aliases: new Map(),
    references: new Map(),
    stack: [],
    open: new Map(),
    positional: numbered.length === 0 ? undefined : numbered.map(([, text]) => ({ text, decoded: false })),
    known: undefined,
  };
}

/** How an environment hands functions down, as `bash` writes it. */
const handedDown = /^BASH_FUNC_([^%]+)(?:%%|\(\))$/;

/** Functions that come with the environment. */
function definedIn(variables: Readonly<Record<string, string>>): Map<string, ShellFunction> {
  const out = new Map<string, ShellFunction>();
  for (const variable of Object.keys(variables)) {
    const name = variable.startsWith("BASH_FUNC_") ? handedDown.exec(variable)?.[1] : undefined;
    if (name === undefined) continue;
    const source = `${name} ${variables[variable] ?? ""}`;
    const [statement] = parse(source).commands;
    if (statement?.command.type === "Function") out.set(name, { body: statement.command.body, source, exported: true });
  }
  return out;
}

/** How many functions are asked which others they name. */
const mostNaming = 32;

/** The functions and aliases whose names stand in what a command is given, and those that these name, as an environment hands them down. */
export function functionsIn({ functions, aliases }: Scope, texts: readonly string[]): Readonly<Record<string, string>> {
  const out: Record<string, string> = {};
  for (const [name, value] of aliases) if (texts.some((text) => text.includes(name))) out[`BASH_FUNC_${name}%%`] = `() { ${value} "$@"; }`;
  const asking = [...texts];
  for (let round = 0, text = asking.shift(); text !== undefined && round < texts.length + mostNaming; round++, text = asking.shift())
    for (const [name, { body, source }] of functions) {
      const variable = `BASH_FUNC_${name}%%`;
      if (!text.includes(name) || Object.hasOwn(out, variable)) continue;
      out[variable] = `() ${source.slice(body.pos, body.end)}`;
      asking.push(out[variable]);
    }
  return out;
}

export const scalar = (text: string, decoded = false): Variable => ({ elements: new Map([["0", text]]), decoded });

export const copyOf = (scope: Scope): Scope => ({
  ...scope,
  variables: new Map(scope.variables),
  alternatives: new Map(scope.alternatives),
  own: new Set(scope.own),
  functions: new Map(scope.functions),
  aliases: new Map(scope.aliases),
  references: new Map(scope.references),
  open: new Map(scope.open),
});

/** How many of the variables that a line sets are remembered as its own. */
const mostOwn = 128;

export function setVariable(scope: Scope, name: string, variable: Variable | null): void {
  scope.variables.set(name, variable);
  scope.alternatives.delete(name);
  scope.own.delete(name);
  scope.own.add(name);
  if (scope.own.size > mostOwn) {
    const kept = [...scope.own].slice(-mostOwn / 2);
    scope.own.clear();
    for (const one of kept) scope.own.add(one);
  }
  scope.known = undefined;
}

/** The variables that the line has set by now, at least the last 64, and its positional parameters. */
export function knownOf(scope: Scope): Readonly<Record<string, string>> {
  scope.known ??= Object.fromEntries([
    ...[...scope.own].flatMap((name) => {
      const value = scope.variables.get(name)?.elements.get("0");
      return value === undefined || value.length > 65_536 ? [] : [[name, value] as const];
    }),
    ...Object.entries(folderOf(scope)),
    ...(scope.positional ?? []).slice(0, mostOwn).map(({ text }, index) => [String(index + 1), text] as const),
  ]);
  return scope.known;
}

const nowhereElse: Readonly<Record<string, string>> = {};

/** The folder alone, where the line has changed it: what a command means hangs on it, whatever else it needs. */
export function folderOf({ own, variables }: Scope): Readonly<Record<string, string>> {
  return own.has("PWD") ? { PWD: variables.get("PWD")?.elements.get("0") ?? unknown } : nowhereElse;
}

/** Of a variable at most so many values are followed. */
const mostAlternatives = 4;

/** Goes on after a condition of which nobody knows the outcome: with the last of the scopes, and what is known of the others as alternatives. */
export function merge(scope: Scope, possible: readonly Scope[]): void {
  const names = new Set(possible.flatMap(({ own }) => [...own]));
  for (const name of names) {
    const last = possible.findLast(({ variables }) => variables.get(name) !== undefined && variables.get(name) !== null)?.variables.get(name);
    if (last === undefined || last === null) {
      if (possible.some(({ variables }) => variables.get(name) === null)) setVariable(scope, name, null);
      continue;
    }
    const texts = new Map<string, Variable>();
    for (const { variables, alternatives } of possible)
      for (const variable of [variables.get(name), ...(alternatives.get(name) ?? [])]) {
        const text = variable?.elements.get("0");
        if (variable !== undefined && variable !== null && text !== undefined) texts.set(text, variable);
      }
    texts.delete(last.elements.get("0") ?? "");
    if (scope.variables.get(name) !== last) setVariable(scope, name, last);
    if (texts.size > 0) scope.alternatives.set(name, [...texts.values()].slice(-mostAlternatives));
  }
  for (const { functions, aliases, references, open } of possible) {
    for (const [name, aim] of references) scope.references.set(name, aim);
    for (const [number, opened] of open) scope.open.set(number, opened);
    for (const [name, body] of functions) scope.functions.set(name, body);
    for (const [name, value] of aliases) scope.aliases.set(name, value);
  }
  const positional = possible.at(-1)?.positional;
  if (scope.positional !== positional) {
    scope.positional = positional;
    scope.known = undefined;
  }
}
