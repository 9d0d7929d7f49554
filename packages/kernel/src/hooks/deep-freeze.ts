const plain = (value: object) => Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null;

/** Freezes plain objects and arrays all the way down; signals, errors and other living things are left alone. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || !plain(value)) return value;
  Object.freeze(value);
  for (const key in value) {
    const inner = value[key];
    if (typeof inner === "object" && inner !== null && !Object.isFrozen(inner)) deepFreeze(inner);
  }
  return value;
}
