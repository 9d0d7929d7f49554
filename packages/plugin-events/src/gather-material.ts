import type { EventFilter, RecordedEvent, SessionRecord } from "@instar/kernel/contracts";
import type { InboxRow, OutboxRow } from "@instar/plugin-conversations/contract";
import type { NamedId } from "./contract.ts";
import { jobOf, runOf } from "./find-run.ts";
import type { Material } from "./story.ts";

/** Where the pieces of a story are. A source whose service is away knows nothing. */
export interface Sources {
  list(filter: EventFilter): Promise<readonly RecordedEvent[]>;
  message(id: string): Promise<InboxRow | undefined>;
  repliesTo(message: string): Promise<readonly OutboxRow[]>;
  sessions(): Promise<readonly SessionRecord[]>;
}

/** A message that was accepted just before is found, too. */
const slackMs = 1_000;
const most = 1_000;
const over = new Set(["answered", "merged", "handled", "refused", "held", "silent", "failed", "expired", "withdrawn"]);

const idsOf = (events: readonly RecordedEvent[], kind: NamedId["kind"]) => [...new Set(events.flatMap(({ about }) => about[kind] ?? []))];
const flat = async <T>(lists: readonly Promise<readonly T[]>[]): Promise<readonly T[]> => (await Promise.all(lists)).flat();

/** What happened around: to the house itself, and in the sessions to themselves and to these calls, while the thing was going on. */
async function surroundings({ list }: Sources, sessions: readonly string[], calls: ReadonlySet<string>, since: number, until: number) {
  const span = { since, until, limit: most };
  const inSessions = await flat(sessions.map((session) => list({ ...span, about: { session } })));
  const mine = inSessions.filter(({ type, about }) => /^(session|access)\./.test(type) || (about.call !== undefined && calls.has(about.call)));
  return [...(await list({ ...span, types: ["house"] })), ...mine];
}

/** What the turn that works on a message is waiting for: a call is known to belong to it only once it was decided. */
async function asking({ list, sessions }: Sources, { address, state }: InboxRow, own: readonly RecordedEvent[]): Promise<readonly RecordedEvent[]> {
  const since = Math.max(...own.filter(({ type }) => type === "message.running").map(({ at }) => at));
  if (state !== "running" || !Number.isFinite(since)) return [];
  const there = (await sessions()).filter((one) => one.address?.channel === address.channel && one.address.conversation === address.conversation);
  return flat(there.map(({ id }) => list({ since, limit: most, types: ["question"], about: { session: id } })));
}

async function ofMessage(sources: Sources, subject: NamedId): Promise<Material> {
  const { list } = sources;
  const { id } = subject;
  const [message, replies] = await Promise.all([sources.message(id), sources.repliesTo(id)]);
  const since = message === undefined ? undefined : message.acceptedAt - slackMs;
  const span = { ...(since === undefined ? {} : { since }), limit: most };
  const own = await list({ ...span, about: { message: id } });
  const replied = new Set([...(message?.reply === undefined ? [] : [message.reply]), ...idsOf(own, "reply")]);
  const sent = await flat([...replied].map((reply) => list({ ...span, types: ["reply"], about: { reply } })));
  const calls = new Set(idsOf(own, "call"));
  const sessions = [...new Set([...idsOf(own, "session"), ...(message?.session === undefined ? [] : [message.session])])];
  const questions = message === undefined ? [] : await asking(sources, message, own);
  const mine = [...own, ...sent, ...questions];
  const times = mine.map(({ at }) => at);
  const running = message !== undefined && !over.has(message.state);
  const until = running ? Number.MAX_SAFE_INTEGER : Math.max(...times, message?.endedAt ?? 0);
  const from = Math.min(...times, message?.acceptedAt ?? Number.POSITIVE_INFINITY);
  const around = mine.length === 0 && message === undefined ? [] : await surroundings(sources, sessions, calls, from, until);
  return { subject, events: [...mine, ...around], message, replies };
}

async function ofSession(sources: Sources, subject: NamedId): Promise<Material> {
  const { list } = sources;
  const [own, sessions] = await Promise.all([list({ about: { session: subject.id }, limit: most }), sources.sessions()]);
  const session = sessions.find(({ id }) => id === subject.id);
  const times = own.map(({ at }) => at);
  const around = own.length === 0 ? [] : await list({ types: ["house"], since: Math.min(...times), until: Math.max(...times), limit: most });
  return { subject, events: [...own, ...around], session };
}

/** A reply with the messages that it answers. */
async function ofReply(sources: Sources, subject: NamedId): Promise<Material> {
  const own = await sources.list({ about: { reply: subject.id }, limit: most });
  const messages = idsOf(own, "message");
  const answered = await flat(messages.map((message) => sources.list({ types: ["message"], about: { message }, limit: most })));
  const parts = await flat(messages.map((message) => sources.repliesTo(message)));
  return { subject, events: [...own, ...answered], replies: parts.filter(({ reply }) => reply === subject.id) };
}

/** A call or a question: with the other of the two, and the message that it was for. */
async function ofCall(sources: Sources, subject: NamedId): Promise<Material> {
  const { list } = sources;
  const own = await list({ about: { [subject.kind]: subject.id }, limit: most });
  const related = await flat(idsOf(own, "call").map((call) => list({ about: { call }, limit: most })));
  const [message] = idsOf([...own, ...related], "message");
  const asked = message === undefined ? [] : await list({ types: ["message.accepted"], about: { message }, limit: most });
  const mine = [...own, ...related];
  const times = mine.map(({ at }) => at);
  const around = mine.length === 0 ? [] : await list({ types: ["house"], since: Math.min(...times), until: Math.max(...times), limit: most });
  return { subject, events: [...mine, ...asked, ...around] };
}

/** Of a job the events name the run in their data; its session is the run's alone. */
async function ofRun({ list }: Sources, subject: NamedId): Promise<Material> {
  const own = (await list({ types: ["job"], about: { job: jobOf(subject.id) }, limit: most })).filter((event) => runOf(event) === subject.id);
  const inside = await flat(idsOf(own, "session").map((session) => list({ about: { session }, limit: most })));
  const mine = [...own, ...inside];
  const times = mine.map(({ at }) => at);
  const around = mine.length === 0 ? [] : await list({ types: ["house"], since: Math.min(...times), until: Math.max(...times), limit: most });
  return { subject, events: [...mine, ...around] };
}

const ways: Partial<Record<NamedId["kind"], (sources: Sources, subject: NamedId) => Promise<Material>>> = {
  message: ofMessage,
  session: ofSession,
  reply: ofReply,
  job: ofRun,
};

/** All that the house knows about one thing, and about what belongs to it. */
export const gatherMaterial = (sources: Sources, subject: NamedId): Promise<Material> => (ways[subject.kind] ?? ofCall)(sources, subject);
