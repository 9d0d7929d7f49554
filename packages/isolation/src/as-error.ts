/** Whatever was thrown, as an error. */
export function asError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  try {
    return new Error(String(thrown));
  } catch {
    // An object without a text: all that is known is that something was thrown.
    return new Error("Something was thrown that has no text.");
  }
}
