import type { Clock, Logger } from "@instar/kernel";
import type { Op } from "@instar/kernel/contracts";
import type { AuditEntry } from "../contract.ts";
import { type AuditStore, headKey } from "./audit-store.ts";
import { beginning, flawOf, type Link, linkTo, type Recorded } from "./chain.ts";

/** How long an entry may wait for others to share its commit. */
const shareMs = 50;
const perCommit = 64;
const mostWaiting = 10_000;
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

export interface AuditWriter {
  /** Never waits and never throws. Beyond 10,000 that wait for the disk, the newest are dropped, and the chain says how many. */
  record(entry: Recorded): void;
  /** Resolves when everything recorded before is written, or the disk has refused it. */
  flush(): Promise<void>;
  /** An entry with `also` in its commit: all or nothing. Rejects when that was not written. */
  append(entry: Recorded, also: readonly Op[]): Promise<void>;
  /** The last flush; nothing is timed afterwards. */
  close(): Promise<void>;
}

/** The only one that writes to the chain, one commit after the other. */
export function createAuditWriter(store: AuditStore, clock: Clock, log: Logger): AuditWriter {
  let last: Link | undefined;
  let waiting: Recorded[] = [];
  let dropped = 0;
  let timer: Disposable | undefined;
  /** While the disk refuses: how long it is left alone. */
  let pauseMs: number | undefined;
  let line: Promise<unknown> = Promise.resolve();
  let closed = false;

  async function findLast(): Promise<Link> {
    const head = await store.links.get(headKey);
    // Also when the entries end before: what is missing there must stay visible
    if (head) return head.value;
    const newest = await newestEntry(store);
    return newest === undefined ? beginning : { ...newest, hash: beginning.hash };
  }

  async function write(batch: readonly Recorded[], also: readonly Op[] = []): Promise<void> {
    last ??= await findLast();
    let end = last;
    const entries = batch.map((recorded) => {
      const entry = linkTo(end, recorded);
      end = entry;
      return entry;
    });
    const head = store.links.put(headKey, { number: end.number, hash: end.hash });
    const result = await store.commit([...entries.map((entry) => store.entries.append(entry)), head, ...also]);
    if (!result.committed) throw new Error(`The commit met a conflict: ${result.conflict}`);
    last = end;
  }

  function take(): Recorded[] {
    const batch = waiting.splice(0, perCommit);
    if (dropped === 0 || waiting.length > 0) return batch;
    const lost: Recorded = {
      at: clock.now(),
      what: "audit.lost",
      by: "safety: more was decided than the disk took",
      about: { entries: `${dropped}` },
      digest: "",
    };
    dropped = 0;
    return [...batch, lost];
  }

  /** Whatever is asked to be written comes behind what was asked before. */
  function inLine<T>(work: () => Promise<T>): Promise<T> {
    const done = line.then(work);
    line = done.catch(() => undefined); // whoever asked has the failure
    return done;
  }

  const writeBatch = () =>
    inLine(async () => {
      if (waiting.length === 0) return;
      const batch = take();
      try {
        await write(batch);
        pauseMs = undefined;
      } catch (error) {
        waiting = [...batch, ...waiting];
        last = undefined;
        pauseMs = Math.min((pauseMs ?? firstPauseMs / 2) * 2, longestPauseMs);
        log.warn("The audit could not be written; it is tried again.", { waiting: waiting.length, error });
      }
    });

  function arm(ms: number): void {
    if (waiting.length === 0 || closed) return;
    timer ??= clock.after(ms, () => {
      timer = undefined;
      void writeBatch().finally(() => arm(pauseMs ?? shareMs));
    });
  }

  async function flush(): Promise<void> {
    await line;
    for (let left = Math.ceil(waiting.length / perCommit); left > 0; left--) {
      await writeBatch();
      if (pauseMs !== undefined) return;
    }
  }

  return {
    record(entry) {
      if (waiting.length >= mostWaiting) {
        dropped++;
        return;
      }
      waiting.push(entry);
      if (waiting.length === perCommit && pauseMs === undefined) void writeBatch().finally(() => arm(pauseMs ?? shareMs));
      else arm(pauseMs ?? shareMs);
    },
    flush,
    append: (entry, also) => inLine(() => write([entry], also)),
    async close() {
      closed = true;
      timer?.[Symbol.dispose]();
      timer = undefined;
      await flush();
    },
  };
}

/** Undefined: there is none, or it cannot be told. */
async function newestEntry({ entries }: AuditStore): Promise<Link | undefined> {
  try {
    for await (const { entry } of entries.latest()) return flawOf(entry) === undefined ? { number: (entry as AuditEntry).number, hash: entry.hash } : undefined;
  } catch {
    // It is damaged: the chain begins anew, and whoever checks it finds the place
  }
  return undefined;
}
