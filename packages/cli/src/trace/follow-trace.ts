import { InstarError } from "@instar/kernel/command";
import { type AgentConnection, connect } from "../socket/connect.ts";
import { wait } from "../wait.ts";
import type { TraceBatch, TraceFilter } from "./trace-line.ts";

const lookEveryMs = 250;

/** While an agent is exchanged for another, it is one of these. */
const passing = ["CLI_NOT_RUNNING", "CLI_NOT_ANSWERING", "CLI_CONNECTION_LOST", "CLI_SOCKET_GONE"];
const isPassing = (error: unknown) => passing.some((code) => InstarError.is(error, code));

export interface TraceWatch {
  readonly project: string;
  readonly filter: TraceFilter;
  readonly signal: AbortSignal;
  /** Hears of each connection, and of its loss: for what is said beside the lines. */
  connected(agent: AgentConnection, again: boolean): Promise<void> | void;
  lost(): void;
}

async function open({ project, filter, signal }: TraceWatch): Promise<AgentConnection> {
  const agent = await connect(project);
  try {
    await agent.call("instar", "trace", [filter], signal);
    return agent;
  } catch (error) {
    agent[Symbol.dispose]();
    throw error;
  }
}

/** The next agent in this folder; undefined when the signal came first. */
async function reopen(watch: TraceWatch): Promise<AgentConnection | undefined> {
  while (!watch.signal.aborted) {
    try {
      return await open(watch);
    } catch (error) {
      if (!isPassing(error) && !watch.signal.aborted) throw error;
    }
    await wait(lookEveryMs, watch.signal).catch(() => undefined); // aborted: the loop's own condition ends it
  }
  return undefined;
}

/**
 * What the taps of the running agent do, from now on, until the signal is aborted; goes on with the agent that follows it in this folder. Not more is asked
 * for before what came is taken. Rejects as `connect` does when none runs at first, and with CLI_OWNER_ONLY for a process of a session.
 */
export async function* followTrace(watch: TraceWatch): AsyncGenerator<TraceBatch> {
  let agent: AgentConnection | undefined = await open(watch);
  try {
    for (let again = false; agent !== undefined; again = true) {
      await watch.connected(agent, again);
      try {
        for (;;) yield (await agent.call("instar", "traced", [], watch.signal)) as TraceBatch;
      } catch (error) {
        if (watch.signal.aborted) return;
        if (!isPassing(error)) throw error;
      }
      agent[Symbol.dispose]();
      watch.lost();
      agent = await reopen(watch);
    }
  } finally {
    agent?.[Symbol.dispose]();
  }
}
