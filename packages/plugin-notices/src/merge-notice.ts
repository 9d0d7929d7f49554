import type { AttentionItem, Notice } from "./contract.ts";
import type { Pending } from "./plan-telling.ts";

const rank = { info: 0, attention: 1, urgent: 2 } as const;

const moreSerious = (one: Notice["level"], other: Notice["level"]): Notice["level"] => (rank[one] >= rank[other] ? one : other);

/** The item after a notice of its key: one that is not done counts up (an acknowledged one that got worse is open again), a done one opens anew under its id. */
export function mergeItem(known: AttentionItem | undefined, notice: Notice, id: string, now: number): AttentionItem {
  if (known === undefined || known.state === "done") return { ...notice, id: known?.id ?? id, state: "open", count: 1, createdAt: now, updatedAt: now };
  const level = moreSerious(known.level, notice.level);
  return { ...known, ...notice, level, state: level === known.level ? known.state : "open", count: known.count + 1, updatedAt: now };
}

/** What is to be told of a key, after one more notice of it. */
export function mergePending(known: Pending | undefined, notice: Notice, now: number): Pending {
  if (known === undefined) return { ...notice, count: 1, firstAt: now, levelAt: now, lastAt: now };
  const level = moreSerious(known.level, notice.level);
  return { ...known, ...notice, level, count: known.count + 1, levelAt: level === known.level ? known.levelAt : now, lastAt: now };
}
