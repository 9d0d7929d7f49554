/** When a job is due. All instants are epoch ms; "after" excludes, "until" includes. */
export interface Plan {
  /** Undefined: not within eight years. */
  next(after: number): number | undefined;
  /** The first `limit` of them; `more` says whether there are others. */
  between(after: number, until: number, limit: number): { readonly dues: readonly number[]; readonly more: boolean };
  /** The last one. */
  latest(after: number, until: number): number | undefined;
  /** How many, by arithmetic: a year of seconds costs no more than a year of Mondays. */
  count(after: number, until: number): number;
}

/** The rest of a plan, from its two questions. */
export function planOf({ next, count }: Pick<Plan, "next" | "count">): Plan {
  return {
    next,
    count,
    between(after, until, limit) {
      const dues: number[] = [];
      for (let due = next(after); due !== undefined && due <= until; due = next(due)) {
        if (dues.length === limit) return { dues, more: true };
        dues.push(due);
      }
      return { dues, more: false };
    },
    latest(after, until) {
      let found: number | undefined;
      let from = after;
      let end = until;
      while (from < end) {
        const middle = from + Math.floor((end - from) / 2);
        const due = next(middle);
        if (due !== undefined && due <= until) {
          found = due;
          from = due;
        } else end = middle;
      }
      return found;
    },
  };
}

/** Where the last `count` occurrences before `until` (included) begin: none of them is at that instant or before it. */
export function startOfLast(plan: Plan, after: number, until: number, count: number): number {
  let from = after;
  let end = until;
  while (from < end) {
    const middle = from + Math.floor((end - from) / 2);
    if (plan.count(middle, until) > count) from = middle + 1;
    else end = middle;
  }
  return from;
}
