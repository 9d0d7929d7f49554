import { type Channel, type Op, type Part, type SendFailure, sendFailureOf } from "@instar/kernel/contracts";
import type { House } from "../house.ts";
import { inTime } from "../in-time.ts";
import type { Outbox } from "../outbox/outbox.ts";
import { planQuietly } from "../outbox/plan-quietly.ts";
import { type Doing, type Ending, endWords, lastsFor, planProgress, progressWords } from "./plan-progress.ts";
import type { StoredNote } from "./stored-note.ts";

/** After so many failures in a row it is left as it stands. */
const mostFailures = 3;
const againAfterMs = 15_000;
const heldForMs = 60_000;
const callTimeoutMs = 30_000;

export interface NoteParts {
  readonly house: House;
  readonly outbox: Outbox;
  readonly put: (note: StoredNote) => Op;
  readonly drop: (note: StoredNote) => Op;
  readonly doing: () => Doing;
  /** Nothing of it is left to do, or on record. */
  readonly over: () => void;
}

export interface ProgressNote {
  /** Whether it stands there, and goes on being edited. */
  readonly shows: boolean;
  /** That message of the house to the same people is edited in the place of one of its own. `reply`: its key in the outbox. */
  adopt(reply: string): void;
  /** `at`: when the turn ended, epoch ms; absent: now. */
  end(how: Ending, at?: number): void;
  /** What is on record goes on at the next start. */
  close(): void;
}

/** One message about one turn, edited in place. Nobody waits for it, and its failures are nobody's trouble. `left`: an earlier process began it. */
export function createProgressNote(begun: StoredNote, left: boolean, { house, outbox, put, drop, doing, over }: NoteParts): ProgressNote {
  const { clock, log, options, closing } = house;
  const cut = new AbortController();
  const call = <T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> => inTime(clock, callTimeoutMs, [cut.signal, closing], run);
  let note = begun;
  let onRecord = left;
  /** There is no more to be done with it, or nobody knows whether it arrived: then there must be no other. */
  let lost = false;
  let adopted: { readonly reply: string; readonly at: number } | undefined;
  /** Empty: what is read there is not known, or whether it arrived. */
  let shown = left ? "" : undefined;
  let shownAt = 0;
  let edits = 0;
  let attempts = 0;
  let failures = 0;
  let notBefore = 0;
  let endedAt = begun.last === undefined ? undefined : clock.now();
  let timer: Disposable | undefined;
  let busy = false;

  const words = () => note.last ?? progressWords(clock.now() - note.since, doing());

  const keep = async (change: Partial<StoredNote>) => {
    note = { ...note, ...change };
    onRecord = true;
    await house.commit([put(note)]);
  };

  const forget = async () => {
    if (!onRecord) return;
    onRecord = false;
    await house.commit([drop(note)]);
  };

  function arrived(text: string) {
    shown = text;
    shownAt = clock.now();
    failures = 0;
  }

  function refused({ next }: SendFailure) {
    if (typeof next !== "object") lost = true;
    else {
      notBefore = clock.now() + next.afterMs;
      outbox.limit(note.where, notBefore, next.scope);
    }
  }

  /** Whether the house's own message is there, or on its way: then there is none to send. */
  async function takesAdopted({ reply, at }: NonNullable<typeof adopted>): Promise<boolean> {
    const row = await house.outbox.get(`${reply}/0`);
    if (row?.state === "delivered" && row.ref !== undefined) {
      await keep({ ref: row.ref, where: row.address });
      arrived("");
      return true;
    }
    const isToCome = row === undefined && clock.now() - at < againAfterMs; // it is being written down
    if (isToCome || row?.state === "pending" || row?.state === "sending" || row?.state === "uncertain") {
      notBefore = clock.now() + againAfterMs;
      return true;
    }
    adopted = undefined;
    return false;
  }

  /** After a try that nobody knows the outcome of. */
  async function find(channel: Channel, part: Part) {
    const found = await call(async () => channel.find?.(note.key, part, note.where)).catch(() => undefined); // then nobody knows it
    if (typeof found === "object") {
      arrived("");
      await keep({ ref: found.ref });
    } else if (found === "absent") {
      shown = undefined;
      await forget();
    } else lost = true;
  }

  async function send(channel: Channel, part: Part, text: string) {
    await keep({ where: house.routes.current(note.address) });
    if (endedAt !== undefined) return forget(); // its answer says more
    attempts++;
    const sent = await call((signal) => channel.send(part, { address: note.where, key: note.key, attempt: attempts, signal })).catch((error: unknown) => ({
      error,
    }));
    if ("ref" in sent) {
      arrived(text);
      return keep({ ref: sent.ref });
    }
    log.debug("How long work goes on could not be told.", { channel: channel.id, error: sent.error });
    const failure = sendFailureOf(sent.error);
    if (failure.outcome === "unknown") {
      shown = "";
      return;
    }
    await forget();
    refused(failure);
  }

  async function edit(channel: Channel, part: Part, text: string) {
    try {
      await call(async () => channel.edit?.(note.ref as string, part, note.where));
      arrived(text);
    } catch (error) {
      log.debug("How long work goes on could not be told.", { channel: channel.id, error });
      const failure = sendFailureOf(error);
      if (failure.outcome === "not-sent" && typeof failure.next === "object") return refused(failure);
      notBefore = clock.now() + againAfterMs;
      lost = ++failures >= mostFailures;
    }
    edits++;
  }

  async function act(step: "send" | "edit") {
    const channel = house.channel(note.where.channel);
    if (!channel) return;
    if (!channel.edit) {
      lost = true;
      return;
    }
    if (note.ref === undefined && adopted !== undefined && (await takesAdopted(adopted))) return;
    const text = words();
    const [part] = (await planQuietly(house, channel, { key: note.key, address: note.where, text })) ?? [];
    // What has come while somebody looked at the words goes first, and after an answer nobody is told that work goes on
    if (!outbox.free(note.where) || (step === "send" && endedAt !== undefined)) return;
    if (!part) notBefore = clock.now() + heldForMs;
    else if (onRecord && note.ref === undefined) await find(channel, part);
    else if (step === "send") await send(channel, part, text);
    else await edit(channel, part, text);
  }

  function finish() {
    cut.abort(new Error("It is over."));
    forget()
      .catch((error: Error) => log.debug("A message about work could not be forgotten; the next start does it.", { error }))
      .finally(over);
  }

  function look() {
    timer?.[Symbol.dispose]();
    timer = undefined;
    if (busy || cut.signal.aborted || closing.aborted) return;
    const now = clock.now();
    const free = house.channel(note.where.channel) !== undefined && outbox.free(note.where);
    const state = { now, dueAt: note.since + options.progressAfterMs, shownAt, edits, words: words(), free, notBefore };
    const plan = planProgress({ ...state, lost, ...(shown === undefined ? {} : { shown }), ...(endedAt === undefined ? {} : { endedAt }) });
    if (plan.step === "over") return finish();
    if (plan.step === "rest") return;
    if (plan.step === "wait") {
      timer = clock.after(plan.afterMs, look);
      return;
    }
    busy = true;
    act(plan.step)
      .catch((error: Error) => {
        notBefore = clock.now() + againAfterMs;
        if (!closing.aborted) log.warn("How long work goes on could not be told.", { error });
      })
      .finally(() => {
        busy = false;
        look();
      });
  }

  look();
  return {
    get shows() {
      return note.ref !== undefined && !lost && lastsFor(edits);
    },
    adopt(reply) {
      if (note.ref !== undefined && !lost) return;
      adopted = { reply, at: clock.now() };
      lost = false;
      shown = undefined;
      const { ref: _, ...rest } = note;
      note = rest;
      look();
    },
    end(how, at = clock.now()) {
      endedAt = clock.now();
      const last = endWords(how, at - note.since);
      note = { ...note, last };
      if (onRecord) keep({}).catch((error: Error) => log.debug("The end of a message about work could not be written.", { error }));
      look();
    },
    close() {
      cut.abort(new Error("The house closes."));
      timer?.[Symbol.dispose]();
    },
  };
}
