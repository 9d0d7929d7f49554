import type { Question } from "@instar/kernel/contracts";
import { visible } from "./visible.ts";

const shownCharacters = 1_200;
const shownLines = 24;
const longestReason = 600;

/** A tool's name and its input as lines: a lone text plainly, several under their names. Whatever else it is, as it stands. */
function readable(what: string): { readonly title: string; readonly body: string } {
  const [, title, json] = /^(\S+) (\{[\s\S]*\})$/.exec(what) ?? [];
  if (title === undefined || json === undefined) return { title: "", body: what };
  try {
    const entries = Object.entries(JSON.parse(json) as Record<string, unknown>);
    const shown = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
    const [only] = entries;
    if (entries.length === 1 && typeof only?.[1] === "string") return { title: `${title} (${only[0]})`, body: only[1] };
    return { title, body: entries.map(([name, value]) => `${name}: ${shown(value)}`).join("\n") };
  } catch {
    // It was cut because it is very long, or is no tool call: it is shown as it stands.
    return { title: "", body: what };
  }
}

/** Beginning and end; the danger of a command often stands last. */
function cut(text: string): { readonly text: string; readonly left: number } {
  const half = shownCharacters / 2;
  const short =
    text.length <= shownCharacters ? text : `${text.slice(0, half)}\n[… ${text.length - 2 * half} characters are not shown …]\n${text.slice(-half)}`;
  const lines = short.split("\n");
  if (lines.length <= shownLines) return { text: short, left: text.length - Math.min(text.length, shownCharacters) };
  const kept = shownLines / 2;
  const hidden = lines.slice(kept, -kept);
  return {
    text: [...lines.slice(0, kept), `[… ${hidden.length} lines are not shown …]`, ...lines.slice(-kept)].join("\n"),
    left: text.length - [...lines.slice(0, kept), ...lines.slice(-kept)].join("\n").length,
  };
}

const oneLine = (text: string, longest: number) => {
  const line = visible(text).replace(/\s+/g, " ").trim();
  return line.length <= longest ? line : `${line.slice(0, longest / 2)} … ${line.slice(-longest / 2)}`;
};

const shortTime = { hour: "2-digit", minute: "2-digit", timeZoneName: "short" } as const;
const halfADayMs = 12 * 3_600_000;

/** The time alone where nobody can mistake the day; `now` undefined: it is read at any time. */
const timeOf = (at: number, now?: number) =>
  now !== undefined && at - now < halfADayMs
    ? new Intl.DateTimeFormat("en-GB", shortTime).format(at)
    : new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", ...shortTime }).format(at);

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? "" : "s"}`;

function spanOf(ms: number): string {
  const minutes = Math.max(1, Math.ceil(ms / 60_000));
  return minutes < 120 ? count(minutes, "minute") : count(Math.round(minutes / 60), "hour");
}

/** What is asked, why, and by whom. Every line of what is asked is indented, so that it cannot pass for a line of ours. */
function linesOf({ id, what, why, by, binds, session }: Question, asks: "asks" | "asked", elsewhere: boolean): string[] {
  const { title, body } = readable(what);
  const { text, left } = cut(visible(body));
  const where = session?.job ? `the job ${session.job}` : session?.address && `${session.address.channel} / ${session.address.conversation}`;
  const block = text
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
  return [
    `The agent ${asks} for your permission (${id})${title ? ` to use ${oneLine(title, 100)}` : ""}:`,
    "",
    block,
    "",
    ...(left > 0 ? [`${left} characters are not shown; the answer holds for the whole, SHA-256 ${binds}.`] : []),
    ...(elsewhere && where ? [`For: ${oneLine(where, 200)}`] : []),
    `Why: ${oneLine(why, longestReason)}`,
    `Asked by: ${oneLine(by.join(", "), longestReason)}`,
  ];
}

/** The whole question, as the owner reads it at `now` (undefined: later than it was put). */
export function questionText(question: Question, now: number | undefined, elsewhere: boolean): string {
  const { id, deadlineAt } = question;
  return [
    ...linesOf(question, "asks", elsewhere),
    `Until ${timeOf(deadlineAt, now)}${now === undefined ? "" : ` (${spanOf(deadlineAt - now)})`}; silence is a no.`,
    `Answer with /yes ${id} or /no ${id}; or just yes or no.`,
  ].join("\n");
}

/** What stands in the question's place once it has ended. */
export function settledText(question: Question, elsewhere: boolean): string {
  const { state, ended = "", endedAt = question.deadlineAt } = question;
  const end =
    state === "expired"
      ? "Nobody answered in time, so the answer was no."
      : state === "withdrawn"
        ? `Withdrawn: ${ended} It did not run.`
        : `Answered with ${state} by ${oneLine(ended, 200)} at ${timeOf(endedAt, endedAt)}.`;
  return [...linesOf(question, "asked", elsewhere), "", end].join("\n");
}

/** One line that tells questions apart. */
export const questionLine = ({ id, what }: Question): string => {
  const { title, body } = readable(what);
  return `${id}: ${oneLine(title ? `${title} ${body}` : body, 120)}`;
};

/** How a question ended, for whoever answers late and where it was put. */
export function endText({ id, state, ended = "", deadlineAt }: Question): string {
  if (state === "open") return `${id} is open.`;
  if (state === "expired") return `${id} has expired: nobody answered by ${timeOf(deadlineAt)}, so the answer was no.`;
  if (state === "withdrawn") return `${id} was withdrawn: ${ended} It did not run.`;
  return `${id} was answered with ${state} by ${ended}.`;
}

/** An ended question among others: how it ended, and what it was about. */
export function endedText(question: Question): string {
  const asked = new Date(question.askedAt).toLocaleString("sv-SE");
  return `${endText(question)}\n    ${asked}  ${questionLine(question).slice(question.id.length + 2)}\n    Asked by: ${oneLine(question.by.join(", "), longestReason)}`;
}

/** What the one hears whose answer counted. */
export const answeredText = ({ id, state }: Question): string =>
  state === "yes" ? `${id}: yes. It holds once, for exactly what was shown.` : `${id}: no. It does not run.`;
