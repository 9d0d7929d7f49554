import type { Far } from "../crossings/crossing.ts";
import type { RemoteObject } from "../peer.ts";

/** One thing that a plugin has taken in the house; it stays while the plugin's process is away and is bound to the next one. */
export interface Slot extends Far {
  readonly remote: RemoteObject;
}

interface Entry {
  remote: RemoteObject;
  resource: Disposable | AsyncDisposable;
  /** Of the process that took it last. */
  generation: number;
  readonly listeners: Set<(error: Error) => void>;
}

async function giveBack({ resource }: Entry) {
  if (Symbol.asyncDispose in resource) await resource[Symbol.asyncDispose]();
  else resource[Symbol.dispose]();
}

/** What a plugin has taken in the house, by what it is: a new process of the plugin that takes the same gets the same. */
export function createBook(away: () => Error | undefined) {
  const entries = new Map<string, Entry>();
  let keys = new Map<number, string>();
  let generation = 0;

  /** The same taken twice by one process is two things. */
  function keyOf(what: string): string {
    let key = what;
    for (let count = 2; entries.get(key)?.generation === generation; count++) key = `${what} ${count}`;
    return key;
  }

  return {
    /** A new process begins to take. */
    begin() {
      generation += 1;
      keys = new Map();
    },
    take(id: number, what: string, remote: RemoteObject, make: (slot: Slot) => Disposable | AsyncDisposable) {
      const key = keyOf(what);
      const former = entries.get(key);
      if (former) Object.assign(former, { remote, generation });
      else {
        const listeners = new Set<(error: Error) => void>();
        const entry: Entry = { remote, generation, listeners, resource: { [Symbol.dispose]: () => undefined } };
        const slot: Slot = {
          get remote() {
            return entry.remote;
          },
          get away() {
            return away();
          },
          call: (method, ...args) => {
            const reason = away();
            return reason ? Promise.reject(reason) : entry.remote.call(method, ...args);
          },
          whenAway(listener) {
            listeners.add(listener);
            return { [Symbol.dispose]: () => void listeners.delete(listener) };
          },
        };
        entry.resource = make(slot);
        entries.set(key, entry);
      }
      keys.set(id, key);
    },
    async drop(id: number) {
      const key = keys.get(id);
      const entry = key === undefined ? undefined : entries.get(key);
      if (key === undefined || !entry) return;
      keys.delete(id);
      entries.delete(key);
      await giveBack(entry);
    },
    /** The process has taken all that it takes: what only former ones took is given back. */
    async settle() {
      for (const [key, entry] of [...entries])
        if (entry.generation !== generation) {
          entries.delete(key);
          await giveBack(entry);
        }
    },
    tellAway(error: Error) {
      for (const { listeners } of entries.values()) for (const listener of [...listeners]) listener(error);
    },
    /** The objects behind what was taken as `what…`. */
    find: (what: string): readonly RemoteObject[] => [...entries].flatMap(([key, { remote }]) => (key.startsWith(what) ? [remote] : [])),
  };
}
