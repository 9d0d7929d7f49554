import type { SessionRecord } from "@instar/kernel/contracts";
import { shortText } from "./short-text.ts";
import { sinceText } from "./since-text.ts";

const longestReason = 80;

/** What a session does, in words: ``working since 14:05, running a command (`npm test`)``. `doing`: with its tools. */
export function describeSession({ state, usedAt, exit }: Pick<SessionRecord, "state" | "usedAt" | "exit">, now: number, doing: string | undefined): string {
  const since = sinceText(usedAt, now);
  if (state === "working") return `working ${since}${doing === undefined ? "" : `, ${doing}`}`;
  if (state === "new" || state === "starting") return `beginning ${since}`;
  if (state === "failed") return `failed ${sinceText(exit?.at ?? usedAt, now)}${exit?.text ? ` (${shortText(exit.text, longestReason)})` : ""}`;
  if (state === "stopped") return `ended ${sinceText(exit?.at ?? usedAt, now)}`;
  return state === "parked" ? `asleep ${since}` : `idle ${since}`;
}
