import { type Address, isHeld, type SessionRef } from "@instar/kernel";
import type { Session } from "@instar/kernel/contracts";
import type { InboxRow } from "../contract.ts";
import { adoptCorrections } from "../corrections/adopt-corrections.ts";
import { describeSender } from "../describe-sender.ts";
import { type Fetched, isToFetch } from "../files/file-keeper.ts";
import { withCopies } from "../files/kept-files.ts";
import { withoutLostCopies } from "../files/lost-copies.ts";
import { gone } from "../gone.ts";
import type { House } from "../house.ts";
import { judgeAgain } from "../judge-again.ts";
import { messageOf } from "../message-of.ts";
import { isToHear, withTranscripts } from "../transcripts.ts";
import { expiredSentence, noAgentSentence, noLongerLetIn } from "../turn-sentence.ts";
import { isStartFailure, planNotSent } from "./plan-not-sent.ts";
import type { Settlement } from "./settlement.ts";
import type { TurnSigns } from "./turn-signs.ts";

const judgeAgainMs = 5_000;
const noFiles: Fetched = { files: [], sentences: [] };

/** A message that waits; `recover`: an agent had it when it ended; `notes`: what the agent must know with it; `arrivedAt`: when it came, in this run. */
export interface Waiting {
  readonly row: InboxRow;
  readonly recover?: boolean;
  readonly notes?: readonly string[];
  readonly arrivedAt?: number;
}

/** By input id, in order: what is prepared for the agent, and what it was given and has not answered. Who takes a message out of it ends it. */
export type Running = Map<string, { readonly row: InboxRow; readonly given: boolean }>;

export interface GivingParts {
  readonly address: Address;
  readonly key: string;
  readonly house: House;
  readonly settlement: Settlement;
  readonly running: Running;
  readonly steers: (session: SessionRef) => boolean;
  /** What was corrected of a message that is over waits for the next one. */
  readonly keep: (correction: InboxRow) => Promise<void>;
  readonly signs: Pick<TurnSigns, "given" | "remark">;
  /** The agent was given something that has been stopped meanwhile. */
  readonly tooLate: () => void;
  readonly putBack: (rows: readonly InboxRow[], how: { readonly until: number; readonly counts: boolean }) => Promise<void>;
  readonly recoverLater: (rows: readonly InboxRow[]) => void;
  readonly hold: (work: () => Promise<void>) => Promise<void>;
}

export interface Giving {
  /** Gives one message to the agent. Its row says `running` before the agent can know of it. One at a time. */
  give(message: Waiting): Promise<void>;
  /** Ends the waiting for an agent that is to be given something. */
  cutShort(reason: string): void;
}

/** Prepares messages, opens their session, and hands them over. A message that was taken out of `running` meanwhile goes no further. */
export function createGiving({ address, key, house, settlement, running, steers, keep, signs, tooLate, putBack, recoverLater, hold }: GivingParts): Giving {
  const { clock, log, sessions, options, closing } = house;
  const { settle, ended, fail } = settlement;
  /** Of the message that is being given to the agent now. */
  let beginning = new AbortController();
  /** How often in a row the agent did not start. */
  let failedStarts = 0;

  /** A correction goes into the turn that it is for, or is kept: it is no task of its own. */
  function isTooLate({ edits, mergedInto }: InboxRow): boolean {
    if (edits === undefined || mergedInto === undefined) return false;
    const session = sessions.find(key);
    return session?.phase !== "working" || !steers(session.ref);
  }

  async function give({ row: waited, notes = [] }: Waiting): Promise<void> {
    if (isTooLate(waited)) return keep(waited);
    const now = clock.now();
    if (now - Math.max(waited.acceptedAt, waited.notBefore ?? 0) > options.messageExpiresAfterMs) {
      const reason = expiredSentence(waited.acceptedAt, now);
      return settle([ended(waited, { state: "expired", reason })], reason);
    }
    const input = house.ids();
    beginning = new AbortController();
    const { signal } = beginning;
    const taken = () => !running.has(input);
    running.set(input, { row: waited, given: false });
    const from = await judgeAgain(house, waited).catch((error: Error) => void log.error("Nobody could say who a sender is.", { error }));
    if (taken()) return;
    if (!from) {
      running.delete(input);
      return putBack([waited], { until: clock.now() + judgeAgainMs, counts: true });
    }
    let row: InboxRow = { ...waited, from };
    running.set(input, { row, given: false });
    if (row.from.trust === "stranger") {
      running.delete(input);
      return settle([ended(row, { state: "refused", reason: noLongerLetIn })]);
    }
    const adopting = await adoptCorrections(house, row);
    if (taken()) return;
    if (adopting) {
      row = adopting.row;
      running.set(input, { row, given: false });
      await settle([row], undefined, { aside: true, also: adopting.ops });
      if (taken()) return;
    }
    if (row.files?.some(({ path }) => path !== undefined)) row = await withoutLostCopies(row);
    if (taken()) return;
    const fetched = row.files?.some(isToFetch) ? await house.files.fetch(row, signal).catch(() => undefined) : noFiles; // only an end of the waiting ends it
    if (taken() || closing.aborted) return;
    if (!fetched) {
      running.delete(input);
      return putBack([row], { until: clock.now(), counts: true });
    }
    const { sentences } = fetched;
    if (fetched !== noFiles) row = withCopies(row, fetched.files);
    if (row.text.trim() === "" && sentences.length > 0 && !row.attachments?.length) {
      running.delete(input);
      const reason = sentences.join(" ");
      return settle([ended(row, { state: "refused", reason })], reason);
    }
    if (row.files?.some(isToHear)) {
      const heard = await house.transcripts.hear(row, signal).catch(() => undefined); // only an end of the waiting ends it
      if (taken() || closing.aborted) return;
      if (!heard) {
        running.delete(input);
        return putBack([row], { until: clock.now(), counts: true });
      }
      const isNews = heard.text !== row.text;
      row = heard;
      running.set(input, { row, given: false });
      // On record before anything is made of it, so that the same words hold after a crash
      if (isNews) await settle([row], undefined, { aside: true });
      if (taken()) return;
    } else row = withTranscripts(row);
    let ready = row;
    if (row.prepared === undefined) {
      const message = await house.lifecycle.receive(messageOf(row));
      if (taken()) return;
      if (isHeld(message)) {
        running.delete(input);
        return settle(
          [ended(row, { state: "held", reason: message.reason, ...(message.by ? { by: message.by } : {}) })],
          message.reason === "" ? undefined : `Your message is held: ${message.reason}`,
        );
      }
      ready = { ...row, prepared: message.text, ...(message.attachments ? { attachments: message.attachments } : {}) };
    }
    const { notBefore: _, ...rest } = ready;
    const started: InboxRow = { ...rest, state: "running", attempt: row.attempt + 1, input };
    running.set(input, { row: started, given: false });
    await settle([started], sentences.length > 0 ? sentences.join("\n") : undefined, { aside: true });
    if (taken()) return;
    let session: Session | undefined;
    try {
      using waits = clock.after(options.quietAfterMs, () => void signs.remark(noAgentSentence));
      session = await sessions.open(key, { address }, signal);
      waits[Symbol.dispose]();
      failedStarts = 0;
      const message = messageOf(started);
      const context = taken() ? [] : [...(await house.contextFor(session.ref, message, !house.told.has(session))), describeSender(message, started), ...notes];
      if (taken()) return;
      if (isTooLate(started)) {
        running.delete(input);
        return await keep(started);
      }
      running.set(input, { row: { ...started, session: session.ref.id }, given: true });
      signs.given(started);
      const delivery = session.phase === "working" && steers(session.ref) ? "steer" : "turn";
      const sending = session.send(
        { id: input, message: row.id, text: message.text, context, ...(message.attachments ? { attachments: message.attachments } : {}) },
        delivery,
      );
      await Promise.race([sending, gone(signal)]).catch((error: unknown) => {
        sending.then(tooLate, () => undefined); // its failure is this one, or nobody's any more
        throw error;
      });
      house.told.add(session);
      house.marks.seen(row);
    } catch (error) {
      if (!closing.aborted && running.delete(input)) await notSent(started, session, error);
    }
  }

  async function notSent(row: InboxRow, session: Session | undefined, error: unknown) {
    log.warn("A message could not be given to the agent.", { id: row.id, error });
    failedStarts = isStartFailure(error) ? failedStarts + 1 : 0;
    const plan = planNotSent({ error, attempt: row.attempt, attempts: options.attempts, ended: session?.phase === "ended", failedStarts });
    if (plan.step !== "again") failedStarts = 0;
    if (plan.step === "tell") return fail([row], plan.sentence);
    if (plan.step === "again") return putBack([row], { until: clock.now() + plan.afterMs, counts: true });
    // Whether it arrived is unknown until its agent has ended
    recoverLater([row]);
    await hold(async () => void (await session?.stop(5_000).catch((late: Error) => log.error("An agent could not be stopped.", { error: late }))));
  }

  return { give, cutShort: (reason) => beginning.abort(new Error(reason)) };
}
