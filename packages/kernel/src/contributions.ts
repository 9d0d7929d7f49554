import type { Contribution, Contributions, Plugin } from "./plugin.ts";
import type { Point } from "./token.ts";

interface Collection {
  entries: readonly (Contribution<unknown> & { readonly position: number })[];
  readonly listeners: Set<() => void>;
}

/** All points' collections, each in the order of the config. A listener's failure goes to `failed`, not to who contributes. */
export function createContributions(failed: (error: unknown) => void) {
  const all = new Map<string, Collection>();
  const collectionOf = (id: string) => {
    const collection = all.get(id) ?? { entries: [], listeners: new Set() };
    all.set(id, collection);
    return collection;
  };
  function change(collection: Collection, entries: Collection["entries"]) {
    collection.entries = entries;
    for (const listener of [...collection.listeners])
      try {
        listener();
      } catch (error) {
        failed(error);
      }
  }

  return {
    add<T>(to: Point<T>, plugin: Plugin, position: number, value: T): Disposable {
      const collection = collectionOf(to.id);
      const entry = Object.freeze({ plugin: plugin.name, provides: plugin.definition.provides?.id, position, value });
      const after = collection.entries.findLastIndex((other) => other.position <= position);
      change(collection, collection.entries.toSpliced(after + 1, 0, entry));
      const others = () => collection.entries.filter((other) => other !== entry);
      return { [Symbol.dispose]: () => change(collection, others()) };
    },
    read<T>(from: Point<T>): Contributions<T> {
      const collection = collectionOf(from.id);
      return {
        [Symbol.iterator]: () => collection.entries[Symbol.iterator]() as Iterator<Contribution<T>>,
        onChange(listener) {
          collection.listeners.add(listener);
          return { [Symbol.dispose]: () => void collection.listeners.delete(listener) };
        },
      };
    },
    describe: () => Object.fromEntries([...all].map(([id, { entries }]) => [id, entries.map(({ plugin }) => plugin)])),
  };
}
