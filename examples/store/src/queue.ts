import type { Queue, Versioned } from "@instar/kernel/contracts";
import { asOp } from "./apply-op.ts";
import { codecOf } from "./codec.ts";
import type { JsonFile } from "./json-file.ts";
import type { KeptItem } from "./state.ts";

/** The item that may run now: the first of its order key, past its time, higher priority first. */
export function planClaim(items: readonly KeptItem[], now: number): KeptItem | undefined {
  const isFirst = ({ id, order }: KeptItem) => order === undefined || items.find((other) => other.order === order)?.id === id;
  return items.filter((item) => item.readyAt <= now && isFirst(item)).sort((a, b) => b.priority - a.priority || a.id - b.id)[0];
}

export function openQueue<T>(file: JsonFile, space: string, shape: Versioned<T>): Queue<T> {
  const codec = codecOf(space, shape);
  return {
    enqueue: (item, options = {}) => asOp({ op: "enqueue", space, kept: codec.encode("new item", item), ...options }),
    async claim(_holder, leaseMs) {
      if (planClaim(file.state.queues.get(space) ?? [], file.now()) === undefined) return undefined; // asking an empty queue writes nothing
      return file.change((draft) => {
        const items = draft.queues.get(space) ?? [];
        const found = planClaim(items, file.now());
        if (found === undefined) return undefined;
        const attempt = found.attempt + 1;
        items[items.indexOf(found)] = { ...found, attempt, held: true, readyAt: file.now() + leaseMs };
        return { id: String(found.id), item: codec.decode(String(found.id), found), attempt, fence: attempt };
      });
    },
    ack: (id, fence) => asOp({ op: "ack", space, id, fence }),
    release: (id, fence, notBefore) => asOp({ op: "release", space, id, fence, notBefore }),
  };
}
