import type { SessionRecord } from "@instar/kernel/contracts";
import { shortText } from "./short-text.ts";
import { sinceText } from "./since-text.ts";

const longestTool = 40;
const longestReason = 80;

/** What a session does, in words: `working since 14:05, runs Bash`. */
export function describeSession({ state, usedAt, exit }: Pick<SessionRecord, "state" | "usedAt" | "exit">, now: number, tool: string | undefined): string {
  const since = sinceText(usedAt, now);
  if (state === "working") return `working ${since}${tool === undefined ? "" : `, runs ${shortText(tool, longestTool)}`}`;
  if (state === "new" || state === "starting") return `beginning ${since}`;
  if (state === "failed") return `failed ${sinceText(exit?.at ?? usedAt, now)}${exit?.text ? ` (${shortText(exit.text, longestReason)})` : ""}`;
  if (state === "stopped") return `ended ${sinceText(exit?.at ?? usedAt, now)}`;
  return state === "parked" ? `asleep ${since}` : `idle ${since}`;
}
