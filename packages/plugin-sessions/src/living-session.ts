import type { Clock, Logger, SessionRef } from "@instar/kernel";
import type { HouseEvent, Lifecycle, Session, SessionDriver, SessionEvent, SessionHost, Snapshot } from "@instar/kernel/contracts";
import { createActivity } from "./activity.ts";
import { type Exit, endAgent } from "./end-agent.ts";
import { SessionsError } from "./errors.ts";
import { createHandedSession } from "./handed-session.ts";
import { createRecordKeeper } from "./record-keeper.ts";
import type { SessionBook } from "./session-book.ts";
import { createSessionHost } from "./session-host.ts";
import type { StoredSession } from "./session-record.ts";
import { createSessionStory, type SessionStory } from "./session-story.ts";

/** How long an opened session is kept for its opener's first input before somebody else may have its place. */
const claimMs = 30_000;

export type Listener = (session: SessionRef, key: string, event: SessionEvent) => Promise<void>;

export interface Ending {
  readonly state: "parked" | "stopped" | "failed";
  readonly graceMs: number;
  readonly text?: string;
}

export interface LivingParts {
  readonly record: StoredSession;
  readonly ref: SessionRef;
  readonly driver: SessionDriver;
  readonly book: SessionBook;
  readonly lifecycle: Lifecycle;
  readonly clock: Clock;
  readonly log: Logger;
  readonly idleParkMs: number;
  /** Keeps an event of the house. */
  readonly tell: (event: HouseEvent) => void;
  readonly listeners: () => Iterable<Listener>;
  readonly compactionBlocks: () => Promise<readonly string[]>;
  /** It may have become idle. */
  readonly changed: () => void;
  /** It ended by itself, or has been idle long enough: to be closed. */
  readonly leaving: () => void;
  /** Nothing of it is left and its record is final. */
  readonly closed: () => void;
  /** Somebody who holds the session wants it stopped. */
  readonly stop: (graceMs: number) => Promise<Snapshot | undefined>;
}

/** One agent from its start to its end, with its record. */
export interface Living {
  readonly key: string;
  readonly record: StoredSession;
  readonly host: SessionHost;
  readonly story: SessionStory;
  /** What callers get. Throws when there is none (before `attach`). */
  session(): Session;
  /** It can be given to somebody. */
  readonly available: boolean;
  /** It can be parked: no work, and not promised to anybody. */
  readonly idle: boolean;
  readonly exit: Exit | undefined;
  attach(inner: Session): void;
  /** Durable when it resolves. */
  keep(changes: Partial<StoredSession>): Promise<void>;
  /** Keeps it for its opener until the first input, at most 30 s. */
  claim(): void;
  /** Ends everything that runs and makes the record final. Once; resolves with the last snapshot. */
  close(ending: Ending): Promise<Snapshot | undefined>;
}

export function createLivingSession(parts: LivingParts): Living {
  const { ref, driver, book, lifecycle, clock, log } = parts;
  const { key } = parts.record;
  const keeper = createRecordKeeper(parts.record, book, clock, log);
  const activity = createActivity(driver.features.has("inputIds"));
  const story = createSessionStory({ ref, bindsInputs: driver.features.has("inputIds"), clock, log, record: parts.tell });
  let inner: Session | undefined;
  let session: Session | undefined;
  let exit: Exit | undefined;
  let closing: Promise<Snapshot | undefined> | undefined;
  let ended = false;
  let claimed: Disposable | undefined;
  let idleTimer: Disposable | undefined;
  let movedAt = clock.now();

  const gone = () => exit !== undefined || closing !== undefined;
  const { host, settled } = createSessionHost({ ref, lifecycle, clock, story, ended: () => ended, handle, compactionBlocks: parts.compactionBlocks });

  async function handle(event: SessionEvent): Promise<void> {
    if (ended) return log.debug("An event came after the end of its session.", { session: ref.id, type: event.type });
    movedAt = clock.now();
    activity.saw(event);
    story.saw(event);
    await remember(event);
    for (const listener of parts.listeners()) {
      try {
        await listener(ref, key, event);
      } catch (error) {
        log.error("Somebody who follows the sessions failed on an event.", { session: ref.id, type: event.type, error });
      }
    }
    if (event.type === "raw") lifecycle.note("agentEvent", { session: ref, type: event.name, data: event.value });
    if (event.type === "exit" && session && !closing) parts.leaving();
    parts.changed();
  }

  async function remember(event: SessionEvent): Promise<void> {
    const { record } = keeper;
    if (event.type === "process") return keeper.keep({ process: event.mark });
    if (event.type === "snapshot") {
      if (JSON.stringify(event.snapshot) !== JSON.stringify(record.snapshot)) await keeper.keep({ snapshot: event.snapshot });
    } else if (event.type === "usage") {
      keeper.note({
        inputTokens: record.inputTokens + event.inputTokens,
        outputTokens: record.outputTokens + event.outputTokens,
        costUsd: record.costUsd + (event.costUsd ?? 0),
      });
    } else if (event.type === "turn-end") {
      keeper.note({ turns: record.turns + 1, usedAt: clock.now(), state: activity.busy ? "working" : "idle" });
    } else if (event.type === "exit") {
      exit = event;
      const text = event.error?.text;
      keeper.set({ state: event.expected ? "parked" : "failed", exit: { code: event.code, at: clock.now(), ...(text !== undefined && { text }) } });
    }
  }

  function watchIdling(): void {
    const left = movedAt + parts.idleParkMs - clock.now();
    idleTimer = clock.after(Math.max(left, 1), () => {
      if (gone()) return;
      if (movedAt + parts.idleParkMs > clock.now()) return watchIdling();
      if (activity.busy && inner?.phase === "idle") {
        log.warn("An agent is idle although an input of it was never answered.", { session: ref.id });
        activity.clear();
      }
      if (!activity.busy && !claimed) return parts.leaving();
      movedAt = clock.now();
      watchIdling();
    });
  }

  function moved(): void {
    unclaim();
    movedAt = clock.now();
  }

  function unclaim(): void {
    claimed?.[Symbol.dispose]();
    claimed = undefined;
  }

  async function shutDown({ state, graceMs, text }: Ending): Promise<Snapshot | undefined> {
    unclaim();
    idleTimer?.[Symbol.dispose]();
    const { clean, snapshot } = await endAgent({ ref, driver, agent: inner, exit, mark: keeper.record.process, graceMs, clock, log });
    await settled();
    ended = true;
    const { process, ...record } = keeper.record;
    const crashed = exit?.expected === false;
    const last: StoredSession = {
      ...record,
      state: state === "parked" && crashed ? "failed" : state,
      usedAt: Math.max(record.usedAt, movedAt),
      ...(snapshot && { snapshot }),
      ...(process && !clean && { process }),
      ...(text !== undefined && { exit: { code: record.exit?.code ?? null, at: clock.now(), text } }),
    };
    try {
      await keeper.finish(last, (final) => (state === "stopped" ? book.forget(final) : book.rest([final])));
    } finally {
      lifecycle.note("sessionEnd", { session: ref, outcome: last.state === "failed" || last.state === "stopped" ? last.state : "done" });
      story.ended(last.state === "failed" || last.state === "stopped" ? last.state : "parked", last);
      parts.closed();
    }
    return last.snapshot;
  }

  return {
    key,
    host,
    story,
    get record() {
      return keeper.record;
    },
    session() {
      if (!session) throw SessionsError.NOT_LIVING(key);
      return session;
    },
    get available() {
      return session !== undefined && !gone();
    },
    get idle() {
      return session !== undefined && !gone() && !activity.busy && claimed === undefined;
    },
    get exit() {
      return exit;
    },
    attach(agent) {
      inner = agent;
      session = createHandedSession({ key, agent, activity, keeper, story, now: () => clock.now(), gone, moved, changed: parts.changed, stop: parts.stop });
      movedAt = clock.now();
      keeper.set({ state: activity.busy ? "working" : "idle" });
      watchIdling();
    },
    keep: (changes) => keeper.keep(changes),
    claim() {
      moved();
      keeper.set({ usedAt: movedAt });
      claimed = clock.after(claimMs, () => {
        claimed = undefined;
        parts.changed();
      });
    },
    close(ending) {
      closing ??= shutDown(ending);
      return closing;
    },
  };
}
