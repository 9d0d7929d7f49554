import { StoreError } from "./errors.ts";

const longestKey = 1_024;

/** Text that SQLite gives back as it was: no zero character, no half of a surrogate pair. Throws STORE_KEY_INVALID. */
export function checkKey(what: string, key: string): string {
  const valid = typeof key === "string" && key.length > 0 && key.length <= longestKey && !key.includes("\0") && !/\p{Surrogate}/u.test(key);
  if (!valid) throw StoreError.KEY_INVALID(what, typeof key === "string" ? JSON.stringify(key.slice(0, 80)) : `a ${typeof key}`);
  return key;
}

/** The full name of a consumer's namespace, as it stands in the file and in errors: `memory/facts`. */
export function spaceName(consumer: string, name: string): string {
  return `${encodeURIComponent(checkKey("consumer", consumer))}/${checkKey("name", name)}`;
}

/** The first key after every key that begins with `prefix`, in SQLite's order (by code point); `undefined` when there is none. */
export function prefixEnd(prefix: string): string | undefined {
  const points = [...prefix].map((character) => character.codePointAt(0) ?? 0);
  while (points.length > 0) {
    const last = points.pop() ?? 0;
    if (last === 0x10ffff) continue;
    return String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1);
  }
  return undefined;
}
