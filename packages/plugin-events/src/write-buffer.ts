import type { Clock, Logger } from "@instar/kernel";
import type { HouseEvent, Op } from "@instar/kernel/contracts";
import { type StoredEvent, toStored } from "./stored-event.ts";

/** How long an event may wait for others to share its commit. */
const shareMs = 100;
const perCommit = 500;
const mostWaiting = 10_000;
/** Commits under way; further events wait for one of them to end. */
const mostWriting = 8;
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

interface Recorded {
  readonly event: HouseEvent;
  readonly at: number;
}

export interface WriteBuffer {
  /** Never waits and never throws. Beyond 10,000 that wait for the disk, the newest are dropped, counted, and told about in one event. */
  record(event: HouseEvent): void;
  /** Hands what waits to the store before anything that the caller commits next. */
  ahead(): void;
  /** Resolves when everything recorded before is written, or the disk has refused it. */
  flush(): Promise<void>;
  /** The last flush; nothing is timed afterwards. */
  close(): Promise<void>;
}

/** Events on their way to the disk, together with others in one commit. */
export function createWriteBuffer(parts: {
  append(event: StoredEvent): Op;
  readonly redact?: (text: string) => string;
  commit(ops: readonly Op[]): Promise<unknown>;
  clock: Clock;
  log: Logger;
}): WriteBuffer {
  const { clock, log } = parts;
  const writing = new Set<Promise<void>>();
  let waiting: Recorded[] = [];
  let dropped = 0;
  let timer: Disposable | undefined;
  /** While the disk refuses: how long it is left alone. */
  let pauseMs: number | undefined;
  let closed = false;

  const opOf = ({ event, at }: Recorded): Op[] => {
    try {
      return [parts.append(toStored(event, at, parts.redact))];
    } catch (error) {
      log.warn("An event could not be kept as it was given.", { type: event.type, error });
      return [];
    }
  };

  function take(): Recorded[] {
    const batch = waiting.slice(0, perCommit);
    waiting = waiting.slice(perCommit);
    if (dropped === 0 || waiting.length > 0) return batch;
    const text = `${dropped} events were not recorded: they came faster than the disk took them.`;
    const told: Recorded = { event: { type: "events.dropped", about: { plugin: "events" }, text, data: { count: dropped } }, at: clock.now() };
    dropped = 0;
    return [...batch, told];
  }

  function arm(ms: number) {
    if (waiting.length === 0 || closed) return;
    timer ??= clock.after(ms, () => {
      timer = undefined;
      pauseMs = pauseMs === undefined ? undefined : Math.min(pauseMs * 2, longestPauseMs);
      begin();
    });
  }

  async function write(batch: readonly Recorded[]): Promise<void> {
    try {
      await parts.commit(batch.flatMap(opOf));
      pauseMs = undefined;
    } catch (error) {
      waiting = [...batch, ...waiting];
      pauseMs ??= firstPauseMs;
      log.warn("Events could not be written; they are tried again.", { waiting: waiting.length, error, pauseMs });
    }
  }

  /** The commit is begun in this very step: what the caller commits next comes after it. */
  function begin() {
    timer?.[Symbol.dispose]();
    timer = undefined;
    if (waiting.length === 0 || writing.size >= mostWriting) return;
    const written: Promise<void> = write(take()).finally(() => {
      writing.delete(written);
      if (pauseMs === undefined && waiting.length >= perCommit) begin();
      else arm(pauseMs ?? shareMs);
    });
    writing.add(written);
  }

  const ahead = () => {
    if (pauseMs === undefined) begin();
  };

  async function flush() {
    // Only up to here: where much happens, more is recorded during every commit
    const last = waiting.at(-1);
    for (let waits = true; waits; ) {
      waits = last !== undefined && waiting.includes(last);
      if (waits) begin();
      await Promise.all(writing);
      if (pauseMs !== undefined) return;
    }
  }

  return {
    record(event) {
      if (waiting.length >= mostWaiting) {
        dropped++;
        return;
      }
      waiting.push({ event, at: clock.now() });
      if (waiting.length >= perCommit) ahead();
      else arm(pauseMs ?? shareMs);
    },
    ahead,
    flush,
    async close() {
      closed = true;
      do await flush();
      while (pauseMs === undefined && waiting.length > 0);
      timer?.[Symbol.dispose]();
    },
  };
}
