import type { Stats } from "node:fs";
import { dirname, relative, sep } from "node:path";
import type { FSWatcher } from "chokidar";
import { wait } from "../wait.ts";
import { isCode, isForeign, listSources } from "./list-sources.ts";
import { differing, goneSince, type Hashes, readHashes } from "./source-hashes.ts";

/** After the last of several changes: an editor writes in steps, and a build writes many files. */
const quietMs = 120;

/** So long a file may be away while it is replaced by another. */
const replacedWithinMs = 400;

export interface SourceWatch extends AsyncDisposable {
  /** Files whose text differs from what was last given back here, relative to the agent's folder; waits for some. Empty when the signal came first. */
  changed(signal: AbortSignal): Promise<readonly string[]>;
  /** What lies there now is nothing new. */
  settle(): void;
}

/** Waits unless the signal comes first, which whoever waits looks at. */
const pause = (ms: number, signal: AbortSignal) => wait(ms, signal).catch(() => undefined);

const isIgnored = (folder: string) => (path: string, stats?: Stats) =>
  relative(folder, path).split(sep).some(isForeign) || (stats?.isFile() === true && !isCode(path));

/**
 * Watches what the agent of a folder is made from. What counts is the text of those files: whatever else happens beside them is nothing. Folders are
 * watched rather than files, so that one that is replaced stays watched and a missing one is seen to come.
 */
export async function watchSources(project: string): Promise<SourceWatch> {
  const { watch } = await import("chokidar");
  const watched = new Map<string, FSWatcher>();
  let known: Hashes = new Map();
  let events = 0;
  let wake: () => void = () => undefined;
  const seen = () => {
    events += 1;
    wake();
  };

  function open(folder: string, depth: { readonly depth?: number }): Promise<void> {
    const watcher = watch(folder, { ignoreInitial: true, ignored: isIgnored(folder), ...depth });
    watched.set(folder, watcher);
    // A folder that has just gone cannot be watched; the others are.
    watcher.on("all", seen).on("error", () => undefined);
    return new Promise((resolve) => watcher.once("ready", () => resolve()));
  }
  async function follow(): Promise<void> {
    const { files, packages } = listSources(project) ?? { files: [], packages: [] };
    const wanted = new Map([
      ...[project, ...files.map(dirname)].map((folder) => [folder, { depth: 0 }] as const),
      ...packages.map((folder) => [folder, {}] as const),
    ]);
    await Promise.all([...wanted].filter(([folder]) => !watched.has(folder)).map(([folder, depth]) => open(folder, depth)));
  }

  async function quiet(signal: AbortSignal): Promise<void> {
    for (let before = -1; before !== events && !signal.aborted; ) {
      before = events;
      await pause(quietMs, signal);
    }
  }
  async function compare(signal: AbortSignal): Promise<readonly string[]> {
    let now = readHashes(project);
    if (now === undefined || goneSince(known, now).length > 0) {
      await pause(replacedWithinMs, signal);
      now = readHashes(project);
    }
    if (now === undefined || signal.aborted) return [];
    const files = differing(known, now);
    known = now;
    await follow();
    return files.map((file) => relative(project, file));
  }

  await follow();
  known = readHashes(project) ?? known;
  return {
    async changed(signal) {
      const stop = () => wake();
      signal.addEventListener("abort", stop);
      try {
        for (let handled = -1; !signal.aborted; ) {
          if (handled === events)
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          await quiet(signal);
          handled = events;
          const files = await compare(signal);
          if (files.length > 0) return files;
        }
        return [];
      } finally {
        signal.removeEventListener("abort", stop);
      }
    },
    settle() {
      known = readHashes(project) ?? known;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...watched.values()].map((watcher) => watcher.close()));
    },
  };
}
