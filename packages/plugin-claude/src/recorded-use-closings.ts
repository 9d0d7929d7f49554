import type { RecordedUse } from "@instar/kernel/contracts";
import type { ModelSum, RunningTotal, ThreadRecords } from "./recorded-use-thread.ts";

const figures = ["inputTokens", "outputTokens", "cacheReadTokens", "cacheWriteTokens", "costUsd"] as const;
type Sums = ReadonlyMap<string, ModelSum>;

const longestIdleMs = 24 * 60 * 60_000;

const nothing: ModelSum = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, costUsd: 0 };
const each = (figure: (name: (typeof figures)[number]) => number): ModelSum =>
  Object.fromEntries(figures.map((name) => [name, figure(name)])) as unknown as ModelSum;
const minus = (sum: Sums, other: Sums): Sums =>
  new Map([...sum].map(([model, one]) => [model, each((name) => one[name] - (other.get(model) ?? nothing)[name])] as const));
const sumOf = (sums: Iterable<ModelSum>): ModelSum => [...sums].reduce((total, one) => each((name) => total[name] + one[name]), nothing);

/**
 * For every process of a conversation that ended by itself: what it cost, and the tokens that it counted beyond the answers that it wrote down,
 * which are those of compactions and of small questions of its own. Nothing for a branch whose trunk can't be found, because its total holds the trunk's.
 */
export function planClosings(thread: string, records: ThreadRecords, trunks: readonly ThreadRecords[]): readonly RecordedUse[] {
  const cwd = records.answers.find((answer) => answer.cwd !== undefined)?.cwd;
  let counted: Sums | undefined;
  let written: Sums = new Map();
  return records.totals.flatMap((total, index) => {
    const upTo = answersUpTo(records, total);
    const own = minus(upTo, written);
    const before = counted ?? countedBefore(total, own, records, trunks);
    counted = total.models;
    written = upTo;
    if (before === undefined) return [];
    const at = endedBy(records, total);
    return [...rest(minus(total.models, before), own)].flatMap(([model, left]) => {
      const said = each((name) => Math.max(0, left[name]));
      if (figures.every((name) => said[name] < 1e-9)) return [];
      return [{ id: `${thread}#${index + 1}:${model}`, at, thread, ...(cwd !== undefined && { cwd }), model, ...said, closing: true as const }];
    });
  });
}

/** The latest time at which the process can have ended. One that was long ago is not made young by a conversation that is taken up again. */
function endedBy({ answers, order, modifiedAt }: ThreadRecords, { answersBefore }: RunningTotal): number {
  const atOf = (index: number) => answers.find(({ id }) => id === order[index])?.at;
  const next = atOf(answersBefore);
  if (next === undefined) return modifiedAt;
  return Math.min(next, (atOf(answersBefore - 1) ?? next) + longestIdleMs);
}

/** By model where the names agree; else in one sum under the dearest, because the same answers would be counted under both names. */
function rest(used: Sums, own: Sums): Sums {
  if ([...own.keys()].every((model) => used.has(model))) return minus(used, own);
  const dearest = [...used].reduce((one, other) => (other[1].costUsd > one[1].costUsd ? other : one))[0];
  return minus(new Map([[dearest, sumOf(used.values())]]), new Map([[dearest, sumOf(own.values())]]));
}

/** What was written down before this total, by model. Sub-agents have files of their own, so theirs are told by their time. */
function answersUpTo({ answers, order }: ThreadRecords, { answersBefore }: RunningTotal): Sums {
  const place = new Map(order.map((id, index) => [id, index]));
  const next = answers.find(({ id }) => id === order[answersBefore])?.at ?? Number.POSITIVE_INFINITY;
  const sums = new Map<string, ModelSum>();
  for (const answer of answers) {
    const index = place.get(answer.id);
    if (index === undefined ? answer.at >= next : index >= answersBefore) continue;
    const model = answer.model ?? "";
    const known = sums.get(model) ?? nothing;
    sums.set(
      model,
      each((name) => known[name] + (name === "costUsd" ? 0 : answer[name])),
    );
  }
  return sums;
}

/** The total that the counting of the conversation's first process began from. Undefined when it can't be told. */
function countedBefore(first: RunningTotal, own: Sums, { branched }: ThreadRecords, trunks: readonly ThreadRecords[]): Sums | undefined {
  if (branched === undefined || first.countedSince > branched.until) return new Map();
  const [total, least] = [sumOf(first.models.values()), sumOf(own.values())];
  const reached = trunks.flatMap(({ totals }) => totals).filter(({ countedSince }) => countedSince === first.countedSince);
  // The latest that leaves room for what this one answered itself: a trunk that lived on went on counting beside it.
  const fitting = reached
    .map(({ models }) => ({ models, sum: sumOf(models.values()) }))
    .filter(({ sum }) => figures.every((name) => total[name] - sum[name] >= least[name] - 1e-9));
  return fitting.sort((one, other) => other.sum.inputTokens + other.sum.cacheReadTokens - one.sum.inputTokens - one.sum.cacheReadTokens)[0]?.models;
}
