import type { AttentionItem } from "./contract.ts";
import type { NoticesOptions } from "./options.ts";
import { type Pending, storm, type Telling } from "./plan-telling.ts";
import type { ItemTopic } from "./shapes.ts";
import { latestTime } from "./time-of-day.ts";

export interface TopicsKnown {
  /** By key. */
  readonly items: ReadonlyMap<string, Pick<AttentionItem, "id" | "state" | "title" | "place">>;
  /** By the item's number. */
  readonly topics: ReadonlyMap<string, ItemTopic>;
}

const bySeriousness = (one: Pending, other: Pending) => Number(other.level === "urgent") - Number(one.level === "urgent") || one.firstAt - other.firstAt;

/**
 * Which notices of a telling are told in a topic of their own, or in a place that is about them already, as keys, the most serious first; the others are one message together. An item keeps its
 * topic. A storm opens none, no more are opened a day or are open than the options say, and the messages in topics are part of the day's share like others.
 */
export function planTopics({ kind, notices, room }: Telling, { items, topics }: TopicsKnown, now: number, options: NoticesOptions): readonly string[] {
  const { perDay, open } = options.topics;
  if (kind === "digest" || notices.reduce((sum, { count }) => sum + count, 0) > storm) return [];
  const dayBegan = latestTime(now, options.digestAt, options.timezone);
  const states = new Map([...items.values()].map(({ id, state }) => [id, state]));
  let newLeft = perDay - [...topics.values()].filter(({ openedAt }) => openedAt >= dayBegan).length;
  let openLeft = open - [...topics.values()].filter(({ id, closed }) => !closed && states.get(id) !== "done").length;
  const wanted: string[] = [];
  for (const { key } of [...notices].sort(bySeriousness)) {
    const item = items.get(key);
    if (item === undefined || item.state === "done") continue;
    if (item.place !== undefined) {
      wanted.push(key);
      continue;
    }
    if (perDay === 0 || open === 0) continue;
    const topic = topics.get(item.id);
    if (topic === undefined || topic.closed) {
      if (openLeft <= 0 || (topic === undefined && newLeft <= 0)) continue;
      openLeft--;
      if (topic === undefined) newLeft--;
    }
    wanted.push(key);
  }
  // What is left over takes one message, too
  return wanted.length === notices.length && wanted.length <= room ? wanted : wanted.slice(0, room - 1);
}
