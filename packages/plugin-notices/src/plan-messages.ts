import type { Address } from "@instar/kernel";
import type { Pending, Telling } from "./plan-telling.ts";
import type { TellingMessage } from "./render-telling.ts";

/** The messages of a telling: one for each notice with a topic, and one for all the others, which comes last and says when the day's share is used up. */
export function planMessages(
  { kind, notices, share }: Pick<Telling, "kind" | "notices" | "share">,
  topics: ReadonlyMap<string, Address>,
): readonly TellingMessage[] {
  const isApart = ({ key }: Pending) => topics.has(key);
  const rest = notices.filter((notice) => !isApart(notice));
  const messages: TellingMessage[] = notices.flatMap((notice) => {
    const to = topics.get(notice.key);
    return to === undefined ? [] : [{ kind, notices: [notice], capped: false, to }];
  });
  if (rest.length > 0) messages.push({ kind, notices: rest, capped: false });
  const isCapped = share !== undefined && messages.length >= share;
  return messages.map((message, index) => ({ ...message, capped: isCapped && index === messages.length - 1 }));
}
