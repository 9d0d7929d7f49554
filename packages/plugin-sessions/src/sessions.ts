import type { Clock, Contribution, Logger } from "@instar/kernel";
import type {
  AgentSkill,
  ContextBlock,
  Events,
  HouseEvent,
  Lifecycle,
  SessionDriver,
  SessionEnvironment,
  SessionServer,
  Sessions,
  Store,
} from "@instar/kernel/contracts";
import { createBringUp } from "./bring-up.ts";
import { SessionsError } from "./errors.ts";
import type { Listener, Living } from "./living.ts";
import { createLivingSessions } from "./living-sessions.ts";
import type { SessionsOptions } from "./options.ts";
import { createPlaces } from "./places.ts";
import { planPruning } from "./plan-pruning.ts";
import { recover } from "./recover.ts";
import { createSessionBook } from "./session-book.ts";
import { createSessionChanges } from "./session-changes.ts";
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
  /** Forgets records of sessions that ended long ago; resolves with how many. */
  prune(signal: AbortSignal): Promise<number>;
  status(): SessionsStatus;
}

export function createSessions(parts: SessionsParts): SessionsRuntime {
  const { store, drivers, clock, log, options, events } = parts;
  const book = createSessionBook(store);
  const livings = createLivingSessions(log);
  const { lanes } = livings;
  const openings = createSharedOpenings<Living>();
  const listeners = new Set<Listener>();
  const places = createPlaces(options.maxLiving, livings.idlers);
  const tell = (event: HouseEvent) => events?.record(event);
  const bringUp = createBringUp({ ...parts, book, livings, places, listeners, tell });
  let phase: "new" | "started" | "stopped" = "new";

  return {
    ...createSessionChanges({ book, livings, drivers, clock, tell }),

    async start() {
      await recover({ book, drivers, clock, log, tell, isMine: (id) => livings.records().has(id) });
      phase = "started";
    },

    async stop(graceMs) {
      phase = "stopped";
      openings.abandonAll(SessionsError.NOT_STARTED());
      const available = livings.all().filter((living) => living.available);
      await Promise.all(available.map((living) => livings.letGo(living, { state: "parked", graceMs, reason: "The agent stops." })));
      await lanes.idle();
    },

    async open(key, wishes = {}, signal) {
      signal?.throwIfAborted();
      if (phase !== "started") throw SessionsError.NOT_STARTED();
      const present = livings.get(key);
      if (present?.available) {
        if (wishes.limits) await present.limit(wishes.limits);
        const refused = present.admit();
        if (refused) await refused;
      }
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

    list: (filter = {}) => book.list(filter, livings.records()),

    async park(key, reason, graceMs = options.stopGraceMs) {
      const living = livings.get(key);
      const ending = { state: "parked", graceMs, reason } as const;
      if (living?.available) await livings.close(living, ending);
      else await lanes.run(key, async () => livings.get(key)?.close(ending));
    },

    async end(key, reason) {
      openings.abandon(key, SessionsError.ENDED(key, reason));
      await lanes.run(key, async () => {
        await livings.get(key)?.close({ state: "stopped", text: reason });
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

    async prune(signal) {
      const pruned = await book.prune((entries) => planPruning(entries, options, clock.now()), signal);
      if (pruned > 0) log.info("Forgot sessions that ended long ago.", { sessions: pruned });
      return pruned;
    },

    status: () => ({ living: places.taken, waiting: places.waiting, limit: options.maxLiving, drivers: [...drivers].map(({ value }) => value.id) }),
  };
}
