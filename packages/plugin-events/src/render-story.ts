import type { InboxRow } from "@instar/plugin-conversations/contract";
import { type Story, type StoryLine, shownCost, shownSpan } from "./story.ts";

const longestQuote = 60;
/** A terminal obeys some of these instead of showing them; other people's names and texts may hold them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const commands = /[\s\0-\x1f\x7f-\x9f\u202d\u202e\u2066-\u2069]+/g;

const plain = (text: string) => text.replace(commands, " ");
const quote = (text: string) => `“${plain(text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text).trim()}”`;
const two = (value: number) => String(value).padStart(2, "0");
const shownDay = (at: number) => new Date(at).toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric" });

function shownTime(at: number): string {
  const time = new Date(at);
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}.${String(time.getMilliseconds()).padStart(3, "0")}`;
}

function timeline(lines: readonly StoryLine[]): string[] {
  let former: StoryLine | undefined;
  return lines.flatMap((line) => {
    const isNewDay = former !== undefined && shownDay(former.at) !== shownDay(line.at);
    const step = former === undefined ? "" : `+${shownSpan(Math.max(0, line.at - former.at))}`;
    former = line;
    const shown = `${shownTime(line.at)}  ${step.padStart(12)}  ${plain(line.text)}${line.fromRow ? " (from its row; the event is no longer kept)" : ""}`;
    return isNewDay ? [shownDay(line.at), shown] : [shown];
  });
}

/** States in which more is to come. */
const open: ReadonlySet<string> = new Set(["accepted", "running", "parked", "pending", "sending", "new", "starting", "idle", "working", "asked", "allowed"]);
const capital = (word: string) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
const many = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;

function closing({ summary }: Story, now: number | undefined): string {
  const { state, isShared = false, turns, costUsd, inputTokens, outputTokens, toolsAllowed, toolsDenied, crashes, beganAt = 0, endedAt = 0 } = summary;
  const used = [
    many(turns, "turn"),
    ...(toolsAllowed + toolsDenied > 0 ? [`${many(toolsAllowed + toolsDenied, "tool call")}${toolsDenied > 0 ? ` (${toolsDenied} denied)` : ""}`] : []),
    ...(inputTokens + outputTokens > 0 ? [`${inputTokens} tokens in and ${outputTokens} out`] : []),
    ...(crashes > 0 ? [`${crashes === 1 ? "one crash" : `${crashes} crashes`} of the house`] : []),
  ];
  const until = state !== undefined && open.has(state) && now !== undefined ? now : endedAt;
  const span = shownSpan(Math.max(0, until - beganAt));
  const how = state === undefined ? `${span} in all` : open.has(state) ? `${capital(state)}, ${span} so far` : `${capital(state)} after ${span}`;
  return `${how}: ${used.join(", ")}. Cost: ${shownCost(costUsd)}${isShared ? ", where a turn that answered other messages, too, counts whole" : ""}.`;
}

/** More is to come. */
export const goesOn = ({ summary }: Story): boolean => summary.state !== undefined && open.has(summary.state);

/** A story as people read it: who and what, the timeline with the time between the steps, how it ended and what it cost; until `now` when it goes on. */
export function renderStory(story: Story, message?: InboxRow, now?: number): string {
  const { kind, id } = story.subject;
  const [first] = story.lines;
  const name = kind === "call" ? "Tool call" : kind === "job" ? "Run" : capital(kind);
  const head = [`${name} ${id}${story.summary.state === undefined ? "" : `: ${story.summary.state}`}`];
  if (message) {
    const { from, address, at, text } = message;
    head.push(`${plain(from.name ?? from.id)} (${from.trust}) wrote on ${address.channel} on ${shownDay(at)} at ${shownTime(at)}: ${quote(text)}`);
  } else if (first) head.push(shownDay(first.at));
  return [...head, "", ...timeline(story.lines), "", closing(story, now)].join("\n");
}
