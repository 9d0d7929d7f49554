import { usualVariables } from "@instar/shell-words";
import type { Step, Surroundings } from "./contract.ts";
import { noTraces, type Traces } from "./judge/traces.ts";
import type { RuleBook } from "./rule-book.ts";
import { boundView } from "./targets/bounded-view.ts";
import { createPlaces } from "./targets/places.ts";
import type { Ground } from "./targets/target.ts";

/** How deep lines may stand in one another. */
export const mostDepth = 8;
/** How many commands one judgement looks at, those within others among them. */
export const mostSteps = 1_000;

/** Where and how a line within a judgement would run. */
export interface Scene {
  readonly ground: Ground;
  readonly book: RuleBook;
  readonly variables: Readonly<Record<string, string>>;
  /** The folders that it may run in; a part that is not known is `unknown`. */
  readonly folders: readonly string[];
  readonly depth: number;
  readonly root: boolean;
  /** On another machine, or in a container. */
  readonly remote: boolean;
  readonly mounts: readonly (readonly [inside: string, outside: string])[];
  /** What the line around it left behind before. */
  readonly traces: Traces;
  /** The names of functions of the line: their bodies are judged with what they are given. */
  readonly functions: ReadonlySet<string>;
  /** What answers a client of a database, when it is not this machine as it is: a container of it, one for tests, settings for tests, or something elsewhere. */
  readonly server?: "container" | "test" | "test-settings" | "elsewhere";
  /** In a container that is thrown away afterwards: only what it shares can be lost. */
  readonly contained?: boolean;
  /** In a text that cannot be followed: what was said of its pieces, and where. */
  readonly pieces?: { readonly scene: Scene; readonly said: Map<string, readonly Step[]> };
  /** Containers that the line starts itself, by their names, and by the variables that hold their ids. */
  readonly containers?: ReadonlySet<string>;
  /** How much was looked at, and what there was more of. */
  readonly spent: { steps: number; cut?: string };
}

const nothing: Readonly<Record<string, string>> = {};

/** Variables with others that take the place of those of their names. */
export function withVariables(variables: Scene["variables"], more: Scene["variables"]): Scene["variables"] {
  for (const _ in more) return { ...variables, ...more };
  return variables;
}

/** The scene of the line itself. */
export function openScene(surroundings: Surroundings, book: RuleBook): Scene {
  const files = boundView(surroundings.files);
  const { cwd, home, variables, temporary } = surroundings;
  return {
    ground: { surroundings, files, places: createPlaces(surroundings, files) },
    book,
    variables: withVariables(usualVariables(cwd, home, temporary[0] ?? "/tmp"), variables === undefined ? nothing : { ...variables, HOME: home, PWD: cwd }),
    folders: [cwd],
    depth: 0,
    root: false,
    remote: false,
    mounts: [],
    traces: noTraces,
    functions: new Set(),
    spent: { steps: 0 },
  };
}

/** Remembers that there is more than is looked at: it is asked for. */
export function noteCut({ spent }: Scene, what: string): void {
  spent.cut ??= what;
}

/** The same, one deeper. */
export const innerScene = (scene: Scene): Scene => ({ ...scene, depth: scene.depth + 1 });
