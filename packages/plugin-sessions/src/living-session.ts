import type { Clock, Logger, SessionRef } from "@instar/kernel";
import type { HouseEvent, Lifecycle, Session, SessionDriver, SessionEvent, Snapshot } from "@instar/kernel/contracts";
import { createActivity } from "./activity.ts";
import { type Exit, endAgent } from "./end-agent.ts";
import { SessionsError } from "./errors.ts";
import { planEventChanges } from "./event-changes.ts";
import { createHandedSession } from "./handed-session.ts";
import { createIdleWatch } from "./idle-watch.ts";
import { lastRecord } from "./last-record.ts";
import { createLimitWatch } from "./limit-watch.ts";
import type { Ending, Listener, Living } from "./living.ts";
import { createRecordKeeper, type RecordChanges } from "./record-keeper.ts";
import type { SessionBook } from "./session-book.ts";
import { createSessionHost } from "./session-host.ts";
import type { StoredSession } from "./session-record.ts";
import { createSessionStory } from "./session-story.ts";

export interface LivingParts {
  readonly record: StoredSession;
  readonly ref: SessionRef;
  readonly driver: SessionDriver;
  readonly book: SessionBook;
  readonly lifecycle: Lifecycle;
  readonly clock: Clock;
  readonly log: Logger;
  readonly idleParkMs: number;
  readonly stopGraceMs: number;
  /** Keeps an event of the house. */
  readonly tell: (event: HouseEvent) => void;
  readonly listeners: () => Iterable<Listener>;
  readonly compactionBlocks: () => Promise<readonly string[]>;
  /** It may have become idle. */
  readonly changed: () => void;
  /** To be closed: it ended by itself, has been idle long enough, or can't be held to its limits otherwise. */
  readonly leaving: (ending: Ending) => void;
  /** Nothing of it is left and its record is final. */
  readonly closed: () => void;
  /** Somebody who holds the session wants it stopped. */
  readonly stop: (graceMs: number) => Promise<Snapshot | undefined>;
}

export function createLivingSession(parts: LivingParts): Living {
  const { ref, driver, book, lifecycle, clock, log } = parts;
  const { key } = parts.record;
  const bindsInputs = driver.features.has("inputIds");
  const keeper = createRecordKeeper(parts.record, book, clock, log);
  const activity = createActivity(bindsInputs);
  const story = createSessionStory({ ref, bindsInputs, clock, log, record: parts.tell });
  let inner: Session | undefined;
  let session: Session | undefined;
  let exit: Exit | undefined;
  let closing: Promise<Snapshot | undefined> | undefined;
  let ended = false;
  let interruptedFor: string | undefined;

  async function interrupt(reason: string): Promise<void> {
    interruptedFor = reason;
    await inner?.interrupt(reason);
  }

  const gone = () => exit !== undefined || closing !== undefined;
  const idling = createIdleWatch({
    clock,
    idleMs: parts.idleParkMs,
    gone,
    working: stillWorks,
    idled: () => parts.leaving({ state: "parked", reason: "It had been idle for long enough." }),
    unclaimed: () => parts.changed(),
  });
  const watch = createLimitWatch({
    ref,
    keeper,
    clock,
    log,
    working: () => activity.busy && exit === undefined,
    interrupt,
    passed: (spent) => story.overLimit(spent),
    end: (text) => parts.leaving({ state: "failed", text }),
  });
  const refusal = () =>
    ended ? Promise.resolve("The session has ended, so none of its tools may start.") : watch.refusal()?.then((text) => text && `${text} No tool may start.`);
  const { host, settled } = createSessionHost({ ref, lifecycle, clock, story, refusal, handle, compactionBlocks: parts.compactionBlocks });

  function changed(): void {
    watch.look();
    parts.changed();
  }

  /** Why a turn was interrupted is known to who did it, and wanted by who waits for the turn. */
  function withReason(event: SessionEvent): SessionEvent {
    if (event.type !== "turn-end") return event;
    const reason = interruptedFor;
    interruptedFor = undefined;
    return event.outcome === "interrupted" && reason !== undefined ? { ...event, reason } : event;
  }

  async function handle(told: SessionEvent): Promise<void> {
    if (ended) return log.debug("An event came after the end of its session.", { session: ref.id, type: told.type });
    const event = withReason(told);
    idling.moved();
    activity.saw(event);
    story.saw(event);
    await remember(event);
    if (event.type === "turn-end") watch.turnEnded();
    else watch.look();
    await watch.settled();
    const { over } = keeper.record;
    // There is no turn to interrupt: a sub-agent in the background, whose answers cost as well.
    if (event.type === "usage" && event.calls !== 0 && over && !activity.busy) parts.leaving({ state: "parked", reason: over.text });
    for (const listener of parts.listeners()) {
      try {
        await listener(ref, key, event);
      } catch (error) {
        log.error("Somebody who follows the sessions failed on an event.", { session: ref.id, type: event.type, error });
      }
    }
    if (event.type === "raw") lifecycle.note("agentEvent", { session: ref, type: event.name, data: event.value });
    if (event.type === "exit" && session && !closing) parts.leaving({ state: "parked" });
    parts.changed();
  }

  /** In memory it counts at once: a limit holds on a full disk, too. */
  async function keepUsage(changes: RecordChanges): Promise<void> {
    try {
      await keeper.keep(changes);
    } catch (error) {
      log.error("A session's figures could not be saved; the next change tries again.", { session: ref.id, error });
    }
  }

  async function remember(event: SessionEvent): Promise<void> {
    if (event.type === "exit") {
      // An agent ends once: what its driver says behind a crash makes no success of it.
      if (exit) return;
      exit = event;
    }
    const plan = planEventChanges(event, keeper.record, clock.now(), activity.busy);
    if (plan?.durable === "now" && event.type === "usage") await keepUsage(plan.changes);
    else if (plan?.durable === "now") await keeper.keep(plan.changes);
    else if (plan?.durable === "soon") keeper.note(plan.changes);
    else if (plan) keeper.set(plan.changes);
  }

  function admit(): Promise<void> | undefined {
    return watch.refusal()?.then((text) => {
      if (text !== undefined) throw SessionsError.OVER_LIMIT(key, keeper.record.over?.limit ?? "", text);
    });
  }

  function stillWorks(): boolean {
    if (activity.busy && inner?.phase === "idle") {
      log.warn("An agent is idle although an input of it was never answered.", { session: ref.id });
      activity.clear();
      watch.look();
    }
    return activity.busy;
  }

  async function shutDown({ state, graceMs = parts.stopGraceMs, text, reason }: Ending): Promise<Snapshot | undefined> {
    idling.close();
    const { clean, snapshot } = await endAgent({ ref, driver, agent: inner, exit, mark: keeper.record.process, graceMs, clock, log });
    await settled();
    ended = true;
    watch.close();
    const ending = { state, text, movedAt: idling.movedAt, now: clock.now() };
    const last = lastRecord(keeper.record, { ...ending, crashed: exit?.expected === false, clean, snapshot });
    const outcome = last.state === "failed" || last.state === "stopped" ? last.state : undefined;
    try {
      await keeper.finish(last, (final) => (state === "stopped" ? book.forget(final) : book.rest([final])));
    } finally {
      lifecycle.note("sessionEnd", { session: ref, outcome: outcome ?? "done" });
      story.ended(outcome ?? "parked", last, reason);
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
      return session !== undefined && !gone() && !activity.busy && !idling.claimed;
    },
    get exit() {
      return exit;
    },
    attach(agent) {
      inner = agent;
      const moved = () => {
        idling.moved(true);
        watch.look();
      };
      session = createHandedSession({ key, agent, activity, keeper, story, now: () => clock.now(), gone, admit, interrupt, moved, changed, stop: parts.stop });
      keeper.set({ state: activity.busy ? "working" : "idle" });
      idling.start();
      watch.look();
    },
    keep: (changes) => keeper.keep(changes),
    limit: (limits) => watch.amend(limits),
    admit,
    claim() {
      idling.claim();
      keeper.set({ usedAt: idling.movedAt });
    },
    close(ending) {
      closing ??= shutDown(ending);
      return closing;
    },
  };
}
