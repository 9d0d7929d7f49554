import type { Clock, Kernel } from "@instar/kernel";
import { InstarError } from "@instar/kernel/command";
import type { Agent, AgentStatus } from "./agent.ts";
import { findAgent, type Whereabouts } from "./find-agent.ts";
import { createHttpWire } from "./http-wire.ts";
import { createKernelWire } from "./kernel-wire.ts";
import { openDelegates } from "./open-delegates.ts";
import { openSessions } from "./open-sessions.ts";
import { sendMessage } from "./send-message.ts";
import { createTurnIds } from "./turn-id.ts";
import type { Wire } from "./wire.ts";

export interface ConnectOptions {
  /** How long an agent that went away, to be restarted or by a crash, is waited for. Default 60,000 ms; 0: not at all. */
  readonly patienceMs?: number;
  /** Of the waiting between attempts; default the machine's. */
  readonly clock?: Clock;
}

/** The machine's clock, loaded when it is needed: only who waits for an agent that is away needs one. */
const loadClock = async (): Promise<Clock> => (await import("@instar/kernel")).systemClock;

function openAgent(wire: Wire, status: () => Promise<AgentStatus>, newTurnId?: () => Promise<string>): Agent {
  const { delegates, delegate } = openDelegates(wire);
  return {
    sessions: openSessions(wire, newTurnId),
    delegates,
    delegate,
    send: (text, options = {}) => sendMessage(wire, text, options),
    status,
    [Symbol.asyncDispose]: () => wire[Symbol.asyncDispose](),
  };
}

const readStatus = (wire: Wire): Promise<AgentStatus> =>
  wire.request({ method: "GET", path: "/status" }, async (response) => (await response.json()) as AgentStatus);

/**
 * A running agent: that of a folder, or `{ url, token }`. Without either, inside a session the agent that runs it (`INSTAR_URL`, `INSTAR_TOKEN`),
 * else the nearest one from the working directory upward. Rejects with CLIENT_NOT_RUNNING when it does not run, and as the house does when it is not let in.
 */
export async function connectAgent(agent?: string | Whereabouts, { patienceMs = 60_000, clock }: ConnectOptions = {}): Promise<Agent> {
  const place = findAgent(agent, process.env, process.cwd());
  const time = async () => clock ?? loadClock();
  const wire = createHttpWire({ place, patienceMs, clock: time });
  await readStatus(wire);
  return openAgent(wire, () => readStatus(wire), createTurnIds(time));
}

/** The agent of a kernel that runs in this process, with the rights of its owner. To dispose it leaves the kernel running. */
export function connectKernel(kernel: Pick<Kernel, "service" | "contributions" | "describe">): Agent {
  const wire = createKernelWire(kernel);
  return openAgent(wire, async () => {
    try {
      return await readStatus(wire);
    } catch (error) {
      if (!InstarError.is(error, "CLIENT_NO_ROUTE")) throw error;
      const { name, phase, plugins } = kernel.describe();
      return {
        name,
        phase,
        pid: process.pid,
        plugins: plugins.map(({ name: plugin, state, error: why }) => ({ name: plugin, state, ...(why === undefined ? {} : { error: why }) })),
      };
    }
  });
}
