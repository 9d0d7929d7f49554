import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { openBareServer, openIsolatedHouse, sampleHealth } from "./isolated-house.ts";

const soon = { timeout: 30_000, interval: 50 };

const plugin = (setup: string, head = "") => `import { existsSync, unlinkSync, writeSync } from "node:fs";
import { definePlugin } from "instar";
${head}
export default definePlugin({ api: 1, name: "faulty", guards: ["preToolUse"], async setup({ hooks, paths, log }) {
  hooks.preToolUse.tap("watch", () => undefined);
  ${setup}
} });
void existsSync; void unlinkSync; void writeSync;
`;

/** The fault happens when a file appears, once. */
const whenAsked = (fault: string) =>
  plugin(`const file = paths.state + "/go";
  hooks.start.tap("wait for it", () => { setInterval(() => { if (!existsSync(file)) return; unlinkSync(file); ${fault} }, 20); });`);

const atStart = [
  ["a throw while it is imported", plugin("", `throw new Error("bad import");`), "bad import"],
  ["a throw in its set-up", plugin(`throw new Error("bad set-up");`), "bad set-up"],
  ["a rejected promise in its set-up", plugin(`await Promise.reject(new Error("bad promise"));`), "bad promise"],
] as const;

const inItsTimer = [
  ["a rejection that nobody handles in its timer", `void Promise.reject(new Error("lost promise"));`, "lost promise"],
  ["a throw in its timer", `throw new Error("bad timer");`, "bad timer"],
  ["the end of its process", "process.exit(9);", "it ended itself with exit code 9"],
  ["a loop of 20 s", "for (const end = Date.now() + 20_000; Date.now() < end; );", "it did not answer for 5 s"],
  ["memory without bounds", "const all: unknown[] = []; for (;;) all.push(new Array(100_000).fill(all.length));", "it took more memory than its 64 MB"],
  ["a flood of log lines", `for (;;) log.info("flood");`, "process of the plugin faulty ended"],
  ["a flood of output", `for (;;) process.stdout.write("flood ".repeat(1_000) + "\\n");`, "process of the plugin faulty ended"],
  ["noise on the line to the house", `writeSync(3, Buffer.alloc(64, 7)); process.exit(5);`, "process of the plugin faulty ended"],
] as const;

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

describe("seven faults of a plugin in a process of its own: the house lives, answers, and names the plugin", () => {
  test.each(atStart)("%s", async (fault, source, why) => {
    await using house = openIsolatedHouse(source, `isolated("./plugins/faulty.ts", undefined, { memoryMb: 64 })`);
    expect(await house.instar("start")).toMatchObject({ code: 0 });
    await expectQuick(fault, async () => {
      const stop = sampleHealth(house.healthUrl());
      await sleep(1_000);
      return stop();
    });
    const listed = JSON.parse((await house.instar("plugins", "--json")).stdout) as { name: string; state: string; error?: string }[];
    expect(listed.find(({ name }) => name === "faulty")).toMatchObject({ state: "failed", error: expect.stringContaining(why) as string });
    expect(house.complaints()).toContainEqual(
      expect.objectContaining({ plugin: "faulty", error: expect.objectContaining({ message: expect.stringContaining(why) as string }) as object }),
    );
  });

  test.each(inItsTimer)("%s", async (fault, source, why) => {
    await using house = openIsolatedHouse(whenAsked(source), `isolated("./plugins/faulty.ts", undefined, { memoryMb: 64 })`);
    expect(await house.instar("start")).toMatchObject({ code: 0 });
    const pid = house.daemonPid();
    const failure = expect.objectContaining({
      plugin: "faulty",
      error: expect.objectContaining({ message: expect.stringContaining(why) as string }) as object,
    });
    const measured = await expectQuick(fault, async (attempt) => {
      const stop = sampleHealth(house.healthUrl());
      house.write(".instar/plugins/faulty/go", "");
      await expect.poll(() => house.complaints(), soon).toContainEqual(failure);
      // After its pause a new process is in place
      await expect.poll(() => house.read(".instar/logs/instar.log").split("A plugin's process was started again.").length - 1, soon).toBe(attempt);
      return stop();
    });
    const listed = JSON.parse((await house.instar("plugins", "--json")).stdout) as { name: string; state: string }[];
    // What was measured again has failed as often, and is said to fail for a while
    expect(measured === 1 ? ["up"] : ["up", "failing"]).toContain(listed.find(({ name }) => name === "faulty")?.state);
    expect((await house.instar("hooks")).stdout).toContain("watch");
    expect(house.daemonPid()).toBe(pid);
  });
});

const alive = (pid: number) => {
  try {
    return !/^\S+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false; // it has ended
  }
};

test.each([
  ["well", ""],
  ["busy", "for (;;);"],
])("when the daemon is killed at once, the process of a plugin that is %s ends with it", async (_what, fault) => {
  const source = plugin(
    `hooks.ready.tap("say who", () => { writeFileSync(paths.state + "/pid", String(process.pid)); ${fault} });`,
    `import { writeFileSync } from "node:fs";`,
  );
  await using house = openIsolatedHouse(source, `isolated("./plugins/faulty.ts")`);
  expect(await house.instar("start")).toMatchObject({ code: 0 });
  await expect.poll(() => house.exists(".instar/plugins/faulty/pid"), soon).toBe(true);
  const pid = Number(house.read(".instar/plugins/faulty/pid"));
  expect(alive(pid)).toBe(true);
  process.kill(house.daemonPid(), "SIGKILL");
  await expect.poll(() => alive(pid)).toBe(false);
});
