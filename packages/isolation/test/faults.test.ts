import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { PluginEntry } from "@instar/kernel";
import { Lifecycle } from "@instar/kernel/contracts";
import { lives } from "@instar/process/lives";
import type { TestKernel } from "@instar/testing";
import { describe, expect, test } from "vitest";
import { type IsolatedFolder, makeFolder, pluginSource } from "./isolated-house.ts";

const guards = `guards: ["preToolUse"],`;
const call = {
  id: "call",
  session: { id: "s", driver: "test" },
  cwd: "/",
  tool: "Bash",
  input: {},
  action: { kind: "shell", command: "ls" } as const,
  signal: new AbortController().signal,
};
const decide = (kernel: TestKernel) => kernel.service(Lifecycle).decide(call);
const failures = (kernel: TestKernel) =>
  kernel.lines.filter(({ text }) => text === "A plugin failed.").map(({ fields }) => fields as { plugin: string; error: { message: string; code?: string } });
const stateOf = (kernel: TestKernel) => kernel.describe().plugins.find(({ name }) => name === "faulty");

const pidOf = (folder: IsolatedFolder) => Number(readFileSync(`${folder.project}/.instar/plugins/faulty/pid`, "utf8"));
const writePid = `import { writeFileSync } from "node:fs";`;
const tellPid = "writeFileSync(paths.state + '/pid', String(process.pid));";

describe("a plugin that fails before it is up is named, stays out, and its gates are closed", () => {
  test.each([
    ["throws while it is imported", `throw new Error("bad import"); const guarded = "preToolUse";`, "bad import"],
    ["ends its process while it is imported", `const guarded = "preToolUse"; process.exit(3);`, "it ended itself with exit code 3"],
    ["has no plugin in it", `export const guarded = "preToolUse";`, 'The module "./plugins/faulty.ts" has no plugin as its default export.'],
    ["throws in its set-up", pluginSource(`throw new Error("bad set-up");`, guards), "bad set-up"],
    ["rejects in its set-up", pluginSource(`await Promise.reject(new Error("bad promise"));`, guards), "bad promise"],
    ["ends its process in its set-up", pluginSource("process.exit(0);", guards), "it ended itself with exit code 0"],
  ])("one that %s", async (_what, source, why) => {
    using folder = makeFolder();
    await using kernel = await folder.open([await folder.isolate(source)]);
    expect(stateOf(kernel)).toMatchObject({ name: "faulty", state: "failed", error: expect.stringContaining(why) as string });
    expect(await decide(kernel)).toMatchObject({ allow: false, by: "faulty: be in place" });
  });

  test("one that does not come back from its set-up is ended", async () => {
    using folder = makeFolder();
    await using kernel = await folder.open([await folder.isolate(pluginSource(`for (;;);`, guards))]);
    expect(stateOf(kernel)?.error).toContain("it did not answer for 5 s");
  });
});

const inItsTimer = (what: string) =>
  pluginSource(
    `${tellPid} const file = paths.state + "/armed";
    hooks.preToolUse.tap("watch", () => undefined);
    hooks.start.tap("arm", () => { if (!existsSync(file)) { writeFileSync(file, ""); setTimeout(() => { ${what} }, 50); } });`,
    guards,
    `${writePid} import { existsSync } from "node:fs";`,
  );

describe("a plugin that fails while it runs is named, denies while it is away, and comes back", () => {
  test.each([
    ["rejects a promise that nobody awaits", `void Promise.reject(new Error("lost promise"));`, "a promise was rejected and nobody caught it: lost promise"],
    ["throws in its timer", `throw new Error("bad timer");`, "an error that nobody caught: bad timer"],
    ["ends its process", "process.exit(7);", "it ended itself with exit code 7"],
    ["takes heap without end", "const all = []; for (;;) all.push(new Array(100_000).fill(all.length));", "it took more memory than its 64 MB"],
    [
      "takes buffers without end",
      "const all = []; const more = () => { all.push(Buffer.alloc(32_000_000, 1)); setTimeout(more, 10); }; more();",
      "it took more memory than its 64 MB",
    ],
    ["hangs", "for (;;);", "it did not answer for 5 s"],
  ])("one that %s", async (_what, fault, why) => {
    using folder = makeFolder();
    await using kernel = await folder.open([await folder.isolate(inItsTimer(fault), undefined, { memoryMb: 64 })]);
    await expect.poll(() => failures(kernel)[0]?.error.message).toContain(why);
    expect(failures(kernel)[0]).toMatchObject({ plugin: "faulty", error: { code: "ISOLATION_ENDED" } });
    const denial = await decide(kernel);
    expect(denial).toMatchObject({ allow: false, by: "faulty: watch" });
    expect(denial).toMatchObject({ reason: expect.stringContaining("The guard faulty is not in place: its process ended (") as string });
    await kernel.clock.advance(1_000);
    await expect.poll(() => decide(kernel)).toEqual({ allow: true, advice: [] });
    expect(failures(kernel)).toHaveLength(1);
  });

  test("calls that wait for it fail at once, and not at their deadline", async () => {
    using folder = makeFolder();
    const source = pluginSource(`hooks.preToolUse.tap("die", () => { process.exit(1); });`, guards);
    await using kernel = await folder.open([await folder.isolate(source)]);
    expect(await decide(kernel)).toMatchObject({ allow: false, by: "faulty: die", reason: expect.stringContaining("failed, so this was denied") as string });
  });

  test("each time it fails the pause before the next start doubles", async () => {
    using folder = makeFolder();
    const source = pluginSource(
      `const file = paths.state + "/go";
      hooks.start.tap("die when told", () => { setInterval(() => { if (!existsSync(file)) return; unlinkSync(file); process.exit(1); }, 10); });`,
      "",
      `import { existsSync, unlinkSync } from "node:fs";`,
    );
    await using kernel = await folder.open([await folder.isolate(source)]);
    const starts = () => kernel.lines.filter(({ text }) => text === "A plugin's process was started again.").length;
    for (const [count, pauseMs] of [1_000, 2_000, 4_000].entries()) {
      writeFileSync(`${folder.project}/.instar/plugins/faulty/go`, "");
      await expect.poll(() => failures(kernel).length).toBe(count + 1);
      await expect.poll(() => kernel.clock.pending).toBe(1);
      await kernel.clock.advance(pauseMs - 1);
      expect(kernel.clock.pending).toBe(1);
      await kernel.clock.advance(1);
      await expect.poll(starts).toBe(count + 1);
    }
  });

  test("one that is paused stays away, and comes back when it is resumed", async () => {
    using folder = makeFolder();
    const source = pluginSource(`${tellPid} hooks.preToolUse.tap("watch", () => undefined);`, guards, writePid);
    await using kernel = await folder.open([await folder.isolate(source)]);
    const pid = pidOf(folder);
    kernel.pause("faulty", "it fails too often");
    expect(await decide(kernel)).toMatchObject({ allow: false, by: "faulty: be in place" });
    process.kill(pid, "SIGKILL");
    await expect.poll(() => lives(pid)).toBe(false);
    kernel.resume("faulty");
    // The house may have heard of the end only now, and then it pauses first
    const later = async () => {
      await kernel.clock.advance(500);
      return decide(kernel);
    };
    await expect.poll(later).toEqual({ allow: true, advice: [] });
    expect(pidOf(folder)).not.toBe(pid);
  });
});

describe("no process is left behind", () => {
  const busy = (setup: string) => pluginSource(`${tellPid} ${setup}`, "", writePid);
  test.each([
    ["that is well", "", []],
    ["whose house was only set up", "", ["set-up"]],
  ] as const)("one %s", async (_what, setup, [start]) => {
    using folder = makeFolder();
    {
      await using kernel = await folder.open([await folder.isolate(busy(setup))] as PluginEntry[], start ? { start } : {});
      expect(stateOf(kernel)?.state).toBe("up");
      expect(lives(pidOf(folder))).toBe(true);
    }
    expect(lives(pidOf(folder))).toBe(false);
  });

  test("one that hangs when the house stops", async () => {
    using folder = makeFolder();
    const hang = `hooks.ready.tap("hang", () => { writeFileSync(paths.state + "/hangs", ""); for (;;); });`;
    const kernel = await folder.open([await folder.isolate(busy(hang))]);
    const pid = pidOf(folder);
    await expect.poll(() => existsSync(`${folder.project}/.instar/plugins/faulty/hangs`)).toBe(true);
    await kernel.stop("over").catch(() => undefined); // that it did not give back is the failure that is wanted
    expect(lives(pid)).toBe(false);
    expect(existsSync(folder.project)).toBe(true);
  });
});
