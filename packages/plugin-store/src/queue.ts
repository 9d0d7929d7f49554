import type { Clock } from "@instar/kernel";
import type { Queue, Versioned } from "@instar/kernel/contracts";
import { checkKey } from "./key.ts";
import { asOp, type Handlers } from "./op.ts";
import { codecOf } from "./shape.ts";
import type { SqlDriver } from "./sql-driver.ts";
import type { StoreCore } from "./store-core.ts";

/** How long a dedupe key is remembered after its item was done. */
const dedupeMemoryMs = 30 * 24 * 60 * 60 * 1_000;

interface Row {
  readonly id: number;
  readonly version: number;
  readonly value: string;
  readonly claims: number;
}

// `behind` marks items that wait for an earlier one of their order key; `ready_at` is the later of "not before" and the end of a lease.
const selectNext = `
  SELECT id, version, value, claims FROM queue_item
  WHERE space = ?1 AND behind = 0 AND ready_at <= ?2 AND id NOT IN (SELECT value FROM json_each(?3))
  ORDER BY priority DESC, id LIMIT 1`;

export function queueHandlers(sql: SqlDriver, clock: Clock): Pick<Handlers, "queue.enqueue" | "queue.ack" | "queue.release"> {
  const hold = (space: string, id: string, fence: number) =>
    sql.get<{ order_key: string | null; dedupe: string | null }>(
      "SELECT order_key, dedupe FROM queue_item WHERE space = ? AND id = ? AND claims = ? AND holder IS NOT NULL",
      space,
      Number(id),
      fence,
    );
  const lost = (space: string, id: string, fence: number) =>
    `Item ${id} of ${space} is no longer held under fence ${fence}: it was done, given back or claimed again.`;

  /** Whether the key is new; remembers it. */
  const isFirst = (space: string, dedupe: string): boolean => {
    const sameKey = sql.get<{ forget_at: number | null }>("SELECT forget_at FROM queue_dedupe WHERE space = ? AND dedupe = ?", space, dedupe);
    if (sameKey !== undefined && (sameKey.forget_at === null || sameKey.forget_at > clock.now())) return false;
    sql.run("INSERT INTO queue_dedupe (space, dedupe) VALUES (?, ?) ON CONFLICT (space, dedupe) DO UPDATE SET forget_at = NULL", space, dedupe);
    return true;
  };

  return {
    "queue.enqueue"({ space, version, value, dedupe, order, notBefore, priority }) {
      if (dedupe !== undefined && !isFirst(space, dedupe)) return undefined;
      sql.run(
        `INSERT INTO queue_item (space, order_key, dedupe, priority, ready_at, behind, version, value)
         VALUES (?1, ?2, ?3, ?4, ?5, EXISTS (SELECT 1 FROM queue_item WHERE space = ?1 AND order_key = ?2), ?6, ?7)`,
        space,
        order ?? null,
        dedupe ?? null,
        priority ?? 0,
        notBefore ?? 0,
        version,
        value,
      );
      return undefined;
    },
    "queue.ack"({ space, id, fence }) {
      const item = hold(space, id, fence);
      if (item === undefined) return lost(space, id, fence);
      sql.run("DELETE FROM queue_item WHERE id = ?", Number(id));
      if (item.dedupe !== null)
        sql.run("UPDATE queue_dedupe SET forget_at = ? WHERE space = ? AND dedupe = ?", clock.now() + dedupeMemoryMs, space, item.dedupe);
      if (item.order_key !== null) {
        sql.run("UPDATE queue_item SET behind = 0 WHERE id = (SELECT min(id) FROM queue_item WHERE space = ? AND order_key = ?)", space, item.order_key);
      }
      return undefined;
    },
    "queue.release"({ space, id, fence, notBefore }) {
      if (hold(space, id, fence) === undefined) return lost(space, id, fence);
      sql.run("UPDATE queue_item SET holder = NULL, ready_at = ? WHERE id = ?", notBefore, Number(id));
      return undefined;
    },
  };
}

export function openQueue<T>({ sql, clock, read, write }: StoreCore, space: string, shape: Versioned<T>): Queue<T> {
  const codec = codecOf(space, shape);
  // Items that could not be read are passed over until the next start, so that one of them does not stop the others; they stay in the file.
  const unreadable = new Set<number>();
  const next = () => sql.get<Row>(selectNext, space, clock.now(), JSON.stringify([...unreadable]));
  const decode = (row: Row): T => {
    try {
      return codec.decode(String(row.id), row.version, row.value);
    } catch (error) {
      unreadable.add(row.id);
      throw error;
    }
  };

  return {
    enqueue(item, options = {}) {
      for (const field of ["dedupe", "order"] as const) if (options[field] !== undefined) checkKey(field, options[field]);
      return asOp({ op: "queue.enqueue", space, version: codec.version, value: codec.encode("new item", item), ...options });
    },
    async claim(holder, leaseMs) {
      checkKey("holder", holder);
      if ((await read(next)) === undefined) return undefined; // asking an empty queue writes nothing
      return write(() => {
        const row = next();
        if (row === undefined) return { keep: false, value: undefined };
        const item = decode(row);
        const claims = row.claims + 1;
        sql.run("UPDATE queue_item SET holder = ?, claims = ?, ready_at = ? WHERE id = ?", holder, claims, clock.now() + leaseMs, row.id);
        return { keep: true, value: { id: String(row.id), item, attempt: claims, fence: claims } };
      });
    },
    ack: (id, fence) => asOp({ op: "queue.ack", space, id, fence }),
    release: (id, fence, notBefore) => asOp({ op: "queue.release", space, id, fence, notBefore }),
  };
}
