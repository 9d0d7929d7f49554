import type { Clock, Contribution, Logger, SessionRef } from "@instar/kernel";
import type {
  AgentSkill,
  ContextBlock,
  Events,
  HouseEvent,
  Lifecycle,
  OpenOptions,
  SessionDriver,
  SessionEnvironment,
  SessionServer,
  SessionSpec,
  Sessions,
  Snapshot,
  Store,
} from "@instar/kernel/contracts";
import { SessionsError } from "./errors.ts";
import { createLanes } from "./lanes.ts";
import { createLivingSession, type Ending, type Listener, type Living } from "./living-session.ts";
import { openingFailed } from "./opening-failed.ts";
import type { SessionsOptions } from "./options.ts";
import { createPlaces } from "./places.ts";
import { chooseDriver, type Opening, planOpening } from "./plan-opening.ts";
import { reapRecord } from "./reap.ts";
import { recover } from "./recover.ts";
import { renderBlocks } from "./render-blocks.ts";
import { createSessionBook } from "./session-book.ts";
import { recordToOpen, refOf, type StoredSession } from "./session-record.ts";
import { sessionVariables } from "./session-variables.ts";
import { createSharedOpenings } from "./shared-openings.ts";

export interface SessionsParts {
  readonly store: Store;
  readonly lifecycle: Lifecycle;
  readonly drivers: Iterable<Contribution<SessionDriver>>;
  readonly blocks: Iterable<Contribution<ContextBlock>>;
  /** Default none. */
  readonly environments?: Iterable<Contribution<SessionEnvironment>>;
  readonly servers?: Iterable<Contribution<SessionServer>>;
  readonly skills?: Iterable<Contribution<AgentSkill>>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly options: SessionsOptions & { readonly cwd: string };
  /** The house's journal, where there is one. */
  readonly events?: Events | undefined;
}

export interface SessionsStatus {
  readonly living: number;
  readonly waiting: number;
  readonly limit: number;
  readonly drivers: readonly string[];
}

export interface SessionsRuntime extends Sessions {
  /** Ends what a former run left; nothing opens before. */
  start(): Promise<void>;
  /** Parks all living sessions at once. Nothing opens afterwards; a second call changes nothing. */
  stop(graceMs: number): Promise<void>;
  status(): SessionsStatus;
}

export function createSessions(parts: SessionsParts): SessionsRuntime {
  const { store, lifecycle, drivers, blocks, environments = [], servers = [], skills = [], clock, log, options, events } = parts;
  const book = createSessionBook(store);
  const lanes = createLanes();
  const livings = new Map<string, Living>();
  const openings = createSharedOpenings<Living>();
  const listeners = new Set<Listener>();
  const places = createPlaces(options.maxLiving, parkLeastRecentlyUsed);
  const parked: Ending = { state: "parked", graceMs: options.stopGraceMs };
  const tell = (event: HouseEvent) => events?.record(event);
  let phase: "new" | "started" | "stopped" = "new";

  function parkLeastRecentlyUsed(): Promise<void> | undefined {
    let oldest: Living | undefined;
    for (const living of livings.values()) if (living.idle && (!oldest || living.record.usedAt < oldest.record.usedAt)) oldest = living;
    return oldest && quietly(close(oldest, parked));
  }

  /** Begins at once, so that nobody can take what is being closed; the key's next opening waits for it. */
  function close(living: Living, ending: Ending): Promise<Snapshot | undefined> {
    const closed = living.close(ending);
    closed.catch(() => {
      // The lane hands a failure to whoever asked, once it is this closing's turn.
    });
    return lanes.run(living.key, () => closed);
  }

  const quietly = (closed: Promise<unknown>): Promise<void> =>
    closed.then(
      () => undefined,
      (error) => log.error("The end of a session could not be recorded.", { error }),
    );

  const render = (moment: "system" | "compaction", session: SessionRef, budgetTokens: number) =>
    renderBlocks({
      blocks,
      moment,
      session,
      budgetTokens,
      clock,
      leftOut({ plugin, block, why, error }) {
        log.warn("A context block was left out.", { block, by: plugin, why });
        if (error) lifecycle.note("pluginError", { plugin, error });
      },
    });

  async function bringUp(key: string, wishes: OpenOptions, signal: AbortSignal): Promise<Living> {
    const present = livings.get(key);
    if (present?.available) return present;
    await present?.close(parked);
    const stored = await book.current(key);
    const opening = planOpening(stored, drivers, wishes, options.driver);
    let place: Disposable | undefined;
    try {
      const former = stored && (await reapRecord(stored, drivers, clock, log));
      if (opening.from === "new" && former?.asked) {
        log.warn("A conversation begins anew, because what was said before can't be read any more.", { key, was: former.driver, driver: opening.driver.id });
      }
      place = await places.take(signal);
      const record = recordToOpen(key, wishes, opening, options, clock.now());
      await book.begin(record, former?.id === record.id ? undefined : former);
      const living = await bear(record, wishes, opening, place, signal);
      living.claim();
      return living;
    } catch (error) {
      place?.[Symbol.dispose]();
      throw signal.aborted ? signal.reason : openingFailed(opening, error);
    }
  }

  async function bear(record: StoredSession, wishes: OpenOptions, opening: Opening, place: Disposable, signal: AbortSignal): Promise<Living> {
    const { driver, from } = opening;
    const ref = refOf(record, wishes.job);
    const asked = clock.now();
    const living: Living = createLivingSession({
      record,
      ref,
      driver,
      book,
      lifecycle,
      clock,
      log,
      idleParkMs: options.idleParkMs,
      tell,
      listeners: () => listeners,
      compactionBlocks: () => render("compaction", ref, options.contextTokens),
      changed: () => places.changed(),
      leaving: () => void quietly(close(living, parked)),
      stop: (graceMs) => close(living, { state: "parked", graceMs }),
      closed() {
        if (livings.get(record.key) === living) livings.delete(record.key);
        place[Symbol.dispose]();
      },
    });
    livings.set(record.key, living);
    try {
      signal.throwIfAborted();
      await lifecycle.sessionStart({ session: ref, from });
      const { cwd, model, permissionMode, tools, agent, instructions } = record;
      const system = [...(await render("system", ref, options.systemTokens)), ...(instructions === undefined ? [] : [instructions])].join("\n\n");
      signal.throwIfAborted();
      const snapshot = opening.from === "new" ? undefined : opening.snapshot;
      const env = await sessionVariables({
        environments,
        session: ref,
        clock,
        leftOut(plugin, error) {
          log.warn("Variables of a plugin were left out of a session's environment.", { session: ref.id, by: plugin, error });
          lifecycle.note("pluginError", { plugin, error: error instanceof Error ? error : new Error(String(error)) });
        },
      });
      signal.throwIfAborted();
      const spec: SessionSpec = {
        ref,
        cwd,
        system,
        env,
        servers: [...servers].map(({ value }) => value),
        skills: [...skills].map(({ value }) => value),
        ...(model !== undefined && { model }),
        ...(permissionMode !== undefined && { permissionMode }),
        ...(tools && { tools }),
        ...(agent !== undefined && { agent }),
        ...(snapshot && { from: snapshot }),
      };
      living.attach(await driver.spawn(spec, living.host, signal));
      signal.throwIfAborted();
      if (living.exit) throw SessionsError.EXITED(living.exit.error?.text, living.exit.error?.hint);
      living.story.began(from, record, clock.now() - asked);
      return living;
    } catch (error) {
      const ending: Ending = signal.aborted
        ? parked
        : { state: "failed", graceMs: options.stopGraceMs, text: error instanceof Error ? error.message : String(error) };
      await quietly(living.close(ending));
      throw error;
    }
  }

  const unable = (key: string, what: string) => (): never => {
    throw SessionsError.UNABLE(key, what);
  };

  async function pastOf(key: string): Promise<{ readonly driver: SessionDriver; readonly snapshot: Snapshot; readonly record: StoredSession }> {
    const record = livings.get(key)?.record ?? (await book.current(key));
    if (!record?.asked || !record.snapshot) throw SessionsError.NOTHING_SAID(key);
    return { driver: chooseDriver(drivers, record.snapshot.driver), snapshot: record.snapshot, record };
  }

  return {
    async start() {
      await recover({ book, drivers, clock, log, tell, isMine: (id) => [...livings.values()].some(({ record }) => record.id === id) });
      phase = "started";
    },

    async stop(graceMs) {
      phase = "stopped";
      openings.abandonAll(SessionsError.NOT_STARTED());
      await Promise.all([...livings.values()].filter(({ available }) => available).map((living) => quietly(close(living, { state: "parked", graceMs }))));
      await lanes.idle();
    },

    async open(key, wishes = {}, signal) {
      signal?.throwIfAborted();
      if (phase !== "started") throw SessionsError.NOT_STARTED();
      const present = livings.get(key);
      if (present?.available) {
        present.claim();
        return present.session();
      }
      const bring = (abort: AbortSignal) => lanes.run(key, () => bringUp(key, wishes, abort));
      return (await openings.join(key, bring, signal)).session();
    },

    find(key) {
      const living = livings.get(key);
      return living?.available ? living.session() : undefined;
    },

    record: async (key) => livings.get(key)?.record ?? (await book.current(key)),

    async list({ states, keys = "", limit = Number.POSITIVE_INFINITY } = {}) {
      const present = new Map([...livings.values()].map(({ record }) => [record.id, record]));
      const all = (await book.list()).map((record) => present.get(record.id) ?? record);
      return all.filter(({ key, state }) => key.startsWith(keys) && (!states || states.includes(state))).slice(0, limit);
    },

    async park(key, _reason, graceMs = options.stopGraceMs) {
      const living = livings.get(key);
      if (living) await close(living, { state: "parked", graceMs });
    },

    async amend(key, { model, permissionMode, limits }) {
      return lanes.run(key, async () => {
        const living = livings.get(key);
        const stored = living?.record ?? (await book.current(key));
        if (!stored) throw SessionsError.NOTHING_SAID(key);
        const session = living?.available ? living.session() : undefined;
        if (model !== undefined && session) await (session.setModel ?? unable(key, "change its model while it lives"))(model);
        if (permissionMode !== undefined && session) await (session.setMode ?? unable(key, "change its permission mode while it lives"))(permissionMode);
        const changes = { ...(model !== undefined && { model }), ...(permissionMode !== undefined && { permissionMode }), ...(limits && { limits }) };
        if (living) await living.keep(changes);
        else await book.save({ ...stored, ...changes });
        return { ...stored, ...changes };
      });
    },

    async fork(key) {
      const { driver, snapshot } = await pastOf(key);
      return (driver.fork ?? unable(key, "branch off"))(snapshot);
    },

    async rewind(key, turns = 1) {
      await lanes.run(key, async () => {
        await livings.get(key)?.close(parked);
        const { driver, snapshot, record } = await pastOf(key);
        const before = await (driver.rewind ?? unable(key, "go back"))(snapshot, turns);
        await book.save({ ...record, snapshot: before });
      });
    },

    async end(key, reason) {
      openings.abandon(key, SessionsError.ENDED(key, reason));
      await lanes.run(key, async () => {
        await livings.get(key)?.close({ state: "stopped", graceMs: options.stopGraceMs, text: reason });
        const left = await book.current(key);
        if (!left) return;
        await book.forget({ ...left, state: "stopped", exit: { code: left.exit?.code ?? null, at: clock.now(), text: reason } });
        tell({ type: "session.ended", about: { session: left.id }, text: `The session was ended: ${reason}` });
      });
    },

    listen(listener) {
      const own: Listener = (session, key, event) => listener(session, key, event);
      listeners.add(own);
      return { [Symbol.dispose]: () => void listeners.delete(own) };
    },

    async inspect(key, inputId) {
      const record = livings.get(key)?.record ?? (await book.current(key));
      if (!record?.asked) return "absent";
      const { snapshot } = record;
      const driver = [...drivers].find(({ value }) => value.id === snapshot?.driver)?.value;
      if (!snapshot || !driver) return "unknown";
      try {
        return await driver.inspect(snapshot, inputId);
      } catch (error) {
        log.warn("What became of an input can't be told: the agent's record could not be read.", { session: record.id, error });
        return "unknown";
      }
    },

    status: () => ({ living: places.taken, waiting: places.waiting, limit: options.maxLiving, drivers: [...drivers].map(({ value }) => value.id) }),
  };
}
