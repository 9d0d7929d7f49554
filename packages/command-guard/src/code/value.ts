import { unknown } from "@instar/shell-words";

/** What an expression may be, as far as it can be told. */
export interface Value {
  /** The texts that it may be; of a list, its items. */
  readonly texts: readonly string[];
  readonly list: boolean;
  /** The name that it stands for: of a module, of a function. */
  readonly ref?: string;
  /** It names a file or a folder, and has methods of its own. */
  readonly path?: boolean;
  /** Put together, decoded or turned around. */
  readonly computed?: boolean;
  /** All that lies in folders, and in those within them. */
  readonly walked?: boolean;
  /** It holds what is secret, such as the whole environment. */
  readonly secret?: boolean;
  /** A program that is built up word by word. */
  readonly words?: string[];
  /** What the network answers. */
  readonly fetched?: boolean;
}

/** How many texts one expression may be. */
const most = 64;
const longest = 4_000;

/** The beginning of a text that grows too long: run as a line, the rest is a command that nobody can tell. */
const cutText = (text: string): string => (text.length <= longest ? text : `${text.slice(0, longest)}\n${unknown} --rest`);

/** So many of them; that there are more is told. */
const cutList = (texts: readonly string[], count: number): readonly string[] => (texts.length <= count ? texts : [...texts.slice(0, count), unknown]);

export const nothing: Value = { texts: [unknown], list: false };

export const textValue = (text: string, more: Partial<Value> = {}): Value => ({ texts: [cutText(text)], list: false, ...more });

export const listValue = (values: readonly Value[]): Value => ({
  texts: cutList(
    values.flatMap(({ texts }) => texts),
    4 * most,
  ),
  list: true,
  ...flagsOf(values),
});

/** Whether anything of it is known. */
export const isKnown = ({ texts }: Value): boolean => texts.some((text) => text.replaceAll(unknown, "") !== "");

const flagsOf = (values: readonly Value[]): Partial<Value> => ({
  ...(values.some(({ computed }) => computed) ? { computed: true } : {}),
  ...(values.some(({ secret }) => secret) ? { secret: true } : {}),
  ...(values.some(({ fetched }) => fetched) ? { fetched: true } : {}),
  ...(values.some(({ walked }) => walked) ? { walked: true } : {}),
});

/** One of them, and nobody knows which. */
export function eitherOf(values: readonly Value[]): Value {
  const [first = nothing] = values;
  if (values.length <= 1) return first;
  const known = values.filter(isKnown);
  const ref = values.find((value) => value.ref !== undefined)?.ref;
  return {
    texts: known.length === 0 ? [unknown] : cutList([...new Set(known.flatMap(({ texts }) => texts))], most),
    list: known.some(({ list }) => list),
    ...(ref === undefined ? {} : { ref }),
    ...(values.some(({ path }) => path) ? { path: true } : {}),
    ...flagsOf(values),
  };
}

/** Each of its items in turn. */
export const eachOf = (value: Value): Value => ({ ...value, list: false });

/** The texts of one before those of the other. */
export function joined(one: Value, other: Value, by: (one: string, other: string) => string): Value {
  const texts: string[] = [];
  for (const left of one.texts) for (const right of other.texts) if (texts.length < most) texts.push(cutText(by(left, right)));
  if (one.texts.length * other.texts.length > most) texts.push(unknown);
  return { texts, list: false, ...(one.path || other.path ? { path: true } : {}), ...flagsOf([one, other]), computed: true };
}

/** Made from each text of a value. */
export const changed = (value: Value, change: (text: string) => string): Value => ({
  ...without(value),
  texts: value.texts.map((text) => cutText(change(text))),
  computed: true,
});

const without = ({ ref: _, ...value }: Value): Value => value;

/** A path within a folder, as `join` of most languages writes it. */
export function joinedPath(one: string, other: string): string {
  if (one === "" || one === ".") return other === "" ? "." : other;
  if (other === "" || other === ".") return one;
  if (other.startsWith("/") || other.startsWith("~") || (one !== "/" && other.startsWith(`${one}/`))) return other;
  return `${one.replace(/\/$/, "")}/${other}`;
}
