import type { About, RecordedEvent, SessionRecord } from "@instar/kernel/contracts";
import type { InboxRow, OutboxRow } from "@instar/plugin-conversations/contract";
import type { NamedId } from "./contract.ts";

/** All that is known about one thing: events in any order, and the rows, which know the state even when events are gone. */
export interface Material {
  readonly subject: NamedId;
  readonly events: readonly RecordedEvent[];
  readonly message?: InboxRow | undefined;
  readonly replies?: readonly OutboxRow[];
  readonly session?: SessionRecord | undefined;
}

export interface StoryLine {
  readonly at: number;
  readonly type: string;
  readonly text: string;
  readonly about: About;
  readonly costUsd?: number;
  /** Known from a row: its event is no longer kept. */
  readonly fromRow?: true;
}

export interface Summary {
  readonly state?: string;
  readonly turns: number;
  readonly costUsd: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly toolsAllowed: number;
  readonly toolsDenied: number;
  readonly crashes: number;
  /** A turn answered other messages as well. */
  readonly isShared?: true;
  readonly beganAt?: number;
  readonly endedAt?: number;
}

export interface Story {
  readonly subject: NamedId;
  readonly lines: readonly StoryLine[];
  readonly summary: Summary;
}

type Data = Readonly<Record<string, unknown>>;
const dataOf = ({ data }: RecordedEvent): Data => (typeof data === "object" && data !== null && !Array.isArray(data) ? (data as Data) : {});
const numberOf = (event: RecordedEvent, name: string): number => {
  const value = dataOf(event)[name];
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
};

/** A span for people: `12 ms`, `3.4 s`, `5 min 20 s`, `2 h 5 min`. */
export function shownSpan(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.round(ms / 60_000);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export const shownCost = (usd: number): string => `${usd.toFixed(usd > 0 && usd < 0.01 ? 4 : 2)} USD`;

/** A crash is told at its place in time, and not when the next start noticed it. */
const whenOf = (event: RecordedEvent): number => (event.type === "house.crashed" ? numberOf(event, "lastSeenAt") : 0) || event.at;

function textOf(event: RecordedEvent): string {
  const { type, text, costUsd } = event;
  const elapsed = numberOf(event, "elapsedMs");
  if (type === "house.crashed") return "The house crashed: this was its last sign of life.";
  if (type === "tool.done") return text.replace(/\.$/, ` after ${shownSpan(elapsed)}.`);
  if (type !== "turn.ended") return text;
  const tokens = numberOf(event, "inputTokens") + numberOf(event, "outputTokens");
  const spent = [...(tokens > 0 ? [`${tokens} tokens`] : []), ...(costUsd === undefined ? [] : [shownCost(costUsd)])];
  return spent.length === 0 ? text : text.replace(/\.$/, ` (${spent.join(", ")}).`);
}

const lineOf = (event: RecordedEvent): StoryLine => ({
  at: whenOf(event),
  type: event.type,
  text: textOf(event),
  about: event.about,
  ...(event.costUsd === undefined ? {} : { costUsd: event.costUsd }),
});

/** What a message's row knows although its event is gone. */
function linesOfMessage(row: InboxRow, known: ReadonlySet<string>): StoryLine[] {
  const about: About = { message: row.id, channel: row.address.channel };
  const line = (at: number, type: string, text: string): StoryLine[] => (known.has(type) ? [] : [{ at, type, text, about, fromRow: true }]);
  const why = row.reason === undefined ? "" : `: ${row.reason}`;
  return [
    ...line(row.acceptedAt, "message.accepted", `A message from ${row.address.channel}:${row.from.id} (${row.from.trust}) was accepted.`),
    ...(row.endedAt === undefined ? [] : line(row.endedAt, `message.${row.state}`, `It was ${row.state}${why === "" ? "." : why}`)),
  ];
}

const linesOfReply = (part: OutboxRow, events: readonly RecordedEvent[]): StoryLine[] => {
  const type = `reply.${part.state}`;
  const known = events.some((event) => event.type === type && event.about.reply === part.reply && numberOf(event, "part") === part.part.index);
  if (known || part.endedAt === undefined) return [];
  const what = part.parts === 1 ? "The reply" : `Part ${part.part.index + 1} of ${part.parts} of the reply`;
  const text = `${what} was ${part.state === "failed" ? "not delivered" : part.state}.`;
  return [{ at: part.endedAt, type, text, about: { reply: part.reply, channel: part.address.channel }, fromRow: true }];
};

/** The state that the rows or, without them, the events tell. */
function stateOf({ subject, message, replies = [], session }: Material, events: readonly RecordedEvent[]): string | undefined {
  if (subject.kind === "message" && message) return message.state;
  if (subject.kind === "session" && session) return session.state;
  if (subject.kind === "reply") {
    const states = [...new Set(replies.map(({ state }) => state))];
    if (states.length > 0) return states.join(", ");
  }
  // Of a run nothing but its end has a state.
  if (subject.kind === "job") {
    const end = events.findLast(({ type }) => type === "job.ended" || type === "job.skipped");
    const ended = end && dataOf(end)["state"];
    return typeof ended === "string" ? ended : undefined;
  }
  const own: Partial<Record<NamedId["kind"], string>> = { message: "message", reply: "reply", session: "session", call: "tool", question: "question" };
  const last = events.findLast(({ type, about }) => about[subject.kind] === subject.id && type.startsWith(`${own[subject.kind]}.`));
  return last?.type.slice(last.type.indexOf(".") + 1);
}

/** Puts everything in order and adds it up. What rows know fills in for events that are gone. */
export function tellStory(material: Material): Story {
  const { subject, message, replies = [], session } = material;
  const events = [...new Map(material.events.map((event) => [event.position, event])).values()]
    .filter(({ type }) => type !== "house.ready")
    .sort((a, b) => whenOf(a) - whenOf(b) || a.position - b.position);
  const known = new Set(events.filter(({ about }) => message === undefined || about.message === message.id).map(({ type }) => type));
  const filled = [...(message ? linesOfMessage(message, known) : []), ...replies.flatMap((part) => linesOfReply(part, events))];
  const crash = events.findIndex(({ type }) => type === "house.crashed");
  const again = (event: RecordedEvent, index: number): StoryLine =>
    crash >= 0 && index > crash && event.type === "house.started" ? { ...lineOf(event), text: "The house started again." } : lineOf(event);
  const lines = [...events.map(again), ...filled].sort((a, b) => a.at - b.at);
  const turns = events.filter(({ type }) => type === "turn.ended");
  const sum = (name: string) => turns.reduce((total, turn) => total + numberOf(turn, name), 0);
  const count = (wanted: string) => events.filter(({ type }) => type === wanted).length;
  const whole = subject.kind === "session" ? session : undefined;
  const state = stateOf(material, events);
  const [first] = lines;
  const last = lines.at(-1);
  return {
    subject,
    lines,
    summary: {
      ...(state === undefined ? {} : { state }),
      turns: whole?.turns ?? turns.length,
      costUsd: whole?.costUsd ?? turns.reduce((total, { costUsd = 0 }) => total + costUsd, 0),
      inputTokens: whole?.inputTokens ?? sum("inputTokens"),
      outputTokens: whole?.outputTokens ?? sum("outputTokens"),
      toolsAllowed: count("tool.allowed"),
      toolsDenied: count("tool.denied"),
      crashes: count("house.crashed"),
      ...(subject.kind === "message" && turns.some((turn) => Array.isArray(dataOf(turn)["messages"])) ? { isShared: true } : {}),
      ...(first ? { beganAt: first.at } : {}),
      ...(last ? { endedAt: last.at } : {}),
    },
  };
}
