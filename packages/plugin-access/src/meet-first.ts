import type { Clock } from "@instar/kernel";
import type { Ask, Remote } from "@instar/kernel/command";
import type { Conversations, InboxRow } from "@instar/plugin-conversations/contract";
import { type AccessDesk, senderName, type Trusted } from "./contract.ts";
import { AccessError } from "./errors.ts";
import { visible } from "./visible.ts";

/** Whoever wrote so long ago may have been whom we wait for: people try their bot before they come here. */
const lookBackMs = 3_600_000;
const lookMs = 1_000;
const mostRows = 200;
const longestQuote = 60;
/** What could end our own quotation and go on in our words. */
const quotationMarks = /["\u00ab\u00bb\u201c-\u201f\u2033\u2036\u275d\u275e\u301d-\u301f\uff02]/gu;

/** A stranger, and what they wrote and is not answered: oldest first. */
export interface Writer {
  readonly sender: string;
  readonly name?: string;
  readonly handle?: string;
  readonly rows: readonly InboxRow[];
}

export interface Meeting {
  readonly channel: string;
  readonly access: Remote<AccessDesk>;
  readonly conversations: Remote<Conversations>;
  readonly clock: Clock;
}

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
function describeWriter({ sender, name, handle, rows }: Writer, now: number): string {
  const known = [name === undefined ? undefined : `"${shortened(name)}"`, handle === undefined ? undefined : shortened(handle)].filter(Boolean);
  const [first] = rows;
  return `${known.length === 0 ? visible(sender) : `${known.join(", ")} (${visible(sender)})`}${first ? ` wrote ${wordsOf(first)} ${since(now - first.at)}` : ""}`;
}

/** Strangers who wrote in private lately, and were not turned away. */
export async function findWriters({ channel, access, conversations, clock }: Meeting): Promise<readonly Writer[]> {
  const [rows, met, trusted] = await Promise.all([conversations.inbox({ states: ["refused"], limit: mostRows }), access.met(), access.trusted()]);
  const known = new Set([...trusted.map(({ sender }) => sender), ...met.flatMap(({ sender, state }) => (state === "denied" ? [sender] : []))]);
  const writers = new Map<string, InboxRow[]>();
  for (const row of [...rows].reverse()) {
    const sender = senderName(channel, row.from);
    if (row.address.channel !== channel || row.group || row.acceptedAt < clock.now() - lookBackMs || known.has(sender)) continue;
    writers.set(sender, [...(writers.get(sender) ?? []), row]);
  }
  return [...writers].map(([sender, own]) => {
    const { name, handle } = own.at(-1)?.from ?? {};
    return { sender, ...(name !== undefined && { name }), ...(handle !== undefined && { handle }), rows: own };
  });
}

/** Settles as `work` does; until then strangers are told that somebody is being asked. */
async function whileExpecting<T>({ channel, access }: Meeting, work: Promise<T>): Promise<T> {
  let over = false;
  const hold = async () => {
    while (!over) await access.expect(channel, lookMs);
  };
  hold().catch(() => undefined); // the house has gone: whoever is asked may answer all the same, and what is done next says so
  return work.finally(() => {
    over = true;
  });
}

/** Nobody becomes owner by a key that was pressed for something else: what is chosen beforehand lets nobody in. */
async function whichIsIt(writers: readonly Writer[], ask: Ask, now: number, before: string): Promise<Writer | undefined> {
  const [only, ...others] = writers;
  if (only && others.length === 0)
    return (await ask.confirm(`${before}${describeWriter(only, now)}. Is this you? Make them owner?`, { default: false })) ? only : undefined;
  const choices = writers.map((writer) => ({ value: writer as Writer | undefined, label: describeWriter(writer, now) }));
  return ask.choose(`${before}Which of these is you? They become the owner.`, [{ value: undefined, label: "None of them: wait on" }, ...choices]);
}

/** Waits until somebody writes whom the person at the terminal says to be. Undefined when nobody has within `waitMs`; rejects as `signal` is aborted, or as `ask` does. */
export async function waitForOwner(
  meeting: Meeting,
  { ask, waitMs, left, signal }: { readonly ask: Ask; readonly waitMs: number; readonly left: (ms: number) => void; readonly signal: AbortSignal },
): Promise<Writer | undefined> {
  const { channel, access, clock } = meeting;
  const notThem = new Set<string>();
  const toAskAbout = async () => (await findWriters(meeting)).filter(({ sender }) => !notThem.has(sender));
  let until = clock.now() + waitMs;
  try {
    for (let before = ""; ; ) {
      signal.throwIfAborted();
      const writers = await toAskAbout();
      if (writers.length > 0) {
        const asked = clock.now();
        const chosen = await whileExpecting(meeting, whichIsIt(writers, ask, asked, before));
        until += clock.now() - asked;
        // Who was quicker may have taken another's name, and was shown without them
        const wasAlone = chosen && writers.length === 1 && (await toAskAbout()).length > 1;
        if (chosen && !wasAlone) return chosen;
        before = wasAlone ? "Somebody else has written meanwhile. " : "";
        if (wasAlone) continue;
        for (const { sender } of writers) notThem.add(sender);
      }
      if (clock.now() >= until) return undefined;
      left(until - clock.now());
      await access.expect(channel, lookMs);
    }
  } finally {
    await access.expect(channel, 0).catch(() => undefined); // it ends by itself soon
  }
}

export interface LetIn {
  readonly trusted: Trusted;
  /** Ids of messages that are answered after all. */
  readonly passedOn: readonly string[];
  /** Something that they wrote is not there as a whole, so that they have to send it again. */
  readonly cut: boolean;
}

/** Makes somebody the owner, and has what they wrote in vain lately answered: each message once. */
export async function letInAsOwner(meeting: Meeting, sender: string, known: Writer | undefined): Promise<LetIn> {
  const { access, conversations } = meeting;
  // As it is now: more may have come while the question stood
  const before = (await findWriters(meeting)).find((writer) => writer.sender === sender) ?? known;
  const name = before?.name;
  const trusted = await access.grant(sender, "owner", "local:owner", name === undefined ? {} : { name });
  const passedOn: string[] = [];
  for (const { id } of before?.rows ?? []) if (await conversations.retry(id)) passedOn.push(id);
  return { trusted, passedOn, cut: before?.rows.some((row) => row.cut) ?? false };
}

/** Waits for the first answer to one of these messages to arrive; its text. */
export async function waitForReply(
  { conversations, clock }: Pick<Meeting, "conversations" | "clock">,
  ids: readonly string[],
  { waitMs, signal }: { readonly waitMs: number; readonly signal: AbortSignal },
): Promise<string | undefined> {
  const until = clock.now() + waitMs;
  while (clock.now() < until) {
    for (const id of ids) {
      const [first] = await conversations.repliesTo(id);
      if (first?.state === "delivered") return first.part.body.text;
    }
    await clock.sleep(250, signal);
  }
  return undefined;
}

/** Rejects with ACCESS_NO_SUCH_CHANNEL. Resolves with why nobody is heard there now, if so. */
export async function requireChannel({ channel, conversations }: Pick<Meeting, "channel" | "conversations">): Promise<string | undefined> {
  const { channels } = await conversations.status();
  const found = channels.find(({ id }) => id === channel);
  if (!found)
    throw AccessError.NO_SUCH_CHANNEL(
      channel,
      channels.map(({ id }) => id),
    );
  return found.state === "failed" ? found.reason : undefined;
}
