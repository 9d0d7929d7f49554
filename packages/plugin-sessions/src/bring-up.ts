import { InstarError } from "@instar/kernel";
import type { HouseEvent, OpenOptions } from "@instar/kernel/contracts";
import { SessionsError } from "./errors.ts";
import type { Ending, Listener, Living } from "./living.ts";
import { createLivingSession } from "./living-session.ts";
import type { LivingSessions } from "./living-sessions.ts";
import { openingFailed } from "./opening-failed.ts";
import type { Places } from "./places.ts";
import { type Opening, planOpening } from "./plan-opening.ts";
import { reapRecord } from "./reap.ts";
import { renderBlocks } from "./render-blocks.ts";
import type { SessionBook } from "./session-book.ts";
import { limitedRecord } from "./session-changes.ts";
import { spentLimit } from "./session-limits.ts";
import { recordToOpen, refOf, type StoredSession } from "./session-record.ts";
import { sessionSpec } from "./session-spec.ts";
import { sessionVariables } from "./session-variables.ts";
import type { SessionsParts } from "./sessions.ts";

export interface BringUpParts extends SessionsParts {
  readonly book: SessionBook;
  readonly livings: LivingSessions;
  readonly places: Places;
  readonly listeners: ReadonlySet<Listener>;
  readonly tell: (event: HouseEvent) => void;
}

/** Brings a key's session to life, where none lives: plans it, takes a place, records it, starts its agent. */
export function createBringUp(parts: BringUpParts): (key: string, wishes: OpenOptions, signal: AbortSignal) => Promise<Living> {
  const { book, livings, places, drivers, lifecycle, clock, log, options, tell } = parts;
  const parked: Ending = { state: "parked" };

  const blamed = (plugin: string, error: unknown) =>
    lifecycle.note("pluginError", { plugin, error: error instanceof Error ? error : new Error(String(error)) });

  const render = (moment: "system" | "compaction", session: ReturnType<typeof refOf>, budgetTokens: number) =>
    renderBlocks({
      blocks: parts.blocks,
      moment,
      session,
      budgetTokens,
      clock,
      leftOut({ plugin, block, why, error }) {
        log.warn("A context block was left out.", { block, by: plugin, why });
        if (error) blamed(plugin, error);
      },
    });

  /** Says on disk, too, that it is over: what was counted by a former process may be enough already. */
  async function refuseSpent(record: StoredSession, stored: StoredSession | undefined): Promise<void> {
    const spent = spentLimit(record, record.limits, clock.now());
    if (!spent) return;
    const { limit, used, allowed, text } = spent;
    if (stored && stored.id === record.id && !stored.over) {
      const at = clock.now();
      const ended = limit === "ageMs" ? { state: "failed" as const, exit: { code: stored.exit?.code ?? null, at, text } } : {};
      await book.save({ ...stored, ...ended, over: { limit, at, text } });
      tell({
        type: "session.over-limit",
        about: { session: stored.id },
        text: `The session passed its limit "${limit}". ${text}`,
        data: { limit, used, allowed },
      });
    }
    throw SessionsError.OVER_LIMIT(record.key, limit, text);
  }

  async function bear(record: StoredSession, opening: Opening, place: Disposable, signal: AbortSignal): Promise<Living> {
    const { driver, from } = opening;
    const ref = refOf(record);
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
      stopGraceMs: options.stopGraceMs,
      tell,
      listeners: () => parts.listeners,
      compactionBlocks: () => render("compaction", ref, options.contextTokens),
      changed: () => places.changed(),
      leaving: (ending) => void livings.letGo(living, ending),
      stop: (graceMs) => livings.close(living, { state: "parked", graceMs }),
      closed() {
        livings.remove(living);
        place[Symbol.dispose]();
      },
    });
    livings.add(living);
    try {
      signal.throwIfAborted();
      await lifecycle.sessionStart({ session: ref, from });
      const blocks = await render("system", ref, options.systemTokens);
      signal.throwIfAborted();
      const env = await sessionVariables({
        environments: parts.environments ?? [],
        session: ref,
        clock,
        leftOut(plugin, error) {
          log.warn("Variables of a plugin were left out of a session's environment.", { session: ref.id, by: plugin, error });
          blamed(plugin, error);
        },
      });
      signal.throwIfAborted();
      const snapshot = opening.from === "new" ? undefined : opening.snapshot;
      const spec = sessionSpec({ ref, record, blocks, env, from: snapshot, servers: parts.servers ?? [], skills: parts.skills ?? [] });
      living.attach(await driver.spawn(spec, living.host, signal));
      signal.throwIfAborted();
      if (living.exit) throw SessionsError.EXITED(living.exit.error?.text, living.exit.error?.hint);
      living.story.began(from, record, clock.now() - asked);
      return living;
    } catch (error) {
      const ending: Ending = signal.aborted ? parked : { state: "failed", text: error instanceof Error ? error.message : String(error) };
      await living.close(ending).catch((failure: unknown) => log.error("The end of a session could not be recorded.", { error: failure }));
      throw error;
    }
  }

  return async function bringUp(key, wishes, signal) {
    const present = livings.get(key);
    if (present?.available) return present;
    await present?.close(parked);
    const stored = await book.current(key);
    const opening = planOpening(stored, drivers, wishes, options.driver);
    const toOpen = () => {
      const now = clock.now();
      return limitedRecord(recordToOpen({ key, wishes, opening, former: stored, defaults: options, now }), undefined, now);
    };
    const planned = toOpen();
    let place: Disposable | undefined;
    try {
      const former = stored && (await reapRecord(stored, drivers, clock, log));
      await refuseSpent(planned, former);
      if (opening.from === "new" && former?.asked) {
        log.warn("A conversation begins anew, because what was said before can't be read any more.", { key, was: former.driver, driver: opening.driver.id });
      }
      place = await places.take(planned.purpose, signal);
      const record = toOpen();
      await book.begin(record, former?.id === record.id ? undefined : former);
      const living = await bear(record, opening, place, signal);
      living.claim();
      return living;
    } catch (error) {
      place?.[Symbol.dispose]();
      if (InstarError.is(error, "SESSIONS_OVER_LIMIT")) throw error;
      throw signal.aborted ? signal.reason : openingFailed(opening, error);
    }
  };
}
