import { type AgentConnection, connect } from "../socket/connect.ts";
import { wait } from "../wait.ts";

/** What somebody asked of an agent that ended: to be stopped, or to be exchanged for another, which a restart and a reload do. Absent: nobody asked. */
export type AskedEnd = "stop" | "exchange";

/** Notices that the agent of a folder has ended by itself, or by somebody else's hand. */
export interface EndWatch extends AsyncDisposable {
  /** From now on its end is told, once; where somebody exchanges it, that of the next one. */
  follow(): Promise<void>;
  /** Its end is expected. */
  ignore(): void;
}

const lookEveryMs = 250;
/** So long an agent that was exchanged may take to come. */
const exchangedWithinMs = 60_000;

async function findNext(project: string, signal: AbortSignal): Promise<AgentConnection | undefined> {
  for (let waitedMs = 0; waitedMs < exchangedWithinMs && !signal.aborted; waitedMs += lookEveryMs) {
    const agent = await connect(project).catch(() => undefined); // not there yet
    if (agent !== undefined) return agent;
    await wait(lookEveryMs, signal).catch(() => undefined); // aborted: the loop's own condition ends it
  }
  return undefined;
}

export function followEnd(project: string, ended: (asked: AskedEnd | undefined) => void): EndWatch {
  let following = new AbortController();

  async function attend(agent: AgentConnection, signal: AbortSignal): Promise<void> {
    using _agent = agent;
    const leave = () => agent[Symbol.dispose]();
    signal.addEventListener("abort", leave, { once: true });
    if (signal.aborted) leave();
    // One that dies tells nothing.
    const { asked } = (await agent.call("instar", "ending", []).catch(() => ({}))) as { asked?: AskedEnd };
    await agent.closed;
    if (signal.aborted) return;
    const next = asked === "exchange" ? await findNext(project, signal) : undefined;
    if (next !== undefined) return attend(next, signal);
    if (!signal.aborted) ended(asked === "stop" ? asked : undefined);
  }

  return {
    async follow() {
      following.abort();
      following = new AbortController();
      const { signal } = following;
      const agent = await connect(project).catch(() => undefined); // none runs, as was just told
      if (agent !== undefined) void attend(agent, signal);
    },
    ignore: () => following.abort(),
    async [Symbol.asyncDispose]() {
      following.abort();
    },
  };
}
