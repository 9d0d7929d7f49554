import { readFile } from "node:fs/promises";
import type { Op } from "@instar/kernel/contracts";
import { replaceFile } from "@instar/process";
import { applyOp } from "./apply-op.ts";
import { JsonStoreError } from "./errors.ts";
import { emptyState, readState, type State, writeState } from "./state.ts";

/** The state in memory and on disk. Changes run one after another; the file is replaced whole, and only then does anybody see the change. */
export interface JsonFile extends AsyncDisposable {
  readonly state: State;
  readonly now: () => number;
  /** Runs on a copy. Undefined keeps what there was. */
  change<T>(make: (draft: State) => T | undefined): Promise<T | undefined>;
  commit(ops: readonly Op[]): Promise<{ readonly committed: true } | { readonly committed: false; readonly conflict: string }>;
  onChange(listener: () => void): Disposable;
}

async function load(file: string): Promise<State> {
  try {
    return readState(await readFile(file, "utf8"));
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") return emptyState();
    throw JsonStoreError.UNREADABLE(file, (error as Error).message, { cause: error });
  }
}

/** Rejects with JSON_STORE_UNREADABLE. */
export async function openJsonFile(file: string, now: () => number): Promise<JsonFile> {
  let state = await load(file);
  let closed = false;
  let queue: Promise<unknown> = Promise.resolve();
  const listeners = new Set<() => void>();

  function change<T>(make: (draft: State) => T | undefined): Promise<T | undefined> {
    const result = queue.then(async () => {
      if (closed) throw JsonStoreError.CLOSED(file);
      const draft = structuredClone(state);
      const made = make(draft);
      if (made === undefined) return undefined;
      await replaceFile(file, writeState(draft), { mode: 0o600 });
      state = draft;
      for (const listener of listeners) listener();
      return made;
    });
    queue = result.catch(() => undefined); // whoever asked for it is told
    return result;
  }

  return {
    get state() {
      return state;
    },
    now,
    change,
    async commit(ops) {
      let conflict: string | undefined;
      await change((draft) => {
        for (const op of ops) {
          conflict = applyOp(draft, op, now());
          if (conflict !== undefined) return undefined;
        }
        return ops.length > 0 || undefined;
      });
      return conflict === undefined ? { committed: true } : { committed: false, conflict };
    },
    onChange(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => void listeners.delete(listener) };
    },
    async [Symbol.asyncDispose]() {
      await queue;
      closed = true;
    },
  };
}
