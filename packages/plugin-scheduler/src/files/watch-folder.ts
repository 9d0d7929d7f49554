import { type FSWatcher, watch } from "node:fs";
import { stat } from "node:fs/promises";
import type { Clock, Logger } from "@instar/kernel";

/** An editor writes in steps: a name is looked at when nothing happened to it for so long. */
const quietMs = 120;
/** What is written to without end is looked at all the same. */
const latestMs = 500;
/** Without being told of changes. */
const pollMs = 2_000;
/** While being told: some network disks never tell, and a folder may be replaced. */
const glanceMs = 30_000;

export interface FolderWatch {
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Pick<Logger, "info" | "warn">;
  readonly signal: AbortSignal;
  /** Default: the platform's. */
  readonly open?: typeof watch;
}

/**
 * Tells of names in a folder to which something happened, or of undefined for all of them. One handle for the whole folder: a watcher for each file
 * takes 69 MB for 10,000 of them.
 */
export async function watchFolder(
  { folder, clock, log, signal, open: watchWith = watch }: FolderWatch,
  look: (names: ReadonlySet<string> | undefined) => Promise<void>,
): Promise<void> {
  const pending = new Map<string, { readonly since: number; readonly last: number }>();
  let wake: () => void = () => undefined;
  let watcher: FSWatcher | undefined;
  let watched: string | undefined;
  let isWarned = false;
  let glanceAt = 0;

  const close = () => {
    watcher?.close();
    [watcher, watched] = [undefined, undefined];
  };
  const failed = (error: unknown) => {
    close();
    if (!isWarned) log.warn("The folder of jobs can't be watched, so it is looked at each 2 s.", { folder, error: String(error) });
    isWarned = true;
    wake();
  };
  const identity = async () => {
    try {
      const { dev, ino } = await stat(folder);
      return `${dev} ${ino}`;
    } catch {
      // It is not there; perhaps later.
      return undefined;
    }
  };

  /** True: what happened before was not told. */
  async function open(): Promise<boolean> {
    const now = await identity();
    if (watcher !== undefined && now === watched) return false;
    close();
    if (now === undefined) return false;
    try {
      watcher = watchWith(folder, { persistent: false }, (_kind, name) => {
        const at = clock.now();
        if (name !== null) pending.set(name, { since: pending.get(name)?.since ?? at, last: at });
        else glanceAt = Math.min(glanceAt, at + quietMs);
        wake();
      });
      watcher.on("error", failed);
      watched = now;
      isWarned = false;
      return true;
    } catch (error) {
      failed(error);
      return false;
    }
  }

  /** What is being written is let be, for a while. */
  const glanceDue = () => (pending.size === 0 ? glanceAt : glanceAt + latestMs);

  async function lookAtAll(): Promise<void> {
    pending.clear();
    const began = clock.now();
    await look(undefined);
    // A folder with very many files on a slow disk is looked at less often.
    glanceAt = clock.now() + (watcher === undefined ? Math.max(pollMs, 40 * (clock.now() - began)) : Math.max(glanceMs, 1_000 * (clock.now() - began)));
  }

  /** Until there is something to do, or something happens. */
  async function rest(): Promise<void> {
    const next = Math.min(glanceDue(), ...[...pending.values()].map(({ since, last }) => Math.min(last + quietMs, since + latestMs)));
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    using _timer = clock.after(Math.max(10, next - clock.now()), wake);
    if (!signal.aborted) await woken;
  }

  const stop = () => wake();
  signal.addEventListener("abort", stop);
  try {
    while (!signal.aborted) {
      const now = clock.now();
      if (await open()) glanceAt = now + quietMs;
      if (now >= glanceDue()) await lookAtAll();
      if (watcher === undefined) glanceAt = Math.min(glanceAt, now + pollMs);
      const ready = [...pending].filter(([, { since, last }]) => now - last >= quietMs || now - since >= latestMs).map(([name]) => name);
      for (const name of ready) pending.delete(name);
      if (ready.length > 0) await look(new Set(ready));
      await rest();
    }
  } finally {
    signal.removeEventListener("abort", stop);
    close();
  }
}
