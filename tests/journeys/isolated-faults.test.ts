import { setTimeout as sleep } from "node:timers/promises";
import { lives } from "@instar/process/lives";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { goFirst } from "./go-first.ts";
import { openBareServer, openIsolatedHouse, sampleHealth } from "./isolated-house.ts";

const soon = { timeout: 30_000, interval: 50 };

const plugin =
  (setup: string, head = "") =>
  (name: string) =>
    `import { existsSync, unlinkSync, writeSync } from "node:fs";
import { definePlugin } from "instar";
${head}
export default definePlugin({ api: 1, name: "${name}", guards: ["preToolUse"], async setup({ hooks, paths, log }) {
  hooks.preToolUse.tap("watch", () => undefined);
  ${setup}
} });
void existsSync; void unlinkSync; void writeSync;
`;

/** The fault happens when a file appears, once. */
const whenAsked = (fault: string) =>
  plugin(`const file = paths.state + "/go";
  hooks.start.tap("wait for it", () => { setInterval(() => { if (!existsSync(file)) return; unlinkSync(file); ${fault} }, 20); });`);

const nameOf = (fault: string) => fault.replaceAll(" ", "-");
/** What happens, the plugin's source by its name, and what the house says of it. */
type Fault = readonly [fault: string, source: (name: string) => string, why: string];

const atStart: readonly Fault[] = [
  ["a throw while it is imported", plugin("", `throw new Error("bad import");`), "bad import"],
  ["a throw in its set-up", plugin(`throw new Error("bad set-up");`), "bad set-up"],
  ["a rejected promise in its set-up", plugin(`await Promise.reject(new Error("bad promise"));`), "bad promise"],
];

const inItsTimer = (
  [
    ["a rejection that nobody handles in its timer", `void Promise.reject(new Error("lost promise"));`, "lost promise"],
    ["a throw in its timer", `throw new Error("bad timer");`, "bad timer"],
    ["the end of its process", "process.exit(9);", "it ended itself with exit code 9"],
    ["a loop of 20 s", "for (const end = Date.now() + 20_000; Date.now() < end; );", "it did not answer for 5 s"],
    ["memory without bounds", "const all: unknown[] = []; for (;;) all.push(new Array(100_000).fill(all.length));", "it took more memory than its 64 MB"],
    ["a flood of log lines", `for (;;) log.info("flood");`, "The process of the plugin NAME ended"],
    ["a flood of output", `for (;;) process.stdout.write("flood ".repeat(1_000) + "\\n");`, "The process of the plugin NAME ended"],
    ["noise on the line to the house", `writeSync(3, Buffer.alloc(64, 7)); process.exit(5);`, "The process of the plugin NAME ended"],
  ] as const
).map(([fault, source, why]): Fault => [fault, whenAsked(source), why.replace("NAME", nameOf(fault))]);

/** On a machine that is busy with other things the house may take as much longer as a server that does nothing. */
const quickMs = 50;
const timesBare = 3;

/** A busy machine makes a figure worse and never better, so a miss is measured again, at most twice, and the best stands. Resolves with how often it was. */
async function expectQuick(fault: string, measure: (attempt: number) => ReturnType<ReturnType<typeof sampleHealth>>): Promise<number> {
  await using bare = await openBareServer();
  let misses: string[] = [];
  let measured = 0;
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    measured = attempt;
    const stop = sampleHealth(bare.url);
    const { p50, p95, worst, count } = await measure(attempt);
    const allowed = Math.max(quickMs, timesBare * (await stop()).p95);
    const figures = `${fault}: /health p50 ${p50} ms, p95 ${p95} ms of ${allowed}, worst ${worst} ms of ${count}`;
    console.log(figures);
    misses = p95 < allowed ? [] : [...misses, figures];
    if (misses.length === 0) break;
  }
  expect(misses).toEqual([]);
  return measured;
}

type House = ReturnType<typeof openIsolatedHouse>;

/** A house for all of them, each plugin in a process of its own. */
function shareHouse(faults: readonly Fault[]): () => House {
  let house: House | undefined;
  beforeAll(async () => {
    house = openIsolatedHouse("", faults.map(([fault]) => `isolated("./plugins/${nameOf(fault)}.ts", undefined, { memoryMb: 64 })`).join(", "));
    for (const [fault, source] of faults) house.write(`plugins/${nameOf(fault)}.ts`, source(nameOf(fault)));
    expect(await house.instar("start")).toMatchObject({ code: 0 });
    goFirst(process.pid, house.daemonPid());
  });
  afterAll(async () => house?.[Symbol.asyncDispose]());
  return () => house as House;
}

const listed = async (house: House, plugin: string) => {
  const plugins = JSON.parse((await house.instar("plugins", "--json")).stdout) as { name: string; state: string; error?: string }[];
  return plugins.find(({ name }) => name === plugin);
};
const complaint = (plugin: string, why: string) =>
  expect.objectContaining({ plugin, error: expect.objectContaining({ message: expect.stringContaining(why) as string }) as object });

describe("faults of a plugin in a process of its own, at its start: the house lives, answers, and names the plugin", () => {
  const shared = shareHouse(atStart);

  test.each(atStart)("%s", async (fault, _, why) => {
    const house = shared();
    await expectQuick(fault, async () => {
      const stop = sampleHealth(house.healthUrl());
      await sleep(1_000);
      return stop();
    });
    expect(await listed(house, nameOf(fault))).toMatchObject({ state: "failed", error: expect.stringContaining(why) as string });
    expect(house.complaints()).toContainEqual(complaint(nameOf(fault), why));
  });
});

describe("faults of a plugin in a process of its own, later: the house lives, answers, and names the plugin", () => {
  const shared = shareHouse(inItsTimer);

  test.each(inItsTimer)("%s", async (fault, _, why) => {
    const house = shared();
    const plugin = nameOf(fault);
    const pid = house.daemonPid();
    const measured = await expectQuick(fault, async (attempt) => {
      const stop = sampleHealth(house.healthUrl());
      house.write(`.instar/plugins/${plugin}/go`, "");
      await expect.poll(() => house.complaints(), soon).toContainEqual(complaint(plugin, why));
      // After its pause a new process is in place
      await expect.poll(() => house.restarts(plugin), soon).toBe(attempt);
      return stop();
    });
    // What was measured again has failed as often, and is said to fail for a while
    expect(measured === 1 ? ["up"] : ["up", "failing"]).toContain((await listed(house, plugin))?.state);
    const taps = (await house.instar("hooks")).stdout;
    for (const [other] of inItsTimer) expect(taps).toContain(nameOf(other));
    expect(house.daemonPid()).toBe(pid);
  });
});

test.each([
  ["well", ""],
  ["busy", "for (;;);"],
])("when the daemon is killed at once, the process of a plugin that is %s ends with it", async (_what, fault) => {
  const source = plugin(
    `hooks.ready.tap("say who", () => { writeFileSync(paths.state + "/pid", String(process.pid)); ${fault} });`,
    `import { writeFileSync } from "node:fs";`,
  );
  await using house = openIsolatedHouse(source("faulty"), `isolated("./plugins/faulty.ts")`);
  expect(await house.instar("start")).toMatchObject({ code: 0 });
  await expect.poll(() => house.exists(".instar/plugins/faulty/pid"), soon).toBe(true);
  const pid = Number(house.read(".instar/plugins/faulty/pid"));
  expect(lives(pid)).toBe(true);
  process.kill(house.daemonPid(), "SIGKILL");
  await expect.poll(() => lives(pid)).toBe(false);
});
