/** As events are in the house: no tap can change what the next one sees, and a plugin behaves the same in both places. */
export function freezeDeep<T>(value: T): T {
  if (typeof value !== "object" || value === null || value instanceof AbortSignal || value instanceof Error || ArrayBuffer.isView(value)) return value;
  for (const inner of Object.values(value)) freezeDeep(inner);
  return Object.freeze(value);
}
