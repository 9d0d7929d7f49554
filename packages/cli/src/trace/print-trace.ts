import { once } from "node:events";
import type { KernelDescription } from "@instar/kernel";
import { printableJson } from "../printable.ts";
import type { AgentConnection } from "../socket/connect.ts";
import { followTrace } from "./follow-trace.ts";
import { renderTraceLine } from "./render-trace-line.ts";
import type { TraceFilter } from "./trace-line.ts";

export interface TraceWish {
  readonly project: string;
  readonly filter: TraceFilter;
  /** Ends after so many lines; absent: with the signal. */
  readonly limit: number | undefined;
  readonly json: boolean;
  readonly signal: AbortSignal;
}

const say = (text: string) => void process.stderr.write(`${text}\n`);

/** Waits for a terminal that is slow; what comes meanwhile waits at the agent, which keeps so much and no more. */
async function write(text: string, signal: AbortSignal): Promise<void> {
  if (!process.stdout.write(`${text}\n`)) await once(process.stdout, "drain", { signal }).catch(() => undefined); // aborted: nobody waits any more
}

/** Somebody who waits for what never comes is told so. */
async function sayWhetherAnybodyTaps(agent: AgentConnection, { hooks, plugins }: TraceFilter): Promise<void> {
  const { hooks: all } = (await agent.call("instar", "describe", [])) as KernelDescription;
  const taps = Object.entries(all).flatMap(([hook, { taps: its }]) => (hooks.length === 0 || hooks.includes(hook) ? its : []));
  const fitting = taps.filter(({ plugin }) => plugins.length === 0 || plugins.includes(plugin));
  say(
    fitting.length === 0
      ? `No tap fits: ${plugins.length === 0 ? "nobody" : plugins.join(", ")} taps ${hooks.length === 0 ? "no hook" : hooks.join(", ")}. \`instar hooks\` lists who taps what.`
      : `Watching ${fitting.length} ${fitting.length === 1 ? "tap" : "taps"}; what they do is shown from now on. Ctrl-C ends it.`,
  );
}

/** Prints a line for each tap that is run, JSON lines with `json`; everything else is said on stderr. */
export async function printTrace({ project, filter, limit = Number.POSITIVE_INFINITY, json, signal }: TraceWish): Promise<void> {
  let left = limit;
  const batches = followTrace({
    project,
    filter,
    signal,
    connected: (agent, again) =>
      again
        ? say(`The agent is back (process ${agent.hello.pid}).`)
        : agent.hello.phase === "running"
          ? sayWhetherAnybodyTaps(agent, filter)
          : say("The agent is starting; what its taps do is shown from now on."),
    lost: () => say("The agent has gone away; waiting for it to come back. Ctrl-C ends it."),
  });
  for await (const { lines, dropped } of batches) {
    if (dropped > 0) say(`${dropped} lines were dropped: they came faster than they were read.`);
    for (const line of lines) {
      await write(json ? printableJson(JSON.stringify(line)) : renderTraceLine(line), signal);
      left -= 1;
      if (left <= 0 || signal.aborted) return;
    }
  }
}
