import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Action, PluginEntry } from "@instar/kernel";
import type { Decision, SessionEvent } from "@instar/kernel/contracts";
import delegate, { Delegates } from "@instar/plugin-delegate";
import namedSessions, { NamedSessions } from "@instar/plugin-named-sessions";
import sessions from "@instar/plugin-sessions";
import { createScriptedAgent, createTestKernel, type ScriptedTurn, type TestKernel, until } from "@instar/testing";
import { createMortalStore } from "@instar/testing/mortal-store";

/** A house with everything real but its agent, which does what a test says. */
export async function createHouse(options: { readonly delegate?: Parameters<typeof delegate>[0]; readonly plugins?: readonly PluginEntry[] } = {}) {
  const project = await realpath(await mkdtemp(path.join(os.tmpdir(), "instar-delegate-")));
  await mkdir(path.join(project, "kept"));
  await writeFile(path.join(project, "kept", "plan.md"), "the plan");
  const agent = createScriptedAgent();
  let disk = createMortalStore();
  let kernel: TestKernel | undefined;
  let calls = 0;

  async function boot(now?: number) {
    disk = createMortalStore();
    kernel = await createTestKernel([disk.plugin, sessions(), namedSessions(), agent.plugin, delegate(options.delegate), ...(options.plugins ?? [])], {
      project,
      ...(now !== undefined && { now }),
    });
    return kernel;
  }
  await boot();
  const running = () => kernel as TestKernel;
  const delegates = () => running().service(Delegates);

  /** Tool calls, as the driver makes them: asked about, then run, then told of. */
  async function use({ host, session, signal }: ScriptedTurn, tool: string, action: Action, run: () => unknown = () => undefined): Promise<Decision> {
    const id = `call-${++calls}`;
    const call = { id, session: session.ref, cwd: session.cwd, tool, input: {}, action, signal };
    const decision = await host.decide(call);
    if (!decision.allow) return decision;
    await host.emit({ type: "tool-start", id, tool });
    await run();
    await host.toolDone({ call, output: "done", ok: true, elapsedMs: 1 });
    await host.emit({ type: "tool-end", id, tool, ok: true });
    return decision;
  }

  /** The result of a run, once it has ended. */
  async function ended(name: string) {
    await until(async () => (await delegates().status(name)).state !== "running", `the end of ${name}`);
    const { result } = await delegates().status(name);
    if (result === undefined) throw new Error("It has ended without a result.");
    return result;
  }

  return {
    project,
    agent,
    use,
    ended,
    delegates,
    named: () => running().service(NamedSessions),
    kernel: running,
    kept: path.join(project, "kept"),
    usage: (costUsd: number): SessionEvent => ({ type: "usage", inputTokens: 10, outputTokens: 10, costUsd, calls: 1 }),
    /** The daemon dies without a word, and another one starts. */
    async crash() {
      await disk.close();
      await running()
        .stop("Killed.")
        .catch(() => undefined); // its store is gone: that is the point
      await boot();
    },
    async [Symbol.asyncDispose]() {
      await running()
        .stop("The test is over.")
        .catch(() => undefined); // a house that was killed has stopped
      await rm(project, { recursive: true, force: true });
    },
  };
}

/** Until the turn is interrupted. */
export const forEver = ({ signal }: ScriptedTurn): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
