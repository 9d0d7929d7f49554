import { InstarError } from "@instar/kernel/command";
import { reloadDaemon } from "../daemon/reload-daemon.ts";
import { spawnDaemon } from "../daemon/spawn-daemon.ts";
import { stopDaemon } from "../daemon/stop-daemon.ts";
import { runCheck } from "../plugins/run-check.ts";
import { readCommandCache } from "../project/command-cache.ts";
import { describeStart } from "../project/describe-start.ts";
import { probeAgent } from "../project/probe-agent.ts";
import { projectPaths } from "../project/project-paths.ts";
import { describeRunning } from "../socket/describe-running.ts";
import { describeDifference, type Outline } from "./describe-difference.ts";
import { followEnd } from "./follow-end.ts";
import { followPluginLog } from "./follow-plugin-log.ts";
import type { WatchNews } from "./watch-news.ts";
import { watchSources } from "./watch-sources.ts";

export interface WatchWish {
  readonly project: string;
  /** For the agent to be ready. */
  readonly startMs: number;
  readonly signal: AbortSignal;
  tell(news: WatchNews): void;
}

const checkMs = 45_000;
const graceMs = 30_000;

const outline = async (project: string): Promise<Outline> => ({
  description: await describeRunning(project),
  commands: readCommandCache(project).commands.map(({ id }) => id),
});

/** Why it could not start: the check knows the line, where it finds anything. */
async function explain(project: string, error: Error, signal: AbortSignal): Promise<Error> {
  return runCheck({ project, depth: "house", withinMs: checkMs, signal }).then(
    () => error,
    (found: Error) => found,
  );
}

/**
 * Lives with the agent of a folder until the signal comes, then stops it, or until somebody else does: starts it, and takes up each change of what it is
 * made from as a reload does. What is wrong is told, and whatever ran before runs on; with none running, the next change starts it.
 */
export async function runWatching({ project, startMs, signal: asked, tell }: WatchWish): Promise<void> {
  const outside = new AbortController();
  const signal = AbortSignal.any([asked, outside.signal]);
  await using sources = await watchSources(project);
  await using end = followEnd(project, (how) => {
    if (how === "stop") outside.abort();
    else tell({ type: "ended" });
  });
  const log = followPluginLog(projectPaths(project).log, signal, (line) => tell({ type: "log", line }));
  let before: Outline | undefined;

  async function start(changed: readonly string[]): Promise<void> {
    const began = performance.now();
    try {
      const { pid, name } = await spawnDaemon(project, startMs);
      before = await outline(project);
      const { warnings } = describeStart(await probeAgent(project));
      await end.follow();
      tell({ type: "started", name, pid, folder: project, changed, ms: Math.round(performance.now() - began), warnings });
    } catch (error) {
      tell({ type: "failed", changed, error: await explain(project, error as Error, signal) });
    }
  }

  async function reload(changed: readonly string[]): Promise<void> {
    const began = performance.now();
    try {
      end.ignore();
      const { pid, name } = await reloadDaemon({ project, checkMs, graceMs, startMs, signal });
      const after = await outline(project);
      const difference = describeDifference(before ?? after, after);
      before = after;
      tell({ type: "reloaded", name, pid, changed, ms: Math.round(performance.now() - began), ...difference });
    } catch (error) {
      if (signal.aborted) return;
      // The config of before is in its place again; that is no new change.
      if (InstarError.is(error, "CLI_RELOAD_FAILED")) sources.settle();
      const status = await probeAgent(project);
      tell({ type: "failed", changed, error: error as Error, ...(status.running ? { pid: status.pid } : {}) });
    } finally {
      if (!signal.aborted) await end.follow();
    }
  }

  try {
    await start([]);
    while (!signal.aborted) {
      const changed = await sources.changed(signal);
      if (changed.length === 0) continue;
      const { phase } = await probeAgent(project);
      await (phase === "stopped" ? start(changed) : reload(changed));
    }
  } finally {
    end.ignore();
    // Whoever has stopped it may have started another one meanwhile, which is not ours to stop.
    const pid = outside.signal.aborted ? undefined : await stopDaemon(project);
    await log;
    tell({ type: "stopped", ...(pid === undefined ? {} : { pid }), ...(outside.signal.aborted ? { outside: true } : {}) });
  }
}
