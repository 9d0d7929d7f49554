import { asError } from "../as-error.ts";

/** What a plugin took and must give back: undone once, newest first; a failure does not stop the rest. */
export function createUndoList() {
  const undos = new Set<() => unknown>();
  const errors: Error[] = [];
  let closed = false;

  async function run(undo: () => unknown) {
    if (!undos.delete(undo)) return;
    try {
      await undo();
    } catch (error) {
      errors.push(asError(error));
    }
  }

  return {
    /** What arrives after the end goes back at once. Gives back what undoes it early. */
    add(undo: () => unknown): () => Promise<void> {
      undos.add(undo);
      if (closed) void run(undo);
      return () => run(undo);
    },
    async undoAll(): Promise<readonly Error[]> {
      closed = true;
      for (const undo of [...undos].reverse()) await run(undo);
      return errors.splice(0);
    },
  };
}

export type UndoList = ReturnType<typeof createUndoList>;
