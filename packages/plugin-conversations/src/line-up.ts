/** Work under one key, one after the other in the order in which it was asked for. Whoever asked has the failure; the next one runs all the same. */
export function createLines(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const lines = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const done = (lines.get(key) ?? Promise.resolve()).then(work);
    const settled = done
      .catch(() => undefined) // whoever asked has it
      .then(() => {
        if (lines.get(key) === settled) lines.delete(key);
      });
    lines.set(key, settled);
    return done;
  };
}
