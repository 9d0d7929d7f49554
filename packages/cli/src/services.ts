import type { Remote, Service } from "@instar/kernel/command";
import { CliError } from "./errors.ts";
import { requireProject } from "./project/find-project.ts";
import { openRunning, type RunningServices } from "./running-services.ts";
import { type AgentConnection, connect } from "./socket/connect.ts";

/** Where a command's services live: in the running agent, or set up for the length of the command. */
interface Place extends AsyncDisposable {
  call(service: string, method: string, args: readonly unknown[]): Promise<unknown>;
}

export interface Services extends AsyncDisposable {
  /** `running`: see `CommandContext`. */
  service<T>(token: Service<T>, where?: { readonly running: true }): Promise<Remote<T>>;
  /** Gives back what was opened, so that another process may have the folder; the next call opens it anew. */
  release(): Promise<void>;
}

const overSocket = (agent: AgentConnection, signal: AbortSignal): Place => ({
  call: (service, method, args) => agent.call(service, method, args, signal),
  async [Symbol.asyncDispose]() {
    agent[Symbol.dispose]();
  },
});

/** Finds the services of `project` when first asked for one. With the agent stopped, each further service sets the house up anew, with all of them. */
export function openServices(project: string | undefined, signal: AbortSignal): Services {
  const tokens: Service<unknown>[] = [];
  let place: Promise<Place> | undefined;
  let running: RunningServices | undefined;
  let over = false;

  async function open(): Promise<Place> {
    const folder = requireProject(project);
    try {
      return overSocket(await connect(folder), signal);
    } catch (error) {
      const { InstarError } = await import("@instar/kernel/command");
      if (!InstarError.is(error, "CLI_NOT_RUNNING")) throw error;
    }
    const { openStandalone } = await import("./daemon/open-standalone.ts");
    return openStandalone(folder, tokens);
  }

  async function release() {
    const before = place;
    place = undefined;
    // A place that could not be opened has told so already, and has nothing to give back.
    await (await before?.catch(() => undefined))?.[Symbol.asyncDispose]();
  }

  return {
    release,
    async service<T>(token: Service<T>, where?: { readonly running: true }) {
      if (where?.running === true) {
        running ??= openRunning(requireProject(project), signal);
        return running.service(token);
      }
      if (!tokens.some((known) => known.id === token.id)) {
        tokens.push(token as Service<unknown>);
        const before = await place;
        if (before !== undefined && "standalone" in before) {
          await before[Symbol.asyncDispose]();
          place = undefined;
        }
      }
      place ??= open();
      await place;
      return new Proxy(Object.create(null) as Remote<T>, {
        get: (_, method) =>
          typeof method !== "string" || method === "then"
            ? undefined
            : async (...args: unknown[]) => {
                if (over) throw CliError.CONNECTION_LOST();
                place ??= open();
                return (await place).call(token.id, method, args);
              },
      });
    },
    async [Symbol.asyncDispose]() {
      over = true;
      running?.[Symbol.dispose]();
      await release();
    },
  };
}
