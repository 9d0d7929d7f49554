import { expect, test } from "vitest";
import { createDueHeap } from "../src/due-heap.ts";

test("gives what is due in order, also of jobs whose time was changed or taken away", () => {
  const heap = createDueHeap();
  const held = new Map<string, number>();
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed % below;
  };
  for (let step = 0; step < 20_000; step++) {
    const slug = `job-${random(300)}`;
    const at = random(10) === 0 ? undefined : random(1_000_000);
    heap.set(slug, at);
    if (at === undefined) held.delete(slug);
    else held.set(slug, at);
    if (random(50) > 0) continue;
    const now = random(1_000_000);
    const due = [...held].filter(([, when]) => when <= now).map(([name]) => name);
    const taken = heap.take(now);
    expect([...taken].sort()).toEqual(due.sort());
    const times = taken.map((name) => held.get(name) ?? 0);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    for (const name of due) held.delete(name);
    expect(heap.next()).toBe(held.size === 0 ? undefined : Math.min(...held.values()));
    expect(heap.size).toBe(held.size);
  }
});
