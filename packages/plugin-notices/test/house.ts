import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Contribution, Plugin, PluginEntry, Point } from "@instar/kernel";
import { ChatCommands, type ChatRequest, HealthChecks, Notices, type Op, type Route, Routes, type Store } from "@instar/kernel/contracts";
import access from "@instar/plugin-access";
import conversations from "@instar/plugin-conversations";
import { Conversations } from "@instar/plugin-conversations/contract";
import sessions from "@instar/plugin-sessions";
import store from "@instar/plugin-store";
import { createTestKernel, settle, type TestKernel } from "@instar/testing";
import notices from "../src/index.ts";

/** A real store that counts what it commits, and refuses a commit when `count` throws. */
function countingStore(count: (ops: readonly Op[]) => void): Plugin {
  const real = store();
  return {
    ...real,
    definition: {
      ...real.definition,
      async setup(context) {
        const inner = (await real.definition.setup(context)) as (consumer: string) => Store;
        return (consumer: string) => {
          const one = inner(consumer);
          const commit: Store["commit"] = async (ops) => {
            count(ops);
            return one.commit(ops);
          };
          return new Proxy(one, { get: (target, key) => (key === "commit" ? commit : Reflect.get(target, key, target)) });
        };
      },
    },
  };
}

/** Real commits and files take moments of real time, however the clock is moved, and more of them on a busy machine. */
async function others() {
  for (let round = 0; round < 4; round++) {
    await settle(100);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A house around the notices, at noon; everything real, and what the owner is told is read from the outbox. */
export async function createHouse(options: Parameters<typeof notices>[0] = {}, clock?: TestKernel["clock"], more: readonly PluginEntry[] = []) {
  const project = await mkdtemp(path.join(os.tmpdir(), "instar-notices-"));
  let commits = 0;
  let refusing: ((ops: readonly Op[]) => boolean) | undefined;
  const count = (ops: readonly Op[]) => {
    if (refusing?.(ops)) throw new Error("ENOSPC: no space left on device, write");
    commits++;
  };
  let kernel: TestKernel;
  const open = async (clock?: TestKernel["clock"], others = more) => {
    kernel = await createTestKernel(
      [countingStore(count), access({ owners: ["scripted-chat:owner"] }), sessions(), conversations(), notices({ timezone: "UTC", ...options }), ...others],
      {
        project,
        now: "2026-03-10T12:00:00Z",
        ...(clock === undefined ? {} : { clock }),
      },
    );
  };
  await open(clock);
  const values = <T>(point: Point<T>) => [...(kernel.contributions(point) as Iterable<Contribution<T>>)].map(({ value }) => value);
  return {
    get clock() {
      return kernel.clock;
    },
    get notices() {
      return kernel.service(Notices);
    },
    get commits() {
      return commits;
    },
    get conversations() {
      return kernel.service(Conversations);
    },
    /** Commits for which this holds fail as on a full disk. */
    refuse(when: ((ops: readonly Op[]) => boolean) | undefined) {
      refusing = when;
    },
    /** `others`: beside the notices from now on. */
    async reopen(others = more) {
      await kernel.stop("restart");
      await open(kernel.clock, others);
    },
    async pass(ms: number) {
      await others();
      await kernel.clock.advance(ms);
      await others();
    },
    /** Oldest first. */
    async told() {
      const rows = await kernel.service(Conversations).outbox({ limit: 1_000 });
      return rows.map(({ part }) => part.body.text).reverse();
    },
    chat: (name: string, words: string) =>
      values(ChatCommands)
        .find((command) => command.name === name)
        ?.run({ words, address: { channel: "local", conversation: "main" } } as ChatRequest),
    check: (id: string) =>
      values(HealthChecks)
        .find((check) => check.id === id)
        ?.run(new AbortController().signal),
    route: (method: Route["method"], where: string) => values(Routes).find((route) => route.method === method && route.path === where) as Route,
    async [Symbol.asyncDispose]() {
      await kernel.stop("The test is over.");
      await rm(project, { recursive: true, force: true });
    },
  };
}
