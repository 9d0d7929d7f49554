import type { MaybePromise } from "./json.ts";

/** What a plugin took and must give back: undone once, newest first; a failure does not stop the rest. */
export function createScope() {
  const undos: (() => MaybePromise<void>)[] = [];
  const abort = new AbortController();

  return {
    signal: abort.signal,
    defer(undo: () => MaybePromise<void>) {
      undos.push(undo);
    },
    own<T extends Disposable | AsyncDisposable>(resource: T): T {
      undos.push(async () => {
        if (Symbol.asyncDispose in resource) await resource[Symbol.asyncDispose]();
        else resource[Symbol.dispose]();
      });
      return resource;
    },
    /** A disposable that can be disposed early; the scope does it otherwise. */
    lend(resource: Disposable): Disposable {
      const undo = () => resource[Symbol.dispose]();
      undos.push(undo);
      return {
        [Symbol.dispose]() {
          const index = undos.indexOf(undo);
          if (index < 0) return;
          undos.splice(index, 1);
          undo();
        },
      };
    },
    async dispose(reason: string): Promise<readonly Error[]> {
      abort.abort(new Error(reason));
      const errors: Error[] = [];
      for (let undo = undos.pop(); undo; undo = undos.pop())
        try {
          await undo();
        } catch (error) {
          errors.push(error instanceof Error ? error : new Error(String(error)));
        }
      return errors;
    },
  };
}

export type Scope = ReturnType<typeof createScope>;
