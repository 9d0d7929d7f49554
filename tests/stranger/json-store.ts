import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Clock, definePlugin } from "@instar/kernel";
import { type Journal, type Op, type Queue, type Records, Store, type Versioned } from "@instar/kernel/contracts";

type Kept = { readonly version: number; readonly value: unknown };
type Item = Kept & { id: number; order?: string; dedupe?: string; notBefore: number; priority: number; claims: number; heldUntil: number; done: boolean };
type Space = { records: Record<string, Kept & { revision: number; endsAt: number }>; entries: (Kept & { position: number; at: number })[]; items: Item[] };
type State = { next: number; spaces: Record<string, Space>; cursors: Record<string, number> };
type Change = { op: string; space: string; [field: string]: unknown };

/** All of it in one JSON file that is replaced whole with each commit: a store that can be read with an editor, for small agents. */
export function openJsonStore(file: string, clock: Clock) {
  let state: State = { next: 1, spaces: {}, cursors: {} };
  try {
    state = JSON.parse(readFileSync(file, "utf8")) as State;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const listeners = new Set<() => void>();
  const spaceIn = (in_: State, name: string) => (in_.spaces[name] ??= { records: {}, entries: [], items: [] });
  const live = (record: Space["records"][string] | undefined) => (record && record.endsAt > clock.now() ? record : undefined);

  function commit(changes: readonly Change[]): { committed: true } | { committed: false; conflict: string } {
    const draft = structuredClone(state);
    for (const change of changes) {
      const { records, entries, items } = spaceIn(draft, change.space);
      const { version, value } = change as unknown as Kept;
      const key = String(change["key"]);
      const held = items.find((item) => item.id === Number(change["id"]) && item.claims === change["fence"] && item.heldUntil > 0 && !item.done);
      const found = live(records[key])?.revision ?? 0;
      const expected = change["ifRevision"] as number | undefined;
      if (change.op.startsWith("record") && expected !== undefined && expected !== found)
        return { committed: false, conflict: `${change.space} "${key}" has revision ${found}, not ${expected}.` };
      if (change.op.startsWith("queue.end") && !held) return { committed: false, conflict: `Item ${String(change["id"])} is no longer held.` };
      if (change.op === "record.put")
        records[key] = { version, value, revision: draft.next++, endsAt: change["ttlMs"] === undefined ? 9e15 : clock.now() + Number(change["ttlMs"]) };
      if (change.op === "record.delete") delete records[key];
      if (change.op === "journal.append") entries.push({ version, value, position: draft.next++, at: clock.now() });
      if (change.op === "journal.done") draft.cursors[key] = Math.max(draft.cursors[key] ?? 0, Number(change["position"]));
      if (change.op === "queue.enqueue" && (change["dedupe"] === undefined || !items.some(({ dedupe }) => dedupe === change["dedupe"])))
        items.push({ notBefore: 0, priority: 0, ...change, version, value, id: draft.next++, claims: 0, heldUntil: 0, done: false });
      if (change.op === "queue.end.ack" && held) held.done = true;
      if (change.op === "queue.end.release" && held) Object.assign(held, { heldUntil: 0, notBefore: change["notBefore"] });
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(draft), { flush: true, mode: 0o600 });
    renameSync(`${file}.new`, file);
    state = draft;
    for (const listener of listeners) listener();
    return { committed: true };
  }

  return (consumer: string): Store => {
    const inside = (name: string) => {
      const space = `${consumer}/${name}`;
      const op = (kind: string, fields: object) => ({ ...fields, op: kind, space }) as unknown as Op;
      return { at: () => spaceIn(state, space), op, cursor: (reader: string) => `${space}/${reader}` };
    };
    const keep = <T>(shape: Versioned<T>, value: T): Kept => ({ version: shape.version, value: JSON.parse(JSON.stringify(value)) });
    async function give<T>(shape: Versioned<T>, { version, value }: Kept): Promise<T> {
      for (let at = version; at < shape.version; at++) value = shape.migrate?.[at]?.(value);
      const read = version > shape.version ? { issues: ["is newer"] } : await shape.schema["~standard"].validate(value);
      if (!("value" in read)) throw new Error(`What ${consumer} has stored does not fit its shape.`);
      return read.value;
    }
    return {
      commit: async (ops) => commit(ops as unknown as readonly Change[]),
      asKeyv: () => {
        throw new Error("This store has no Keyv.");
      },
      records<T>(name: string, shape: Versioned<T>): Records<T> {
        const { at, op } = inside(name);
        const get = async (key: string): Promise<{ value: T; revision: number } | undefined> => {
          const found = live(at().records[key]);
          return found && { value: await give(shape, found), revision: found.revision };
        };
        const put = (key: string, value: T, options = {}) => op("record.put", { ...options, ...keep(shape, value), key });
        return {
          get,
          put,
          delete: (key, options = {}) => op("record.delete", { ...options, key }),
          async *entries(prefix = "") {
            const sorted = Object.entries(at().records).sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
            for (const [key, record] of sorted) if (key.startsWith(prefix) && live(record)) yield [key, await give(shape, record)] as const;
          },
          async update(key, change) {
            for (;;) {
              const now = await get(key);
              const value = change(now?.value);
              const done = value === undefined || commit([put(key, value, { ifRevision: now?.revision ?? 0 }) as unknown as Change]).committed;
              if (done) return value ?? now?.value;
            }
          },
        };
      },
      journal<T>(name: string, shape: Versioned<T>): Journal<T> {
        const { at, op, cursor } = inside(name);
        const shown = async (entry: Space["entries"][number]) => ({ position: entry.position, at: entry.at, entry: await give(shape, entry) });
        const after = (position: number) => at().entries.find((entry) => entry.position > position);
        return {
          append: (entry) => op("journal.append", keep(shape, entry)),
          async *read(position = 0) {
            for (let next = after(position); next; next = after(next.position)) yield await shown(next);
          },
          async *latest(before = Number.POSITIVE_INFINITY) {
            for (const entry of at().entries.toReversed()) if (entry.position < before) yield await shown(entry);
          },
          async *follow(consumerName, signal) {
            const key = cursor(consumerName);
            for (let position = state.cursors[key] ?? 0; !signal.aborted; ) {
              const next = after(position);
              if (next) {
                position = next.position;
                yield { ...(await shown(next)), done: () => op("journal.done", { key, position: next.position }) };
                continue;
              }
              await new Promise<void>((resolve) => {
                const over = () => [listeners.delete(over), signal.removeEventListener("abort", over), resolve()];
                listeners.add(over);
                signal.addEventListener("abort", over);
              });
            }
          },
          async truncate(before) {
            at().entries = at().entries.filter(({ position }) => position >= before);
          },
        };
      },
      queue<T>(name: string, shape: Versioned<T>): Queue<T> {
        const { at, op } = inside(name);
        return {
          enqueue: (item, options = {}) => op("queue.enqueue", { ...options, ...keep(shape, item) }),
          ack: (id, fence) => op("queue.end.ack", { id, fence }),
          release: (id, fence, notBefore) => op("queue.end.release", { id, fence, notBefore }),
          async claim(_holder, leaseMs) {
            const waiting = at().items.filter(({ done }) => !done);
            const isFirst = (item: Item) => item.order === undefined || waiting.find(({ order }) => order === item.order) === item;
            const ready = waiting.filter((item) => isFirst(item) && item.notBefore <= clock.now() && item.heldUntil <= clock.now());
            const [best] = ready.sort((a, b) => b.priority - a.priority || a.id - b.id);
            if (!best) return undefined;
            Object.assign(best, { claims: best.claims + 1, heldUntil: clock.now() + leaseMs });
            commit([]);
            return { id: String(best.id), item: await give(shape, best), attempt: best.claims, fence: best.claims };
          },
        };
      },
    };
  };
}

export default definePlugin({
  api: 1,
  name: "json-store",
  provides: Store,
  setup: ({ paths, clock }) => openJsonStore(join(paths.state, "everything.json"), clock),
});
