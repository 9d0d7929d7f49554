import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createKernel, type Kernel, type Logger, type PluginEntry } from "@instar/kernel";
import { type ChannelStatus, Conversations } from "@instar/plugin-conversations/contract";
import { TestingError } from "../errors.ts";
import { createManualClock, type ManualClock } from "../manual-clock.ts";
import { createScriptedAgent, type ScriptedAgent } from "../scripted-agent.ts";
import type { LogLine } from "../test-kernel.ts";
import { describeStanding } from "./describe-standing.ts";
import type { ChannelHarness, ChannelOptOut, MakeChannelHarness } from "./harness.ts";
import { leashClock } from "./leash-clock.ts";
import { createWatchedStore } from "./watched-store.ts";

/** The largest file that the scene's house takes or sends. */
export const maxFileBytes = 100_000;
/** A stalled machine must not make hours pass in the house. */
const longestStepMs = 20;
const usualSpeed = 20;
const longestPauseMs = 10;
/** Long enough for what a channel and a house do at once. */
const momentMs = 3_000;

export interface SceneHouse {
  readonly kernel: Kernel;
  readonly conversations: Conversations;
  readonly store: ReturnType<typeof createWatchedStore>;
  readonly lines: readonly LogLine[];
  readonly folder: string;
  status(): Promise<ChannelStatus>;
  stop(): Promise<void>;
  /** The process is gone: nothing is written any more, no timer fires, every socket closes. */
  drop(): Promise<void>;
}

export interface HouseOptions {
  /** Options of `plugin-access`; default: the harness's owner and the one of a channel called "bystander" are owners. */
  readonly access?: { readonly owners?: string[]; readonly groups?: string[] };
  readonly plugins?: readonly PluginEntry[];
  readonly folder?: string;
  /** Default false: where typing cannot be shown, nothing is said either, so that answers can be counted. */
  readonly acknowledge?: boolean;
  /** Default false, for the same reason: nothing is said of how long work goes on. */
  readonly progress?: boolean;
  /** Default true: resolves when the channel is open. */
  readonly waitUntilOpen?: boolean;
}

/** Where a case plays: a service, an agent and a folder that outlive kernels, and a clock that they share. */
export interface Scene extends AsyncDisposable {
  readonly harness: ChannelHarness;
  readonly clock: ManualClock;
  readonly agent: ScriptedAgent;
  readonly folder: string;
  readonly main: string;
  /** Throws when the harness has opted out of it. */
  readonly second: string;
  optedOut(what: ChannelOptOut): boolean;
  /** A house with everything real but its edges, on the scene's folder unless told otherwise. */
  open(options?: HouseOptions): Promise<SceneHouse>;
  newFolder(): Promise<string>;
  /** Resolves when it holds. Meanwhile time passes, `speed` (default 20) times as fast as on the wall. */
  until(holds: () => boolean | Promise<boolean>, what: string, speed?: number): Promise<void>;
  /** Lets time pass while requests come and go. */
  pass(ms: number, speed?: number): Promise<void>;
  /** A long time passes at once, and a moment after it: nothing that waits for it may come out of it. */
  later(ms: number): Promise<void>;
  /** What the reader of one conversation has got. */
  got(conversation?: string): readonly string[];
}

const realPause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** How a case is run when it is itself under test. */
export interface SceneOptions {
  /** How long `until` waits, in real time; default 20,000. */
  readonly patienceMs?: number;
  /** Makes another house of the usual one's plugins. */
  readonly house?: (plugins: readonly PluginEntry[]) => readonly PluginEntry[];
}

export async function openScene(make: MakeChannelHarness, { patienceMs = 20_000, house: changed = (plugins) => plugins }: SceneOptions = {}): Promise<Scene> {
  const clock = createManualClock();
  const harness = await make({ clock });
  const folders: string[] = [];
  const houses = new Set<SceneHouse>();
  const channel = harness.owner.slice(0, harness.owner.indexOf(":"));
  const [main, second] = harness.conversations;

  async function newFolder() {
    const folder = await mkdtemp(path.join(os.tmpdir(), "instar-channel-"));
    folders.push(folder);
    return folder;
  }

  /** One short look at the real world, and as much time in the house as that took. */
  async function tick(speed: number, pauseMs = 1): Promise<number> {
    const began = performance.now();
    await realPause(pauseMs);
    const ms = Math.ceil(Math.min(longestStepMs, performance.now() - began) * speed);
    await clock.advance(ms);
    return ms;
  }

  function leave(house: SceneHouse) {
    houses.delete(house);
    harness.webhook?.at(undefined);
  }

  async function pass(ms: number, speed = 100) {
    for (let passed = 0; passed < ms; ) passed += await tick(Math.min(speed, Math.max(1, ms - passed)));
  }

  async function until(holds: () => boolean | Promise<boolean>, what: string, speed = usualSpeed) {
    const deadline = performance.now() + patienceMs;
    for (let looks = 0; !(await holds()); looks++) {
      if (performance.now() > deadline) throw TestingError.WAITED_IN_VAIN(what, patienceMs / 1_000, await describeStanding([...houses], harness));
      await tick(speed, Math.min(longestPauseMs, 1 + looks / 50)); // who waits for long looks less often
    }
  }

  const folder = await newFolder();
  const agent = createScriptedAgent({ steer: false }); // one turn per message, so that turns can be counted

  const usual = { owners: [harness.owner, "bystander:owner"] };

  async function open({
    access: asked = usual,
    plugins = [],
    folder: where = folder,
    acknowledge = false,
    progress = false,
    waitUntilOpen = true,
  }: HouseOptions = {}) {
    const [{ default: access }, { default: conversations }, { default: sessions }, { default: storePlugin }, http] = await Promise.all([
      import("@instar/plugin-access"),
      import("@instar/plugin-conversations"),
      import("@instar/plugin-sessions"),
      import("@instar/plugin-store"),
      harness.webhook && import("@instar/plugin-http"),
    ]);
    const lines: LogLine[] = [];
    const level =
      (name: keyof Logger) =>
      (text: string, fields: object = {}) =>
        void lines.push({ level: name, text, fields: fields as LogLine["fields"] });
    const store = createWatchedStore(storePlugin());
    const time = leashClock(clock);
    const kernel = createKernel(
      {
        name: "contract",
        plugins: changed([
          store.plugin,
          access(asked),
          sessions(),
          conversations({ whileBusy: "queue", maxFileBytes, ...(acknowledge ? {} : { acknowledge: "" }), ...(progress ? {} : { progressAfterMs: 0 }) }),
          ...(http ? [http.default()] : []),
          agent.plugin,
          harness.plugin,
          ...plugins,
        ]),
      },
      { clock: time.clock, project: where, log: { debug: level("debug"), info: level("info"), warn: level("warn"), error: level("error") } },
    );
    await kernel.setup();
    const house: SceneHouse = {
      kernel,
      conversations: kernel.service(Conversations),
      store,
      lines,
      folder: where,
      async status() {
        const found = (await house.conversations.status()).channels.find(({ id }) => id === channel);
        if (!found) throw TestingError.NO_SUCH_CHANNEL(channel, harness.plugin.name);
        return found;
      },
      async stop() {
        leave(house);
        await kernel.stop("The contract is done with this house.");
      },
      async drop() {
        leave(house);
        time.cut();
        store.kill();
        const stopped = kernel.stop("Dropped.").catch(() => undefined); // a dead process reports nothing
        await Promise.race([stopped, realPause(2_000)]);
      },
    };
    houses.add(house);
    await kernel.start();
    if (http) harness.webhook?.at(kernel.service(http.Http).url());
    if (waitUntilOpen) await until(async () => (await house.status()).state === "open", `the channel ${channel} to open`);
    return house;
  }

  return {
    harness,
    clock,
    agent,
    folder,
    main,
    get second() {
      if (second === undefined) throw TestingError.NO_SECOND_CONVERSATION(harness.plugin.name);
      return second;
    },
    optedOut: (what) => harness.optOut?.includes(what) ?? false,
    open,
    newFolder,
    until,
    pass,
    async later(ms) {
      await clock.jump({ ms });
      await pass(momentMs);
    },
    got: (conversation = main) => harness.sent().flatMap((part) => (part.conversation === conversation ? part.text : [])),
    async [Symbol.asyncDispose]() {
      harness.restore();
      for (const house of [...houses]) await house.drop();
      await harness.close();
      for (const made of folders) await rm(made, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
