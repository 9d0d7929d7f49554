import { asError } from "./errors.ts";
import type { MaybePromise } from "./json.ts";

/** What a plugin took and must give back: undone once, newest first; a failure does not stop the rest. */
export function createScope() {
  const undos = new Set<() => MaybePromise<void>>();
  const abort = new AbortController();
  const errors: Error[] = [];
  let closed = false;

  async function run(undo: () => MaybePromise<void>) {
    if (!undos.delete(undo)) return;
    try {
      await undo();
    } catch (error) {
      errors.push(asError(error));
    }
  }
  /** What arrives after the end, from a set-up that came too late, goes back at once. */
  function defer(undo: () => MaybePromise<void>) {
    undos.add(undo);
    if (closed) void run(undo);
  }

  return {
    signal: abort.signal,
    defer,
    own<T extends Disposable | AsyncDisposable>(resource: T): T {
      defer(() => (Symbol.asyncDispose in resource ? resource[Symbol.asyncDispose]() : resource[Symbol.dispose]()) as MaybePromise<void>);
      return resource;
    },
    /** A disposable that can be disposed early; the scope does it otherwise. */
    lend(resource: Disposable): Disposable {
      const undo = () => resource[Symbol.dispose]();
      defer(undo);
      return { [Symbol.dispose]: () => void (undos.delete(undo) && undo()) };
    },
    async dispose(reason: string): Promise<readonly Error[]> {
      closed = true;
      abort.abort(new Error(reason));
      for (const undo of [...undos].reverse()) await run(undo);
      return errors.splice(0);
    },
  };
}

export type Scope = ReturnType<typeof createScope>;
