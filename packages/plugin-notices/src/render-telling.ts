import type { Address } from "@instar/kernel";
import { cutText } from "@instar/plugin-conversations/contract";
import type { AttentionItem } from "./contract.ts";
import type { Pending, Telling } from "./plan-telling.ts";

export interface TellingMessage extends Pick<Telling, "kind" | "notices"> {
  /** The day's share is used up with it: what comes now waits for the digest. */
  readonly capped: boolean;
  /** The topic of the only notice, where it has one. */
  readonly to?: Address;
}

/** Lines of one message; the rest is counted. */
const longestList = 20;
const shownText = 300;

const cut = (text: string) => cutText(text.replaceAll(/\s+/g, " "), shownText);

const times = (count: number) => (count === 1 ? "" : ` (${count} times)`);
const things = (count: number) => (count === 1 ? "one thing" : `${count} things`);

const order = { urgent: 0, attention: 1, info: 2 } as const;

function heading(kind: Telling["kind"], notices: readonly Pending[]): string {
  const total = notices.reduce((sum, { count }) => sum + count, 0);
  if (kind === "digest") return `Since the last digest: ${things(notices.length)}${total === notices.length ? "" : `, ${total} notices`}.`;
  return `${kind === "urgent" ? "Urgent" : "For your attention"}: ${things(notices.length)}.`;
}

/** One thing by itself. */
const linesOf = (kind: Telling["kind"], { title, text, count }: Pending): readonly string[] => [
  `${kind === "urgent" ? "Urgent" : "For your attention"}: ${title}${times(count)}`,
  ...(text === "" ? [] : [text]),
];

/** What stands in the place of a message about one item once that is done. */
export const renderDone = (kind: Telling["kind"], notice: Pending): string => [...linesOf(kind, notice), "Done."].join("\n");

/** The message as the owner reads it. `items` are those that can be acknowledged, by their keys. */
export function renderTelling({ kind, notices, capped, to }: TellingMessage, items: ReadonlyMap<string, Pick<AttentionItem, "id" | "state">>): string {
  const sorted = [...notices].sort((a, b) => order[a.level] - order[b.level] || a.firstAt - b.firstAt);
  const numberOf = (key: string) => {
    const item = items.get(key);
    return item === undefined || item.state === "done" ? undefined : item.id;
  };
  const [only] = sorted;
  const lines: string[] = [];
  if (sorted.length === 1 && only !== undefined && kind !== "digest") {
    const id = numberOf(only.key);
    lines.push(...linesOf(kind, only));
    if (id !== undefined && to !== undefined) lines.push("/ack when you have seen it, /done when it is done; what else you write here is for the agent.");
    else if (id !== undefined) lines.push(`/ack ${id} when you have seen it, /done ${id} when it is done.`);
  } else {
    lines.push(heading(kind, sorted));
    for (const { key, title, text, count } of sorted.slice(0, longestList)) {
      const id = numberOf(key);
      lines.push(`- ${id === undefined ? "" : `[${id}] `}${title}${times(count)}${text === "" ? "" : `: ${cut(text)}`}`);
    }
    if (sorted.length > longestList) lines.push(`… and ${sorted.length - longestList} more.`);
    if (sorted.some(({ key }) => numberOf(key) !== undefined))
      lines.push("/attention lists what waits, /ack NUMBER when you have seen it, /done NUMBER when it is done.");
  }
  if (capped) lines.push("That was the last message of today's share: what else comes waits for the digest, urgent things get a few more.");
  return lines.join("\n");
}
