import type { Contribution, Contributions } from "./plugin.ts";
import type { Point } from "./token.ts";

/** All points' collections, each in the order of the config. */
export function createContributions() {
  const all = new Map<string, { entries: (Contribution<unknown> & { position: number })[]; listeners: Set<() => void> }>();
  const of = (id: string) => {
    let collection = all.get(id);
    if (!collection) all.set(id, (collection = { entries: [], listeners: new Set() }));
    return collection;
  };

  return {
    add<T>(to: Point<T>, plugin: string, position: number, value: T): Disposable {
      const collection = of(to.id);
      const entry = { plugin, position, value };
      const changed = () => {
        for (const listener of [...collection.listeners]) listener();
      };
      collection.entries = [...collection.entries, entry].sort((a, b) => a.position - b.position);
      changed();
      return {
        [Symbol.dispose]() {
          collection.entries = collection.entries.filter((other) => other !== entry);
          changed();
        },
      };
    },
    read<T>(from: Point<T>): Contributions<T> {
      const collection = of(from.id);
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
