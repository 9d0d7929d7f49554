/** The nearest due moments first; a job has one. All of it in the logarithm of their number. */
export interface DueHeap {
  /** Undefined: it is never due again. */
  set(slug: string, at: number | undefined): void;
  next(): number | undefined;
  /** Takes out everything due until `now`, the earliest first. */
  take(now: number): readonly string[];
  readonly size: number;
}

export function createDueHeap(): DueHeap {
  const heap: { readonly slug: string; readonly at: number }[] = [];
  /** What holds; an entry of the heap that says otherwise is passed over when its time comes. */
  const held = new Map<string, { readonly slug: string; readonly at: number }>();

  function push(entry: { readonly slug: string; readonly at: number }): void {
    let index = heap.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || above.at <= entry.at) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = entry;
  }

  function pop(): void {
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      const left = heap[child];
      if (left === undefined) break;
      const right = heap[child + 1];
      if (right !== undefined && right.at < left.at) child += 1;
      const least = heap[child] ?? left;
      if (least.at >= last.at) break;
      heap[index] = least;
      index = child;
    }
    heap[index] = last;
  }

  function top() {
    for (let first = heap[0]; first !== undefined; first = heap[0]) {
      if (held.get(first.slug) === first) return first;
      pop();
    }
    return undefined;
  }

  /** A job whose time is changed again and again leaves entries behind. */
  function tidy(): void {
    if (heap.length < 64 || heap.length < 4 * held.size) return;
    const all = [...held.values()].sort((a, b) => a.at - b.at);
    heap.splice(0, heap.length, ...all);
  }

  return {
    set(slug, at) {
      if (held.get(slug)?.at === at) return;
      held.delete(slug);
      if (at !== undefined) {
        const entry = { slug, at };
        held.set(slug, entry);
        push(entry);
      }
      tidy();
    },
    next: () => top()?.at,
    take(now) {
      const due: string[] = [];
      for (let first = top(); first !== undefined && first.at <= now; first = top()) {
        pop();
        held.delete(first.slug);
        due.push(first.slug);
      }
      return due;
    },
    get size() {
      return held.size;
    },
  };
}
