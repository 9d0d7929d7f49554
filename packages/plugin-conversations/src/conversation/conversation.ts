import type { Address, Reply, SessionRef } from "@instar/kernel";
import type { Op, SessionEvent, TurnError } from "@instar/kernel/contracts";
import { addressKey } from "../address-key.ts";
import type { InboxRow } from "../contract.ts";
import { createCorrectionKeeping } from "../corrections/keep-correction.ts";
import type { House } from "../house.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { Ending } from "../progress/plan-progress.ts";
import { attemptsSentence, interruptedSentence, stalledSentence, waitsSentence, withdrawnReason } from "../turn-sentence.ts";
import { fitting, foldAlbum, isSameAlbum } from "./fold-album.ts";
import { createGathering } from "./gathering.ts";
import { createGiving, type Running, type Waiting } from "./give-message.ts";
import { createHalt } from "./halt.ts";
import { createParking } from "./parking.ts";
import { planFailure } from "./plan-failure.ts";
import { recoverRows } from "./recover-rows.ts";
import { createSettlement } from "./settlement.ts";
import { createTurnSigns } from "./turn-signs.ts";

type TurnEnd = Extract<SessionEvent, { type: "turn-end" }>;

/** A message that arrives while its conversation is parked for longer than this is told so. */
const worthTellingMs = 10_000;

export interface Conversation {
  readonly address: Address;
  /** An accepted message waits for its turn. */
  arrived(row: InboxRow): void;
  /** A message of the last daemon that was running when it died; `takeUp` when all are known, for some may share an answer. */
  leftBehind(row: InboxRow): void;
  takeUp(): void;
  /** An event of this conversation's own session. */
  heard(session: SessionRef, event: SessionEvent): Promise<void>;
  /** An agent said something here that nobody had asked it. */
  spoke(session: SessionRef, text: string): Promise<void>;
  /** Ends the turn and drops what waits; resolves when that is durable. Numbers of messages; `said`: what is said here about that. */
  stop(reason: string, said?: (running: number, waiting: number) => string | undefined): Promise<{ readonly running: number; readonly waiting: number }>;
  /**
   * Ends the turn and keeps what waits. Durable when it resolves, with the messages whose turn it was, and whether the agent was at work. `restart`: its
   * process is about to be ended as well, so what is being given to it waits for the next one.
   */
  interrupt(reason: string, restart?: "restart"): Promise<{ readonly interrupted: readonly InboxRow[]; readonly atWork: boolean }>;
  /** Changes a message that has not begun; `undefined` ends it as withdrawn. Durable when it resolves; false when it has begun or is over. */
  change(id: string, change: (row: InboxRow) => InboxRow | undefined, also?: readonly Op[]): Promise<boolean>;
  /** Keeps what corrects a message whose turn is over for the next one here. Durable when it resolves. */
  keep(correction: InboxRow, also: readonly Op[]): Promise<void>;
  /** Gives the agent nothing until the work is done. */
  hold(work: () => Promise<void>): Promise<void>;
  /** A message that the house answers itself: its end and its answer in one commit. */
  answerHere(row: InboxRow, text: string, state?: "handled" | "refused"): Promise<void>;
  /** Says something outside of any turn, with `also` in its commit. Durable when it resolves. */
  tell(text: string, also: readonly Op[], more?: Pick<Reply, "attachments" | "buttons" | "silent"> & { readonly key?: string }): Promise<void>;
  readonly running: number;
  readonly waiting: number;
  /** Epoch ms: nothing begins before, because of a limit. */
  readonly parkedUntil: number | undefined;
  /** Nothing is left to do; it can be forgotten. */
  readonly idle: boolean;
  close(): void;
}

/** A message as it was before it was about to be given to the agent. */
function again({ input: _, prepared: _prepared, session: _session, ...row }: InboxRow): InboxRow {
  return { ...row, state: "accepted", attempt: row.state === "running" ? row.attempt - 1 : row.attempt };
}

/** An agent that has ended had begun it. */
const isBegun = ({ recover, notes }: Waiting): boolean => recover === true || notes !== undefined;

/** One address: its messages in order, one turn at a time, each ending in one of the inbox's terminal states. */
export function createConversation(address: Address, house: House, outbox: Outbox): Conversation {
  const { clock, log, sessions, options, closing } = house;
  const key = addressKey(address);
  const settlement = createSettlement(address, house, outbox);
  const keep = createCorrectionKeeping(house, settlement);
  const { settle, ended, answer, fail, say } = settlement;
  let waiting: Waiting[] = [];
  /** By input id, in order: what is prepared for the agent, and what it was given and has not answered. */
  const running: Running = new Map();
  let pumping = false;
  let holds = 0;
  /** What is being given to the agent was begun by one that has ended. */
  let givingAgain = false;
  /** How the last turn ended. */
  let ending: Ending = "done";
  let folding: Promise<void> = Promise.resolve();

  const signs = createTurnSigns({
    house,
    address,
    say,
    stalled: (minutes) => void interruptStalled(minutes).catch((error: Error) => log.error("A stalled turn could not be ended.", { error })),
  });
  const parking = createParking(clock, () => {
    if (waiting.length > 0) signs.begin();
    pump();
  });
  const halt = createHalt(house, key, () => pump());
  const steers = (session: SessionRef) => options.whileBusy === "steer" && house.steers(session);
  const giving = createGiving({ address, key, house, settlement, running, steers, keep, signs, tooLate: halt.ended, putBack, recoverLater, hold });

  function rest() {
    if (![...running.values()].some(({ given }) => given)) signs.over(givingAgain || waiting.some(isBegun) ? undefined : ending);
    if (running.size === 0 && (waiting.length === 0 || parking.until !== undefined)) signs.rest();
  }

  /** What `wanted` says of what runs, oldest first; from now on it is the caller's to end. */
  function take(wanted: (input: string, given: boolean) => boolean): InboxRow[] {
    const taken = [...running].filter(([input, { given }]) => wanted(input, given));
    for (const [input] of taken) running.delete(input);
    return taken.map(([, { row }]) => row).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  const takeGiven = () => take((_, given) => given);

  /** Back to the head of the queue, durable; `until` parks the whole address. */
  async function putBack(rows: readonly InboxRow[], { until, sentence, counts }: { until: number; sentence?: string; counts: boolean }) {
    const told = rows.some(({ reason }) => reason !== undefined);
    const back = rows.map(
      (row): InboxRow => ({
        ...row,
        state: "accepted",
        attempt: counts ? row.attempt : row.attempt - 1,
        notBefore: until,
        ...(sentence ? { reason: sentence } : {}),
      }),
    );
    waiting = [...back.map((row) => ({ row })), ...waiting];
    parking.park(until);
    await settle(back, told ? undefined : sentence, { aside: true });
  }

  async function hold(work: () => Promise<void>) {
    holds++;
    try {
      await work();
    } finally {
      holds--;
      pump();
    }
  }

  function recoverLater(rows: readonly InboxRow[]) {
    waiting = [...rows.map((row) => ({ row, recover: true })), ...waiting];
  }

  async function failed(rows: readonly InboxRow[], error: TurnError) {
    if (rows.length === 0) return;
    const plan = planFailure(error, Math.max(...rows.map(({ attempt }) => attempt)), options.attempts, clock.now());
    ending = plan.step === "tell" ? "failed" : "paused";
    if (plan.step === "tell") await fail(rows, plan.sentence);
    else if (plan.step === "recover") recoverLater(rows);
    else await putBack(rows, { until: plan.until, sentence: plan.sentence, counts: plan.step === "again" });
  }

  async function spoke(session: SessionRef, text: string) {
    if (text.trim() !== "") await answer([], text, session);
  }

  async function turnEnded(session: SessionRef, { inputs, outcome, text, error }: TurnEnd) {
    if (closing.aborted && outcome !== "done") return;
    const stopped = halt.holds;
    const rows = inputs.length === 0 && !house.bindsInputs(session) ? takeGiven() : take((input) => inputs.includes(input));
    if (!stopped) ending = outcome === "done" ? "done" : "interrupted";
    if (rows.length === 0 && (inputs.length > 0 || stopped))
      log.info("A turn ended whose messages have ended before; what it said is dropped.", { session: session.id });
    else if (outcome === "done") await (rows.length === 0 ? spoke(session, text) : answer(rows, text, session));
    else if (outcome === "interrupted") await fail(rows, text.trim() ? `${text.trim()}\n\n${interruptedSentence}` : interruptedSentence);
    else await failed(rows, error ?? { kind: "model", text: "The agent failed without saying why." });
    halt.ended();
  }

  async function agentEnded({ expected, error }: Extract<SessionEvent, { type: "exit" }>) {
    if (closing.aborted) return;
    const rows = takeGiven();
    if (rows.length > 0) ending = "interrupted";
    if (expected) await fail(rows, interruptedSentence);
    else if (error && error.kind !== "crashed") await failed(rows, error);
    else recoverLater(rows);
    halt.ended();
  }

  async function interruptStalled(minutes: number) {
    const rows = takeGiven();
    giving.cutShort("The turn stalled.");
    halt.begin("The turn stalled.");
    ending = "interrupted";
    rest();
    await fail(rows, stalledSentence(minutes));
    pump();
  }

  async function recoverFirst() {
    const others = waiting.findIndex(({ recover }) => !recover);
    const batch = waiting.slice(0, others < 0 ? waiting.length : others);
    ending = "failed";
    const found = await recoverRows(
      house,
      key,
      batch.map(({ row }) => row),
    );
    const left = new Set(waiting.map(({ row }) => row)); // a /stop may have taken them meanwhile
    const mine = (rows: readonly InboxRow[]) => rows.filter((row) => left.has(row));
    waiting = [...found.again.filter(({ row }) => left.has(row)), ...waiting.filter((entry) => !batch.includes(entry))];
    if (found.answered.size > 0) ending = "done";
    for (const [text, rows] of found.answered) if (mine(rows).length > 0) await answer(mine(rows), text, undefined);
    await fail(mine(found.givenUp), attemptsSentence(options.attempts));
  }

  const gathering = createGathering(clock, options.albumQuietMs, pump);

  /** The album at the head of the queue becomes one message, durable before its turn begins. */
  async function fold(): Promise<boolean> {
    const first = waiting[0];
    if (!first || first.recover) return false;
    const same = waiting.filter((entry) => entry !== first && !entry.recover && isSameAlbum(first.row, entry.row));
    const others = fitting(first.row, same);
    if (others.length === 0) return false;
    const row = foldAlbum(
      first.row,
      others.map((entry) => entry.row),
    );
    waiting = [{ ...first, row }, ...waiting.filter((entry) => entry !== first && !others.includes(entry))];
    const merged = others.map((entry) => ended(entry.row, { state: "merged", mergedInto: row.id }));
    folding = settle([row, ...merged], undefined, { aside: true });
    await folding;
    return true;
  }

  const mayBegin = () => {
    if (waiting.length === 0 || parking.until !== undefined || holds > 0 || halt.holds || closing.aborted || house.draining.aborted) return false;
    if (gathering.lasts(waiting)) return false;
    if (running.size === 0) return true;
    const session = sessions.find(key);
    return session?.phase === "working" && steers(session.ref);
  };

  /** The oldest; but what corrects a turn that is over is kept before the next one begins, which is told of it. */
  function takeNext(): Waiting {
    const correction = running.size > 0 ? -1 : waiting.findIndex(({ row, recover }) => !recover && row.edits !== undefined && row.mergedInto !== undefined);
    return waiting.splice(Math.max(0, correction), 1)[0] as Waiting;
  }

  async function giveNext(message: Waiting) {
    givingAgain = message.notes !== undefined;
    await giving.give(message).finally(() => {
      givingAgain = false;
    });
  }

  function pump() {
    if (pumping) return;
    pumping = true;
    (async () => {
      while (mayBegin()) {
        signs.begin();
        if (waiting[0]?.recover) await recoverFirst();
        else if (!(await fold())) await giveNext(takeNext());
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

  function queued(entry: Waiting) {
    waiting.push({ ...entry, arrivedAt: clock.now() });
    if (entry.row.notBefore !== undefined) parking.park(entry.row.notBefore);
    if (parking.until === undefined && !closing.aborted) signs.begin();
  }

  return {
    address,
    spoke,
    takeUp: pump,
    arrived(row) {
      const { until } = parking;
      const told = row.notBefore !== undefined || until === undefined || until - clock.now() < worthTellingMs;
      const waits = told ? row : { ...row, notBefore: until };
      queued({ row: waits });
      if (!told)
        settle([waits], waitsSentence(until, clock.now()), { aside: true }).catch((error: Error) =>
          log.error("A waiting message could not be told about.", { error }),
        );
      pump();
    },
    leftBehind: (row) => queued({ row, recover: true }),
    async heard(session, event) {
      signs.heard(event);
      if (event.type === "turn-end") await turnEnded(session, event);
      else if (event.type === "exit") await agentEnded(event);
      else if (event.type === "retry" && running.size > 0) return signs.retries(event);
      else return;
      rest();
      pump();
    },
    async stop(reason, said) {
      const stopped = take(() => true);
      const dropped = waiting.splice(0).map(({ row }) => row);
      giving.cutShort(reason);
      parking.lift();
      halt.begin(reason);
      ending = "stopped";
      rest();
      await settle(
        [...stopped, ...dropped].map((row) => ended(row, { state: "failed", reason })),
        said?.(stopped.length, dropped.length),
      );
      return { running: stopped.length, waiting: dropped.length };
    },
    async interrupt(reason, restart) {
      const phase = sessions.find(key)?.phase;
      const atWork = phase === "working" || phase === "waiting" || [...running.values()].some(({ given }) => given);
      // What was being answered when its agent died would be taken up again
      const left = waiting.filter(isBegun).map(({ row }) => row);
      const interrupted = [...take((_, given) => given || givingAgain), ...left].sort((a, b) => (a.id < b.id ? -1 : 1));
      waiting = waiting.filter((entry) => !isBegun(entry));
      const back = atWork || restart ? take(() => true).map(again) : [];
      if (back.length > 0 || givingAgain) giving.cutShort(reason);
      waiting = [...back.map((row) => ({ row })), ...waiting];
      ending = "interrupted";
      halt.begin(reason);
      rest();
      await settle([...back, ...interrupted.map((row) => ended(row, { state: "failed", reason }))]);
      pump();
      return { interrupted, atWork };
    },
    async change(id, change, also = []) {
      await folding.catch(() => undefined); // whoever joins the album has it
      const at = waiting.findIndex(({ row, recover }) => row.id === id && !recover);
      const preparing = [...running].find(([, { row, given }]) => row.id === id && !given);
      const entry = waiting[at] ?? (preparing && { row: again(preparing[1].row) });
      if (!entry) return false;
      const changed = change(entry.row);
      if (preparing) {
        running.delete(preparing[0]);
        giving.cutShort("Its sender changed it.");
      } else waiting.splice(at, 1);
      if (changed) waiting.splice(Math.max(0, at), 0, { ...entry, row: changed });
      rest();
      await settle([changed ?? ended(entry.row, { state: "withdrawn", reason: withdrawnReason })], undefined, { aside: true, also });
      pump();
      return true;
    },
    keep: (correction, also) => keep(correction, also),
    hold,
    answerHere: (row, text, state = "handled") =>
      settle([ended(row, state === "refused" ? { state, reason: text } : { state })], text.trim() ? text : undefined),
    tell: (text, also, { key, ...more } = {}) => settle([], text, { aside: true, also, with: more, ...(key === undefined ? {} : { key }) }),
    get running() {
      return running.size;
    },
    get waiting() {
      return waiting.length;
    },
    get parkedUntil() {
      return parking.until;
    },
    get idle() {
      return running.size === 0 && waiting.length === 0 && parking.until === undefined && !pumping && holds === 0 && !halt.holds;
    },
    close() {
      signs.close();
      halt.close();
      parking.lift();
      gathering.close();
      giving.cutShort("The house closes.");
    },
  };
}
