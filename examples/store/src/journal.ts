import type { Journal, Versioned } from "@instar/kernel/contracts";
import { asOp } from "./apply-op.ts";
import { codecOf } from "./codec.ts";
import type { JsonFile } from "./json-file.ts";
import { type KeptEntry, within } from "./state.ts";

export function openJournal<T>(file: JsonFile, space: string, shape: Versioned<T>): Journal<T> {
  const codec = codecOf(space, shape);
  const entries = () => file.state.journals.get(space) ?? [];
  const shown = (kept: KeptEntry) => ({ position: kept.position, at: kept.at, entry: codec.decode(String(kept.position), kept) });
  const cursorOf = (consumer: string) => file.state.cursors.get(space)?.get(consumer);

  return {
    append: (entry) => asOp({ op: "append", space, kept: codec.encode("new entry", entry) }),
    async *read(after = 0) {
      for (const kept of entries().filter(({ position }) => position > after)) yield shown(kept);
    },
    async *latest(before = Number.MAX_SAFE_INTEGER) {
      for (const kept of entries()
        .filter(({ position }) => position < before)
        .reverse())
        yield shown(kept);
    },
    async *follow(consumer, signal) {
      let ring: () => void = () => undefined;
      const changes = file.onChange(() => ring());
      const abort = () => ring();
      signal.addEventListener("abort", abort, { once: true });
      try {
        // Known from its first follow on, so that nothing is truncated before it was seen.
        if (!signal.aborted && cursorOf(consumer) === undefined) await file.commit([asOp({ op: "done", space, consumer, position: 0 })]);
        let position = cursorOf(consumer) ?? 0;
        while (!signal.aborted) {
          const next = entries().find((kept) => kept.position > position);
          if (next === undefined) {
            await new Promise<void>((resolve) => {
              ring = resolve;
            });
            continue;
          }
          position = next.position;
          yield { ...shown(next), done: () => asOp({ op: "done", space, consumer, position: next.position }) };
        }
      } finally {
        signal.removeEventListener("abort", abort);
        changes[Symbol.dispose]();
      }
    },
    async truncate(before) {
      await file.change((draft) => {
        const seen = Math.min(...(draft.cursors.get(space)?.values() ?? []), Number.MAX_SAFE_INTEGER);
        const all = within(draft.journals, space, () => []);
        const kept = all.filter(({ position }) => position >= before || position > seen);
        draft.journals.set(space, kept);
        return kept.length < all.length || undefined;
      });
    },
  };
}
