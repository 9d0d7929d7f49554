import type { InboxRow } from "@instar/plugin-conversations/contract";
import { visible } from "../visible.ts";
import type { Writer } from "./writers.ts";

const longestQuote = 60;
/** What could end our own quotation and go on in our words. */
const quotationMarks = /["\u00ab\u00bb\u201c-\u201f\u2033\u2036\u275d\u275e\u301d-\u301f\uff02]/gu;

/** Other people's words on one line, which can end no quotation. */
function shortened(text: string): string {
  const characters = [...visible(text.replace(/\s+/g, " ").trim()).replace(quotationMarks, "'")];
  return characters.length > longestQuote ? `${characters.slice(0, longestQuote).join("")}…` : characters.join("");
}

function wordsOf({ text, cut }: InboxRow): string {
  if (text.trim() === "") return cut ? "something without words" : "nothing that can be read";
  return `"${shortened(text)}"`;
}

function since(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  return minutes < 1 ? "just now" : minutes === 1 ? "a minute ago" : `${minutes} minutes ago`;
}

/** For whoever knows their own name, number and words. */
export function describeWriter({ sender, name, handle, rows }: Writer, now: number): string {
  const known = [name === undefined ? undefined : `"${shortened(name)}"`, handle === undefined ? undefined : shortened(handle)].filter(Boolean);
  const [first] = rows;
  return `${known.length === 0 ? visible(sender) : `${known.join(", ")} (${visible(sender)})`}${first ? ` wrote ${wordsOf(first)} ${since(now - first.at)}` : ""}`;
}
