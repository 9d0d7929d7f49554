import { type Address, InstarError, isHeld, type Message, type SessionRef } from "@instar/kernel";
import type { Op, Session, SessionEvent, TurnError } from "@instar/kernel/contracts";
import { addressKey } from "./address-key.ts";
import type { InboxRow } from "./contract.ts";
import { describeSender } from "./describe-sender.ts";
import type { House } from "./house.ts";
import type { Outbox } from "./outbox.ts";
import { planFailure } from "./plan-failure.ts";
import { planRecovery } from "./plan-recovery.ts";
import { createSignOfLife } from "./sign-of-life.ts";
import { createStallWatch } from "./stall-watch.ts";
import { attemptsSentence, interruptedSentence, quietSentence, resumedNote, retryingSentence, stalledSentence, turnSentence } from "./turn-sentence.ts";

type TurnEnd = Extract<SessionEvent, { type: "turn-end" }>;

/** How long a turn may take to end after an interrupt before its process is stopped. */
const interruptGraceMs = 30_000;

export interface Conversation {
  readonly address: Address;
  /** An accepted message waits for its turn. */
  arrived(row: InboxRow): void;
  /** A message of the last daemon that was running when it died. */
  leftBehind(row: InboxRow): void;
  heard(session: SessionRef, event: SessionEvent): Promise<void>;
  /** Ends the turn and drops what waits; resolves when that is durable. Numbers of messages. */
  stop(reason: string): Promise<{ readonly running: number; readonly waiting: number }>;
  /** Changes of a message that the house answers itself, in one commit with its answer. */
  answerHere(row: InboxRow, text: string): Promise<void>;
  readonly running: number;
  readonly waiting: number;
  close(): void;
}

export const messageOf = (row: InboxRow): Message => ({
  key: row.key,
  from: row.from,
  address: row.address,
  text: row.prepared ?? row.text,
  at: row.at,
  ...(row.attachments ? { attachments: row.attachments } : {}),
  ...(row.quoted === undefined ? {} : { quoted: row.quoted }),
});

/** One address: its messages in order, one turn at a time, each ending in one of the inbox's terminal states. */
export function createConversation(address: Address, house: House, outbox: Outbox): Conversation {
  const { clock, log, sessions, inbox, options, closing } = house;
  const key = addressKey(address);
  let waiting: { row: InboxRow; recover?: boolean }[] = [];
  /** By input id: what the agent has been given and has not answered. */
  const running = new Map<string, InboxRow>();
  let pumping = false;
  let opening = new AbortController();
  let parked: Disposable | undefined;
  /** Every life of an agent is an object of its own: another one than last time has to be told what it must know. */
  let lastSession: Session | undefined;
  let retryTold = false;

  const sign = createSignOfLife(house, address, (text) => void say(text));
  const watch = createStallWatch(house, {
    quiet: (minutes, tool) => void say(quietSentence(minutes, tool)),
    stalled: (minutes) => void interruptStalled(minutes).catch((error: Error) => log.error("A stalled turn could not be interrupted.", { error })),
  });

  const ended = ({ reason: _, ...row }: InboxRow, change: Partial<InboxRow> & Pick<InboxRow, "state">): InboxRow => ({ ...row, ...change, endedAt: clock.now() });

  /** The rows' new states and, with a text, its reply: one commit. */
  async function settle(rows: readonly InboxRow[], text?: string, session?: string, more: readonly Op[] = []) {
    const composed = text === undefined ? [] : await outbox.compose({ key: house.ids(), address, text, answers: rows.map(({ id }) => id), ...(session ? { session } : {}) });
    const reply = composed[0]?.reply;
    const linked = reply ? rows.map((row): InboxRow => ({ ...row, reply })) : rows;
    await house.commit([...linked.flatMap(inbox.write), ...composed.flatMap(house.outbox.write), ...more]);
    for (const row of linked) inbox.note(row);
    for (const row of composed) house.outbox.note(row);
    outbox.add(composed);
  }

  async function say(text: string): Promise<void> {
    await settle([], text).catch((error: Error) => log.error("A sentence could not be said.", { error }));
  }

  function rest() {
    if (running.size > 0) return;
    watch.end();
    retryTold = false;
    if (waiting.length === 0 || parked) sign.end();
  }

  function park(until: number) {
    parked?.[Symbol.dispose]();
    parked = clock.after(until - clock.now(), () => {
      parked = undefined;
      if (waiting.length > 0) sign.begin();
      pump();
    });
  }

  function take(inputs: readonly string[]): InboxRow[] {
    return inputs.flatMap((id) => {
      const row = running.get(id);
      running.delete(id);
      return row ?? [];
    });
  }

  async function answer(rows: readonly InboxRow[], text: string, session: SessionRef | undefined) {
    const [first, ...folded] = rows;
    const state = text.trim() === "" ? "silent" : "answered";
    const done = rows.map((row) => (folded.includes(row) ? ended(row, { state: "merged", mergedInto: first?.id as string }) : ended(row, { state })));
    await settle(done, state === "silent" ? undefined : text, session?.id);
    if (session) for (const row of rows) house.lifecycle.note("afterMessage", { message: messageOf(row), session, elapsedMs: clock.now() - row.acceptedAt });
  }

  const fail = (rows: readonly InboxRow[], reason: string) => settle(rows.map((row) => ended(row, { state: "failed", reason })), reason);

  /** Back to the head of the queue, durable; `until` parks the whole address. */
  async function putBack(rows: readonly InboxRow[], { until, sentence, counts }: { until: number; sentence?: string; counts: boolean }) {
    const back = rows.map((row): InboxRow => ({ ...row, state: "accepted", attempt: counts ? row.attempt : row.attempt - 1, notBefore: until, ...(sentence ? { reason: sentence } : {}) }));
    const told = rows.some(({ reason }) => reason !== undefined);
    waiting = [...back.map((row) => ({ row })), ...waiting];
    park(until);
    await settle(back);
    if (sentence && !told) await say(sentence);
  }

  async function failed(rows: readonly InboxRow[], error: TurnError) {
    if (rows.length === 0) return;
    const plan = planFailure(error, Math.max(...rows.map(({ attempt }) => attempt)), options.attempts, clock.now());
    if (plan.step === "tell") await fail(rows, plan.sentence);
    else if (plan.step === "recover") recoverAll(rows);
    else await putBack(rows, { until: plan.until, sentence: plan.sentence, counts: plan.step === "again" });
  }

  function recoverAll(rows: readonly InboxRow[]) {
    waiting = [...rows.map((row) => ({ row, recover: true })), ...waiting];
  }

  async function turnEnded(session: SessionRef, event: TurnEnd) {
    if (closing.aborted && event.outcome !== "done") return;
    const rows = take(event.inputs);
    if (event.outcome === "done") {
      const late = rows.length === 0;
      if (!late || event.text.trim() !== "") await answer(rows, event.text, session);
    } else if (event.outcome === "interrupted") {
      if (rows.length > 0) await fail(rows, event.text.trim() ? `${event.text.trim()}\n\n${interruptedSentence}` : interruptedSentence);
    } else await failed(rows, event.error ?? { kind: "model", text: "The agent failed without saying why." });
    rest();
    pump();
  }

  async function interruptStalled(minutes: number) {
    const rows = take([...running.keys()]);
    const session = sessions.find(key);
    await fail(rows, stalledSentence(minutes));
    await session?.interrupt("The turn stalled.").catch(() => session.stop(5_000)); // one that cannot be interrupted is stopped
    clock.after(interruptGraceMs, () => {
      if (session?.phase === "working" && running.size === 0) session.stop(5_000).catch((error: Error) => log.error("A stalled agent could not be stopped.", { error }));
    });
    rest();
    pump();
  }

  async function recover(row: InboxRow) {
    const found = row.input === undefined ? ("absent" as const) : await sessions.inspect(key, row.input).catch(() => "unknown" as const);
    const plan = planRecovery(found, row.attempt, options.attempts);
    if (plan.step === "use") await answer([row], plan.text, undefined);
    else if (plan.step === "give up") await fail([row], attemptsSentence(row.attempt));
    else await begin(row, plan.step === "resume" ? [resumedNote(plan.found)] : []);
  }

  /** Gives one message to the agent. Its row says `running` before the agent can know of it. */
  async function begin(row: InboxRow, notes: readonly string[]) {
    let ready = row;
    if (row.prepared === undefined) {
      const message = await house.lifecycle.receive(messageOf(row));
      if (isHeld(message)) return settle([ended(row, { state: "held", reason: message.reason, ...(message.by ? { by: message.by } : {}) })], `Your message is held: ${message.reason}`);
      ready = { ...row, prepared: message.text, ...(message.attachments ? { attachments: message.attachments } : {}) };
    }
    const input = house.ids();
    const { notBefore: _, ...rest } = ready;
    const started: InboxRow = { ...rest, state: "running", attempt: row.attempt + 1, input };
    await settle([started]);
    running.set(input, started);
    watch.begin();
    try {
      const session = await sessions.open(key, { address }, opening.signal);
      if (!running.has(input)) return;
      const fresh = session !== lastSession;
      lastSession = session;
      const message = messageOf(started);
      const context = [...(await house.contextFor(session.ref, message, fresh)), describeSender(message), ...notes];
      running.set(input, { ...started, session: session.ref.id });
      await session.send({ id: input, text: message.text, context, ...(message.attachments ? { attachments: message.attachments } : {}) }, session.phase === "working" ? "steer" : "turn");
    } catch (error) {
      if (closing.aborted || !running.delete(input)) return;
      await notSent(started, error);
    }
  }

  async function notSent(row: InboxRow, error: unknown) {
    log.warn("A message could not be given to the agent.", { id: row.id, error });
    // SESSIONS_NOT_LIVING: its agent was parked in this very moment, and nothing reached it
    if (InstarError.is(error) && error.code !== "SESSIONS_NOT_LIVING") return fail([row], turnSentence({ kind: "refused", text: error.message, ...(error.hint ? { hint: error.hint } : {}) }));
    if (row.attempt >= options.attempts) return fail([row], attemptsSentence(row.attempt));
    await putBack([row], { until: clock.now() + 2_000 * row.attempt, counts: true });
  }

  const mayBegin = () => {
    if (waiting.length === 0 || parked || closing.aborted) return false;
    if (running.size === 0) return true;
    const session = sessions.find(key);
    return options.whileBusy === "steer" && session?.phase === "working" && house.steers(session.ref);
  };

  function pump() {
    if (pumping) return;
    pumping = true;
    (async () => {
      while (mayBegin()) {
        const next = waiting.shift() as (typeof waiting)[number];
        sign.begin();
        await (next.recover ? recover(next.row) : begin(next.row, []));
      }
    })()
      .catch((error: Error) => {
        if (!closing.aborted) log.error("A conversation stumbled.", { address: key, error });
      })
      .finally(() => {
        pumping = false;
        rest();
        if (mayBegin()) pump();
      });
  }

  return {
    address,
    arrived(row) {
      waiting.push({ row });
      if (row.notBefore !== undefined && row.notBefore > clock.now()) park(row.notBefore);
      if (!parked) sign.begin();
      pump();
    },
    leftBehind(row) {
      waiting.push({ row, recover: true });
      sign.begin();
      pump();
    },
    async heard(session, event) {
      watch.heard(event);
      if (event.type === "turn-end") return turnEnded(session, event);
      if (event.type === "retry" && event.attempt > 1 && !retryTold && running.size > 0) {
        retryTold = true;
        await say(retryingSentence(event.error));
      }
      if (event.type === "exit" && !event.expected && !closing.aborted) {
        const rows = take([...running.keys()]);
        if (event.error && event.error.kind !== "crashed") await failed(rows, event.error);
        else recoverAll(rows);
        rest();
        pump();
      }
    },
    async stop(reason) {
      const stopped = take([...running.keys()]);
      const dropped = waiting.splice(0).map(({ row }) => row);
      opening.abort(new Error(reason));
      opening = new AbortController();
      parked?.[Symbol.dispose]();
      parked = undefined;
      await settle([...stopped, ...dropped].map((row) => ended(row, { state: "failed", reason })));
      await sessions.find(key)?.interrupt(reason).catch((error: Error) => log.warn("The agent could not be interrupted.", { error }));
      rest();
      return { running: stopped.length, waiting: dropped.length };
    },
    answerHere: (row, text) => settle([ended(row, { state: "handled" })], text),
    get running() {
      return running.size;
    },
    get waiting() {
      return waiting.length;
    },
    close() {
      sign.end();
      watch.end();
      parked?.[Symbol.dispose]();
      opening.abort(new Error("The house closes."));
    },
  };
}
