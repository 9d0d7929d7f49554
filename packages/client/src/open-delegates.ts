import { randomBytes } from "node:crypto";
import { InstarError } from "@instar/kernel/command";
import type { DelegateResult, Delegates, Delegation } from "@instar/plugin-delegate/contract";
import type { DelegateOptions } from "./agent.ts";
import { callService } from "./call-service.ts";
import { ClientError } from "./errors.ts";
import type { Wire } from "./wire.ts";

/** Below the time that the HTTP API gives a request. */
const pollMs = 15_000;

/** Words of the task, and some letters that nobody else's name ends with. */
function nameFor(task: string): string {
  const words = task.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return [...words.slice(0, 4), randomBytes(3).toString("hex")].join("-").slice(0, 60);
}

export function openDelegates(wire: Wire) {
  const call = callService(wire, "delegates", ClientError.NO_DELEGATES);
  const run = (request: Parameters<Delegates["run"]>[0]) => call("run", [request]) as Promise<Delegation>;

  /** Asks again after a cut, by the same name: a taken one then says that the first request had arrived. */
  async function begin(task: string, { name = nameFor(task), ...options }: Omit<DelegateOptions, "signal">): Promise<Delegation> {
    const request = { ...options, task, name };
    try {
      return await run(request);
    } catch (error) {
      if (!InstarError.is(error, "CLIENT_CUT_OFF")) throw error;
    }
    try {
      return await run(request);
    } catch (error) {
      if (!InstarError.is(error, "DELEGATE_NAME_TAKEN")) throw error;
      const there = (await call("status", [name])) as Delegation;
      if (there.task !== task) throw error;
      return there;
    }
  }

  const delegates: Delegates = {
    run,
    continue: (name, message, more) => call("continue", [name, message, more]) as Promise<Delegation>,
    status: (name, waitMs) => call("status", [name, waitMs]) as Promise<Delegation>,
    list: () => call("list", []) as Promise<readonly Delegation[]>,
    finish: (name) => call("finish", [name]) as Promise<Delegation>,
    abort: (name) => call("abort", [name]) as Promise<Delegation>,
  };
  return {
    delegates,
    async delegate(task: string, { signal, ...options }: DelegateOptions = {}): Promise<DelegateResult> {
      signal?.throwIfAborted();
      let seen = await begin(task, options);
      while (seen.state === "running" || seen.result === undefined) seen = (await call("status", [seen.name, pollMs], signal)) as Delegation;
      return seen.result;
    },
  };
}
