import type { CompoundCommand, CompoundList, Redirected } from "unbash";
import type { KnownText } from "./known-text.ts";

/** A variable that the line, or whoever asks, has set. Arrays have several elements by their index or key; a plain value is the one at `0`. */
export interface Variable {
  readonly elements: ReadonlyMap<string, string>;
  readonly decoded: boolean;
}

export interface ShellFunction {
  readonly body: CompoundCommand | Redirected | CompoundList;
  /** The text that its positions count in. */
  readonly source: string;
}

/** What a shell knows at a moment, and what a subshell gets a copy of. */
export interface Scope {
  /** Null: certainly not set. Absent: nobody knows. */
  readonly variables: Map<string, Variable | null>;
  /** The names that the line itself has set. */
  readonly own: Set<string>;
  readonly functions: Map<string, ShellFunction>;
  readonly aliases: Map<string, string>;
  /** `$1`, `$2`, …; undefined where nobody knows. */
  positional: readonly KnownText[] | undefined;
  known: Readonly<Record<string, string>> | undefined;
}

export function createScope(variables: Readonly<Record<string, string>>): Scope {
  const named = Object.entries(variables).filter(([name]) => !/^\d+$/.test(name));
  const numbered = Object.entries(variables)
    .filter(([name]) => /^[1-9]\d{0,2}$/.test(name))
    .sort(([one], [other]) => Number(one) - Number(other));
  return {
    variables: new Map(named.map(([name, value]) => [name, scalar(value)])),
    own: new Set(),
    functions: new Map(),
    aliases: new Map(),
    positional: numbered.length === 0 ? undefined : numbered.map(([, text]) => ({ text, decoded: false })),
    known: undefined,
  };
}

export const scalar = (text: string, decoded = false): Variable => ({ elements: new Map([["0", text]]), decoded });

export const copyOf = (scope: Scope): Scope => ({
  ...scope,
  variables: new Map(scope.variables),
  own: new Set(scope.own),
  functions: new Map(scope.functions),
  aliases: new Map(scope.aliases),
});

export function setVariable(scope: Scope, name: string, variable: Variable | null): void {
  scope.variables.set(name, variable);
  scope.own.delete(name);
  scope.own.add(name);
  scope.known = undefined;
}

/** How many variables are told to whoever reads lines within the line. */
const mostKnown = 64;

/** The variables that the line has set by now, the last 64. */
export function knownOf(scope: Scope): Readonly<Record<string, string>> {
  scope.known ??= Object.fromEntries([
    ...[...scope.own].slice(-mostKnown).flatMap((name) => {
      const value = scope.variables.get(name)?.elements.get("0");
      return value === undefined || value.length > 65_536 ? [] : [[name, value] as const];
    }),
    ...(scope.positional ?? []).slice(0, mostKnown).map(({ text }, index) => [String(index + 1), text] as const),
  ]);
  return scope.known;
}
