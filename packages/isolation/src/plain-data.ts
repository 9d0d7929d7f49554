import { IsolationError } from "./errors.ts";
import { fromWireError, toWireError, type WireError } from "./wire-error.ts";

/** More than this does not cross at once: the other side reads a message whole. */
const maxBytes = 4 * 1_024 * 1_024;

type Path = readonly (string | number)[];

/** What stands in a value that is not plain data, and where. */
type Hole = { readonly at: Path } & (
  | { readonly kind: "error"; readonly error: WireError }
  | { readonly kind: "signal"; readonly id: number; readonly whose: "sender" | "receiver"; readonly aborted?: WireError }
  | { readonly kind: "object"; readonly ref: number; readonly methods: readonly string[] }
);

/** A value as it travels: plain data, and what belongs into its holes. */
export interface Packed {
  readonly value: unknown;
  readonly holes: readonly Hole[];
}

// biome-ignore lint/suspicious/noExplicitAny: a method takes what it takes
export type Methods = Readonly<Record<string, (...args: any[]) => unknown>>;

const offered = Symbol("instar.offered");

/** An object of asynchronous methods that the other side may call. */
export interface Offered {
  readonly [offered]: Methods;
}
export const offer = (methods: Methods): Offered => ({ [offered]: methods });

/** How one side keeps what is not plain data. */
export interface Keeper {
  /** Ours: `sender`; one that we got from the other side: `receiver`. */
  keepSignal(signal: AbortSignal): { readonly id: number; readonly whose: "sender" | "receiver" };
  keepObject(methods: Methods): number;
  findSignal(id: number, whose: "sender" | "receiver", aborted: Error | undefined): AbortSignal;
  findObject(ref: number, methods: readonly string[]): unknown;
}

const nameOf = (at: Path, whole: string) => at.reduce<string>((text, key) => (typeof key === "number" ? `${text}[${key}]` : `${text}.${key}`), whole);

function describe(value: object | symbol | ((...args: never) => unknown)): string {
  if (typeof value === "function") return "a function";
  if (typeof value === "symbol") return "a symbol";
  const { constructor: made } = value as { constructor?: { name?: unknown } };
  return typeof made?.name === "string" && made.name !== "" ? `an object of the class ${made.name}` : "an object of another kind";
}

/** Takes a value apart; `whole` names it in what is said about it. Throws ISOLATION_NOT_PLAIN or ISOLATION_TOO_LARGE. */
export function pack(whole: unknown, what: string, keeper: Keeper): Packed {
  const holes: Hole[] = [];
  let bytes = 0;
  const weigh = (more: number) => {
    bytes += more;
    if (bytes > maxBytes) throw IsolationError.TOO_LARGE(maxBytes / 1_024 / 1_024);
  };

  function walk(value: unknown, at: Path, above: readonly object[]): unknown {
    weigh(8);
    if (typeof value === "string") {
      weigh(value.length);
      return value;
    }
    if (value === null || (typeof value !== "object" && typeof value !== "function" && typeof value !== "symbol")) return value;
    if (typeof value !== "object") throw IsolationError.NOT_PLAIN(nameOf(at, what), describe(value));
    if (above.includes(value)) throw IsolationError.NOT_PLAIN(nameOf(at, what), "a part of itself");
    if (Array.isArray(value)) return value.map((item, index) => walk(item, [...at, index], [...above, value]));
    if (value instanceof Uint8Array) {
      weigh(value.byteLength);
      return value;
    }
    if (value instanceof Date) return value;
    if (value instanceof Error) return void holes.push({ at, kind: "error", error: toWireError(value) });
    if (value instanceof AbortSignal) {
      const kept = keeper.keepSignal(value);
      return void holes.push({ at, kind: "signal", ...kept, ...(value.aborted ? { aborted: toWireError(value.reason) } : {}) });
    }
    const methods = (value as Partial<Offered>)[offered];
    if (methods !== undefined) return void holes.push({ at, kind: "object", ref: keeper.keepObject(methods), methods: Object.keys(methods) });
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) throw IsolationError.NOT_PLAIN(nameOf(at, what), describe(value));
    const copy: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(value)) {
      weigh(key.length);
      // A plain assignment to this one key would change the copy's prototype instead
      if (key !== "__proto__") copy[key] = walk(inner, [...at, key], [...above, value]);
    }
    return copy;
  }

  return { value: walk(whole, [], []), holes };
}

/** Puts a value together again. */
export function unpack({ value, holes }: Packed, keeper: Keeper): unknown {
  const whole = { value };
  for (const hole of holes) {
    const filling =
      hole.kind === "error"
        ? fromWireError(hole.error)
        : hole.kind === "signal"
          ? keeper.findSignal(hole.id, hole.whose, hole.aborted && fromWireError(hole.aborted))
          : keeper.findObject(hole.ref, hole.methods);
    const path: Path = ["value", ...hole.at];
    let holder: unknown = whole;
    for (const key of path.slice(0, -1))
      holder = typeof holder === "object" && holder !== null && Object.hasOwn(holder, key) ? (holder as never)[key] : undefined;
    const last = path.at(-1) as string | number;
    if (typeof holder === "object" && holder !== null && Object.hasOwn(holder, last)) (holder as Record<string | number, unknown>)[last] = filling;
  }
  return whole.value;
}
