import type { Clock, Logger, SessionRef } from "@instar/kernel";
import type { Op, Records, SessionEvent, TurnError } from "@instar/kernel/contracts";
import { mostAheadMs } from "../plan-look.ts";
import type { Parking } from "../stored-parking.ts";

/** Without a time from the service, a limit is looked at again after this. */
const limitPauseMs = 300_000;
const overloadPauseMs = 60_000;
/** A turn that is done so much later than the limit was met says that it is over. */
const liftAfterMs = 60_000;

/** The model's limit as every session meets it; over restarts. */
export interface ModelParking {
  load(): Promise<void>;
  /** Nothing that needs an agent begins before; undefined: it may begin. */
  until(): number | undefined;
  current(): Parking | undefined;
  /** What a session told. Durable when it resolves. */
  saw(session: SessionRef, event: SessionEvent): Promise<void>;
  /** When to try again after this failure of a turn; undefined: it is no limit. */
  untilOf(error: TurnError, attempt: number): number | undefined;
}

export function createModelParking({
  records,
  write,
  clock,
  log,
  changed,
}: {
  readonly records: Records<Parking>;
  readonly write: (ops: readonly Op[]) => Promise<void>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly changed: (parking: Parking | undefined) => void;
}): ModelParking {
  let parking: Parking | undefined;
  let loading: Promise<void> | undefined;

  const current = () => {
    const now = clock.now();
    return parking !== undefined && parking.until > now && parking.since <= now + mostAheadMs ? parking : undefined;
  };

  async function park(next: Parking): Promise<void> {
    const former = current();
    if (former !== undefined && former.until >= next.until) return;
    parking = next;
    log.warn("The model takes no more work for now, so no job that needs it begins.", { until: new Date(next.until).toISOString(), kind: next.kind });
    changed(next);
    await write([records.put("model", next)]);
  }

  async function lift(): Promise<void> {
    parking = undefined;
    log.info("The model answers again, so jobs go on.");
    changed(undefined);
    await write([records.delete("model")]);
  }

  return {
    load() {
      loading ??= (async () => {
        parking ??= (await records.get("model"))?.value;
      })();
      return loading;
    },
    current,
    until: () => current()?.until,
    async saw({ driver }, event) {
      if (event.type !== "turn-end") return;
      const { error } = event;
      const now = clock.now();
      if (error?.kind === "limit") {
        const until = error.resetsAt !== undefined && error.resetsAt > now ? error.resetsAt : now + limitPauseMs;
        await park({ kind: "limit", driver, since: now, until, text: error.text });
      } else if (error?.kind === "overloaded") await park({ kind: "overloaded", driver, since: now, until: now + overloadPauseMs, text: error.text });
      else if (event.outcome === "done") {
        const held = current();
        if (held?.driver === driver && now - held.since >= liftAfterMs) await lift();
      }
    },
    untilOf(error, attempt) {
      const now = clock.now();
      if (error.kind === "limit") return Math.max(current()?.until ?? 0, error.resetsAt ?? 0, now + (error.resetsAt === undefined ? limitPauseMs : 0));
      if (error.kind === "overloaded") return Math.max(current()?.until ?? 0, now + overloadPauseMs * Math.min(attempt, 15));
      return undefined;
    },
  };
}
