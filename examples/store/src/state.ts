/** A value as it was validated, and the version of its shape. */
export interface Kept {
  readonly version: number;
  readonly value: unknown;
}

export interface KeptRecord extends Kept {
  readonly revision: number;
  /** Epoch ms. Absent: for good. */
  readonly until?: number;
}

export interface KeptEntry extends Kept {
  readonly position: number;
  readonly at: number;
}

export interface KeptItem extends Kept {
  readonly id: number;
  readonly order?: string;
  readonly dedupe?: string;
  readonly priority: number;
  /** The later of "not before" and the end of a lease. */
  readonly readyAt: number;
  readonly attempt: number;
  readonly held: boolean;
}

/** Everything, by spaces (`<plugin>/<name>`). Maps, because a key may be called `__proto__`. */
export interface State {
  /** Revisions, positions and ids are drawn from it: none is ever given out twice. */
  last: number;
  readonly records: Map<string, Map<string, KeptRecord>>;
  readonly journals: Map<string, KeptEntry[]>;
  readonly cursors: Map<string, Map<string, number>>;
  readonly queues: Map<string, KeptItem[]>;
  /** When a dedupe key may be forgotten, in epoch ms; null while its item is not done. */
  readonly dedupe: Map<string, Map<string, number | null>>;
}

export const emptyState = (): State => ({ last: 0, records: new Map(), journals: new Map(), cursors: new Map(), queues: new Map(), dedupe: new Map() });

/** The part of one space, made when it is first used. */
export function within<T>(parts: Map<string, T>, space: string, make: () => T): T {
  const known = parts.get(space) ?? make();
  parts.set(space, known);
  return known;
}

const layout = 1;

/** One line an entry, so that a person finds what they look for, and a diff shows what changed. */
export function writeState(state: State): string {
  const lines = (name: string, entries: readonly unknown[]) => `"${name}": [\n${entries.map((entry) => JSON.stringify(entry)).join(",\n")}\n]`;
  const nested = <T>(parts: Map<string, Map<string, T>>) => [...parts].flatMap(([space, part]) => [...part].map(([key, value]) => [space, key, value]));
  const listed = <T>(parts: Map<string, T[]>) => [...parts].flatMap(([space, part]) => part.map((value) => [space, value]));
  const { records, journals, cursors, queues, dedupe } = state;
  const parts = [
    `"layout": ${layout}`,
    `"last": ${state.last}`,
    lines("records", nested(records)),
    lines("journals", listed(journals)),
    lines("cursors", nested(cursors)),
    lines("queues", listed(queues)),
    lines("dedupe", nested(dedupe)),
  ];
  return `{\n${parts.join(",\n")}\n}\n`;
}

type Nested = readonly (readonly [space: string, key: string, value: never])[];
type Listed = readonly (readonly [space: string, value: never])[];

/** Throws when it is no state, or one of a later layout. */
export function readState(text: string): State {
  const file = JSON.parse(text) as Record<string, unknown> & { readonly layout?: number; readonly last?: number };
  if (file.layout !== layout) throw new Error(`its layout is ${file.layout}, and ${layout} is known`);
  const state = { ...emptyState(), last: file.last ?? 0 };
  const put = (parts: Map<string, Map<string, never>>, entries: unknown) => {
    for (const [space, key, value] of entries as Nested) within(parts, space, () => new Map()).set(key, value);
  };
  const push = (parts: Map<string, never[]>, entries: unknown) => {
    for (const [space, value] of entries as Listed) within(parts, space, () => []).push(value);
  };
  put(state.records as Map<string, Map<string, never>>, file["records"]);
  put(state.cursors as Map<string, Map<string, never>>, file["cursors"]);
  put(state.dedupe as Map<string, Map<string, never>>, file["dedupe"]);
  push(state.journals as Map<string, never[]>, file["journals"]);
  push(state.queues as Map<string, never[]>, file["queues"]);
  return state;
}
