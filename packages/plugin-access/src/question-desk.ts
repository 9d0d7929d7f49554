import type { Address, Clock, Logger } from "@instar/kernel";
import type { Access, Approvals, Asking, Events, HouseEvent, Op, Question, Records, Store } from "@instar/kernel/contracts";
import type { Conversations } from "@instar/plugin-conversations/contract";
import { ApprovalsError } from "./errors.ts";
import { findPlace } from "./find-place.ts";
import { endText, questionText, settledText } from "./question-text.ts";
import { isSamePlace } from "./same-place.ts";
import { createQuestionId, keptWhat, readQuestionId, type StoredQuestion } from "./stored-question.ts";

type End = "yes" | "no" | "expired" | "withdrawn";

/** A question whose call waits in this process. */
interface Entry {
  row: StoredQuestion;
  /** Durable and put; rejects when it could not be. */
  put: Promise<void>;
  ending?: Promise<Question>;
  timer?: Disposable;
  readonly answered: (answer: "yes" | "no" | "expired") => void;
  readonly failed: (error: Error) => void;
}

export interface QuestionDesk extends Approvals {
  /** The same as `answer`, from a conversation; `counted`: it was this answer that ended the question. */
  answerAt(id: string, answer: "yes" | "no", by: string, here?: Address): Promise<{ readonly question: Question; readonly counted: boolean } | undefined>;
  /** What is open and was put at this address, oldest first. */
  openAt(address: Address): readonly Question[];
  readonly open: readonly Question[];
  sessionEnded(session: string): Promise<void>;
  /** Withdraws what an earlier run left open. */
  takeUp(): Promise<void>;
  /** Withdraws everything; takes no more questions. Whose call waits stays waiting until `dispose`, or until its call is gone. */
  close(): Promise<void>;
  [Symbol.dispose](): void;
}

const keptMs = 30 * 86_400_000;
/** A timer does not count while the machine sleeps, so a wait looks at the wall clock this often. */
const lookEveryMs = 30_000;

const restarted = "the agent was restarted while it was open.";
const stopping = "the agent is being stopped.";
const callGone = "the call that asked has ended.";
const bare = ({ place: _, ...question }: StoredQuestion): Question => question;

/** The questions to the owner: each is durable before it is put, ends once, and says so. */
export function createQuestionDesk({
  maxOpen,
  records,
  store,
  conversations,
  access,
  events,
  clock,
  log,
}: {
  /** Open ones of one session. */
  readonly maxOpen: number;
  readonly records: Records<StoredQuestion>;
  readonly store: Store;
  readonly conversations: Pick<Conversations, "inbox" | "tell" | "restate">;
  readonly access: Pick<Access, "judge"> | undefined;
  readonly events: Pick<Events, "op"> | undefined;
  readonly clock: Clock;
  readonly log: Logger;
}): QuestionDesk {
  const entries = new Map<string, Entry>();
  let closing = false;
  const left = new Set<Entry>();

  const recorded = ({ id, session, call, state, ended, by }: StoredQuestion): Op[] => {
    const type = state === "open" ? "question.asked" : state === "yes" || state === "no" ? "question.answered" : `question.${state}`;
    const text =
      state === "open"
        ? `Question ${id} was put to the owner, asked by ${by.join(", ")}.`
        : state === "yes" || state === "no"
          ? `Question ${id} was answered with ${state} by ${ended}.`
          : state === "expired"
            ? `Question ${id} expired without an answer.`
            : `Question ${id} was withdrawn: ${ended}`;
    const about = { question: id, ...(session ? { session: session.id } : {}), ...(call === undefined ? {} : { call }) };
    const data = ended === undefined ? {} : { data: { answer: state, by: ended } };
    const event: HouseEvent = { type, about, text, ...data };
    return events ? [events.op(event)] : [];
  };

  const saying = ({ id, askedAt, place }: StoredQuestion, what: string, text: string) =>
    conversations.tell({ key: `approvals/${id}/${askedAt}/${what}`, text, ...(place ? { to: place } : {}) });

  const askedKey = ({ id, askedAt }: StoredQuestion) => `approvals/${id}/${askedAt}/asked`;
  const isElsewhere = ({ session }: StoredQuestion, place: Address | undefined) => session?.job !== undefined || !isSamePlace(place, session?.address);

  /** The question itself says how it ended, where its message can be changed, and has no buttons any more. Nobody waits for it. */
  function settleMessage(row: StoredQuestion) {
    conversations
      .restate?.(askedKey(row), settledText(row, isElsewhere(row, row.place)))
      .catch((error: Error) => log.debug("An ended question could not be changed where it was put.", { question: row.id, error }));
  }

  function watch(entry: Entry) {
    const leftMs = entry.row.deadlineAt - clock.now();
    entry.timer?.[Symbol.dispose]();
    entry.timer = clock.after(Math.min(Math.max(0, leftMs), lookEveryMs), () => {
      if (clock.now() < entry.row.deadlineAt) return watch(entry);
      end(entry, "expired").catch((error: Error) =>
        log.error("The end of a question could not be written; it does not run.", { question: entry.row.id, error }),
      );
    });
  }

  async function writeNew(entry: Entry) {
    for (;;) {
      const { row } = entry;
      const result = await store.commit([records.put(row.id, row, { ifRevision: 0 }), ...recorded(row)]);
      if (result.committed) return;
      // An ended question of the last 30 days has this id
      entries.delete(row.id);
      entry.row = { ...row, id: freeId() };
      entries.set(entry.row.id, entry);
    }
  }

  async function put(entry: Entry) {
    await writeNew(entry);
    const { session } = entry.row;
    const to = await findPlace(session?.address, conversations, access);
    const key = askedKey(entry.row);
    const buttons = [
      { label: "Yes", words: `/yes ${entry.row.id}` },
      { label: "No", words: `/no ${entry.row.id}` },
    ];
    const place = await conversations.tell({ key, text: questionText(entry.row, clock.now(), isElsewhere(entry.row, to)), buttons, ...(to ? { to } : {}) });
    entry.row = { ...entry.row, place };
    await store.commit([records.put(entry.row.id, entry.row)]);
  }

  const freeId = () => {
    for (;;) {
      const id = createQuestionId();
      if (!entries.has(id)) return id;
    }
  };

  function release(entry: Entry) {
    entry.timer?.[Symbol.dispose]();
    if (entries.get(entry.row.id) === entry) entries.delete(entry.row.id);
  }

  function settle(entry: Entry, state: End, ended: string | undefined) {
    entry.timer?.[Symbol.dispose]();
    if (state !== "withdrawn") entry.answered(state);
    else if (closing) left.add(entry);
    else entry.failed(ApprovalsError.WITHDRAWN(ended ?? ""));
  }

  async function finish(entry: Entry, state: End, ended: string | undefined, here: Address | undefined): Promise<Question> {
    const answers = state === "yes" || state === "no";
    // Silence needs no record to hold; an answer does
    if (!answers) settle(entry, state, ended);
    try {
      await entry.put;
      const row: StoredQuestion = { ...entry.row, state, endedAt: clock.now(), ...(ended === undefined ? {} : { ended }) };
      await store.commit([records.put(row.id, row, { ttlMs: keptMs }), ...recorded(row)]);
      entry.row = row;
    } catch (error) {
      if (entries.has(entry.row.id)) {
        // An answer that is not on record does not count, and may be given again; whatever is no stays no, and is written later
        if (answers) {
          delete entry.ending;
          watch(entry);
        } else if (!closing) entry.timer = clock.after(lookEveryMs, () => finishLater(entry, state, ended));
      }
      throw error;
    }
    if (answers) settle(entry, state, ended);
    release(entry);
    settleMessage(entry.row);
    if (!here || !isSamePlace(here, entry.row.place))
      await saying(entry.row, "ended", endText(entry.row)).catch((error: Error) =>
        log.error("How a question ended could not be said.", { question: entry.row.id, error }),
      );
    return bare(entry.row);
  }

  function finishLater(entry: Entry, state: End, ended: string | undefined) {
    entry.ending = finish(entry, state, ended, undefined);
    entry.ending.catch((error: Error) => log.error("The end of a question could still not be written.", { question: entry.row.id, error }));
  }

  /** The first end counts; later ones get what it was. */
  function end(entry: Entry, state: End, ended?: string, here?: Address): Promise<Question> {
    entry.ending ??= finish(entry, state, ended, here);
    return entry.ending;
  }

  const withdraw = (entry: Entry, why: string) =>
    end(entry, "withdrawn", why).catch((error: Error) =>
      log.error("The withdrawal of a question could not be written; it does not run.", { question: entry.row.id, error }),
    );

  async function withdrawLeft(row: StoredQuestion): Promise<Question> {
    const withdrawn: StoredQuestion = { ...row, state: "withdrawn", ended: restarted, endedAt: clock.now() };
    // Said first: once per key, so a crash in between neither repeats nor forgets it
    await saying(withdrawn, "ended", endText(withdrawn));
    await store.commit([records.put(row.id, withdrawn, { ttlMs: keptMs }), ...recorded(withdrawn)]);
    settleMessage(withdrawn);
    return bare(withdrawn);
  }

  const desk: QuestionDesk = {
    async request(asking: Asking, signal?: AbortSignal) {
      if (closing) throw ApprovalsError.CLOSING();
      if (signal?.aborted) throw ApprovalsError.WITHDRAWN(callGone);
      const mine = [...entries.values()].filter(({ row, ending }) => !ending && row.session?.id === asking.session?.id);
      if (mine.length >= maxOpen) throw ApprovalsError.TOO_MANY(maxOpen);
      const { deadlineMs, ...asked } = asking;
      const now = clock.now();
      const row: StoredQuestion = { ...asked, what: keptWhat(asked.what), id: freeId(), state: "open", askedAt: now, deadlineAt: now + deadlineMs };
      let answered: Entry["answered"] = () => undefined;
      let failed: Entry["failed"] = () => undefined;
      const answer = new Promise<"yes" | "no" | "expired">((resolve, reject) => {
        answered = resolve;
        failed = reject;
      });
      const entry: Entry = { row, put: Promise.resolve(), answered, failed };
      entries.set(row.id, entry);
      watch(entry);
      entry.put = put(entry);
      entry.put.catch((error: unknown) => {
        release(entry);
        failed(ApprovalsError.NOT_PUT({ cause: error }));
      });
      const gone = () => {
        if (left.delete(entry)) failed(ApprovalsError.WITHDRAWN(stopping));
        else void withdraw(entry, callGone);
      };
      signal?.addEventListener("abort", gone, { once: true });
      try {
        const given = await answer;
        if (signal?.aborted) throw ApprovalsError.WITHDRAWN(callGone);
        return given;
      } finally {
        signal?.removeEventListener("abort", gone);
      }
    },
    async list({ all = false } = {}) {
      const rows: StoredQuestion[] = [];
      for await (const [, row] of records.entries())
        rows.push(row.state === "open" && !entries.has(row.id) ? { ...row, state: "withdrawn", ended: restarted } : row);
      if (all) return rows.sort((a, b) => b.askedAt - a.askedAt).map(bare);
      return rows
        .filter(({ state }) => state === "open")
        .sort((a, b) => a.askedAt - b.askedAt)
        .map(bare);
    },
    answer: async (id, answer, by) => (await desk.answerAt(id, answer, by))?.question,
    async answerAt(typed, answer, by, here) {
      if (answer !== "yes" && answer !== "no") throw ApprovalsError.NOT_AN_ANSWER(String(answer));
      const id = readQuestionId(typed);
      const entry = entries.get(id);
      if (entry) {
        const first = entry.ending === undefined;
        const late = clock.now() >= entry.row.deadlineAt;
        const question = await (late ? end(entry, "expired", undefined, here) : end(entry, answer, by, here));
        return { question, counted: first && !late };
      }
      const stored = id === "" ? undefined : (await records.get(id))?.value;
      if (!stored) return undefined;
      return { question: stored.state === "open" ? await withdrawLeft(stored) : bare(stored), counted: false };
    },
    openAt: (address) => [...entries.values()].filter(({ row, ending }) => !ending && row.place && isSamePlace(row.place, address)).map(({ row }) => bare(row)),
    get open() {
      return [...entries.values()].filter(({ ending }) => !ending).map(({ row }) => bare(row));
    },
    async sessionEnded(session) {
      const theirs = [...entries.values()].filter(({ row }) => row.session?.id === session);
      await Promise.all(theirs.map((entry) => withdraw(entry, "the session that asked has ended.")));
    },
    async takeUp() {
      for await (const [id, row] of records.entries()) if (row.state === "open" && !entries.has(id)) await withdrawLeft(row);
    },
    async close() {
      closing = true;
      await Promise.all([...entries.values()].map((entry) => withdraw(entry, stopping)));
    },
    [Symbol.dispose]() {
      for (const entry of [...left, ...entries.values()]) {
        entry.timer?.[Symbol.dispose]();
        entry.failed(ApprovalsError.WITHDRAWN(stopping));
      }
      left.clear();
      entries.clear();
    },
  };
  return desk;
}
