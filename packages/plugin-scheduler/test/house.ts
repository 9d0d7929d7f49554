import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { definePlugin, type PluginEntry } from "@instar/kernel";
import { type Job, Jobs, type Notice, Notices } from "@instar/kernel/contracts";
import { Conversations, type Saying } from "@instar/plugin-conversations/contract";
import sessions from "@instar/plugin-sessions";
import { createScriptedAgent, createTestKernel, settle, type TestKernel } from "@instar/testing";
import { createMortalStore, type MortalStore } from "@instar/testing/mortal-store";
import { expect } from "vitest";
import { JobScheduler } from "../src/contract.ts";
import scheduler from "../src/index.ts";

export interface HouseOptions {
  readonly now?: string;
  readonly jobs?: readonly Job[];
  readonly files?: Readonly<Record<string, string>>;
  readonly options?: Parameters<typeof scheduler>[0];
  readonly plugins?: readonly PluginEntry[];
}

/** A house with everything real but its agent and whoever tells the owner. */
export async function createHouse({ now = "2026-03-02T08:00:00Z", jobs = [], files = {}, options = {}, plugins = [] }: HouseOptions = {}) {
  const project = await realpath(await mkdtemp(path.join(os.tmpdir(), "instar-jobs-")));
  const folder = path.join(project, ".instar", "jobs");
  await mkdir(folder, { recursive: true });
  const write = (slug: string, text: string) => writeFile(path.join(folder, `${slug}.md`), text);
  for (const [slug, text] of Object.entries(files)) await write(slug, text);
  const agent = createScriptedAgent();
  const told: Saying[] = [];
  const noticed: Notice[] = [];
  const contributed = definePlugin({ api: 1, name: "worker", setup: ({ contribute }) => void jobs.map((job) => contribute(Jobs, job)) });
  const teller = definePlugin({
    api: 1,
    name: "teller",
    provides: Conversations,
    setup: () =>
      ({
        tell: async (saying: Saying) => {
          if (!told.some(({ key }) => key === saying.key)) told.push(saying);
          return { channel: "test", conversation: "owner" };
        },
      }) as unknown as Conversations,
  });
  const noticer = definePlugin({
    api: 1,
    name: "noticer",
    provides: Notices,
    setup: () => ({
      notify: async (notice: Notice) => {
        // What only goes into a digest merges there; an item that is opened twice is seen twice.
        if (notice.level !== "info" || !noticed.some(({ key }) => key === notice.key)) noticed.push(notice);
      },
      attention: async () => noticed.map((notice, index) => ({ ...notice, id: String(index), state: "open" as const, count: 1, createdAt: 0, updatedAt: 0 })),
      change: async () => undefined,
    }),
  });
  let refused: string | undefined;
  let disk: MortalStore;
  let kernel: TestKernel | undefined;

  async function boot(at: number | string = now, after?: number) {
    disk = createMortalStore({
      of: "scheduler",
      fault: (consumer) => (refused !== undefined && consumer === "scheduler" ? { committed: false, conflict: refused } : undefined),
    });
    if (after !== undefined) disk.dieAfter(after);
    const entries = [
      disk.plugin,
      sessions(),
      agent.plugin,
      teller(),
      noticer(),
      ...plugins,
      scheduler({ timezone: "UTC", stopGraceMs: 0, ...options }),
      contributed(),
    ];
    kernel = await createTestKernel(entries, { project, now: at });
    return kernel;
  }
  await boot().catch(async (error: unknown) => {
    await rm(project, { recursive: true, force: true });
    throw error;
  });
  const running = () => kernel as TestKernel;
  const service = () => running().service(JobScheduler);

  return {
    project,
    agent,
    told,
    noticed,
    write,
    boot,
    commits: () => disk.commits,
    /** From now on no commit of the scheduler holds; undefined: they do. */
    refuse(why: string | undefined) {
      refused = why;
    },
    /** What the scheduler keeps. */
    store: () => disk.store("scheduler"),
    kernel: running,
    clock: () => running().clock,
    jobs: service,
    /** Resolves when all of these runs have ended; real processes take real time. */
    async ended(job: string, count = 1) {
      const runs = async () => (await service().runs({ job, limit: 1_000 })).filter(({ state }) => state !== "queued" && state !== "running");
      await expect.poll(async () => (await runs()).length, { message: `runs of ${job} that have ended`, interval: 5 }).toBeGreaterThanOrEqual(count);
      return runs();
    },
    /** The process dies: nothing of it is written any more, and a new one comes up. */
    async kill(at?: number | string, after?: number) {
      const former = running();
      const then = at ?? former.clock.now();
      await settle();
      await disk.close();
      const gone = former.stop("It was killed.").catch(() => undefined); // its disk is gone, and that is the point
      for (let round = 0; round < 3; round++) await former.clock.advance(30_000);
      await gone;
      await boot(then, after);
    },
    async [Symbol.asyncDispose]() {
      await kernel?.stop("The test is over.").catch(() => undefined);
      await rm(project, { recursive: true, force: true });
    },
  };
}

export const job = (id: string, run: Job["run"], more: Partial<Job> = {}): Job => ({ id, schedule: { everyMs: 60_000 }, run, ...more });

/** A file of a job. */
export const file = (head: Readonly<Record<string, unknown>>, body = ""): string =>
  `---\n${Object.entries(head)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join("\n")}\n---\n${body}\n`;
