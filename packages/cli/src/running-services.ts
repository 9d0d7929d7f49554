import type { Remote, Service } from "@instar/kernel/command";
import { type AgentConnection, connect } from "./socket/connect.ts";

/** Services of the agent that runs, for a command that outlives it: nothing is ever set up in this process. */
export interface RunningServices extends Disposable {
  service<T>(token: Service<T>): Remote<T>;
}

/** Connects with the first call, and anew with the next one after the connection was lost. Calls reject as `connect` does while nobody runs. */
export function openRunning(project: string, signal: AbortSignal): RunningServices {
  let connection: Promise<AgentConnection> | undefined;

  function connected(): Promise<AgentConnection> {
    if (connection !== undefined) return connection;
    const opening = connect(project);
    const forget = () => {
      if (connection === opening) connection = undefined;
    };
    opening.then(({ closed }) => closed.then(forget), forget);
    connection = opening;
    return opening;
  }

  return {
    service: <T>(token: Service<T>) =>
      new Proxy(Object.create(null) as Remote<T>, {
        get: (_, method) =>
          typeof method !== "string" || method === "then" ? undefined : async (...args: unknown[]) => (await connected()).call(token.id, method, args, signal),
      }),
    [Symbol.dispose]() {
      // One that could not be opened has nothing to give back; who asked has been told.
      connection?.then((open) => open[Symbol.dispose]()).catch(() => undefined);
      connection = undefined;
    },
  };
}
