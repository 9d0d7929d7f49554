/** Freezes plain objects and arrays all the way down; signals, errors and other living things are left alone. */
export function deepFreeze<T>(value: T, seen = new Set<unknown>()): T {
  if (typeof value !== "object" || value === null || seen.has(value)) return value;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null && !Array.isArray(value)) return value;
  seen.add(value);
  for (const inner of Object.values(Object.freeze(value))) deepFreeze(inner, seen);
  return value;
}
