import type { Clock } from "@instar/kernel";
import type { Journal, Op, Records, Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import { type StoredEvent, toStored } from "./stored-event.ts";

/** One run of the house. Without `endedAt` it runs, or ended without being stopped. */
export interface Life {
  readonly pid: number;
  readonly startedAt: number;
  /** It was seen alive then, or when the newest event was recorded. */
  readonly aliveAt: number;
  readonly endedAt?: number;
}

export const lifeShape = {
  version: 1,
  schema: z.object({ pid: z.number(), startedAt: z.number(), aliveAt: z.number(), endedAt: z.number().optional() }),
} as unknown as Versioned<Life>;

const key = "life";
/** A house in which nothing happens writes this often that it lives. */
const beatEveryMs = 300_000;

export interface HouseLife {
  /** Records that the house has started, and before it, that the last run ended without being stopped. */
  begin(): Promise<void>;
  /** Says now and then that it lives, until the signal is aborted. */
  beat(signal: AbortSignal): Promise<void>;
  /** Records that it was stopped. Nothing when it never began. */
  end(reason: string): Promise<void>;
}

export function createHouseLife(parts: {
  readonly journal: Journal<StoredEvent>;
  readonly lives: Records<Life>;
  readonly clock: Clock;
  readonly pid: number;
  commit(ops: readonly Op[]): Promise<unknown>;
}): HouseLife {
  const { journal, lives, clock, pid, commit } = parts;
  let life: Life | undefined;

  const newestAt = async () => {
    for await (const { at } of journal.latest()) return at;
    return 0;
  };

  async function crashOf(former: Life): Promise<StoredEvent> {
    const lastSeenAt = Math.max(former.aliveAt, await newestAt());
    return toStored({
      type: "house.crashed",
      about: {},
      text: `The house ended without being stopped; its last sign of life was at ${new Date(lastSeenAt).toISOString()}.`,
      data: { lastSeenAt, startedAt: former.startedAt, pid: former.pid },
    });
  }

  return {
    async begin() {
      const former = (await lives.get(key))?.value;
      const crash = former && former.endedAt === undefined ? [await crashOf(former)] : [];
      const now = clock.now();
      life = { pid, startedAt: now, aliveAt: now };
      const started = toStored({ type: "house.started", about: {}, text: "The house started.", data: { pid, node: process.versions.node } });
      await commit([...[...crash, started].map((event) => journal.append(event)), lives.put(key, life)]);
    },
    async beat(signal) {
      while (!signal.aborted) {
        await clock.sleep(beatEveryMs, signal).catch(() => undefined); // aborted: the loop's own condition ends it
        if (signal.aborted || !life) return;
        if (clock.now() - (await newestAt()) < beatEveryMs) continue;
        life = { ...life, aliveAt: clock.now() };
        await commit([lives.put(key, life)]);
      }
    },
    async end(reason) {
      if (!life) return;
      const ended = { ...life, aliveAt: clock.now(), endedAt: clock.now() };
      life = undefined;
      const stopped = toStored({
        type: "house.stopped",
        about: {},
        text: `The house was stopped: ${reason}`,
        data: { ranMs: ended.endedAt - ended.startedAt },
      });
      await commit([journal.append(stopped), lives.put(key, ended)]);
    },
  };
}
