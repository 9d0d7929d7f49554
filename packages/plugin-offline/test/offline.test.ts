import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { InstarError } from "@instar/kernel";
import type { Snapshot } from "@instar/kernel/contracts";
import { findTree } from "@instar/process";
import { createManualClock, createTestKernel } from "@instar/testing";
import { createRecordingHost, type RecordingHost } from "@instar/testing/session-driver-contract";
import { describe, expect, test } from "vitest";
import { commandEnvironment } from "../src/command-environment.ts";
import offline from "../src/index.ts";
import { createOfflineDriver } from "../src/offline-driver.ts";

async function world(host: RecordingHost = createRecordingHost(), from?: Snapshot) {
  const cwd = await mkdtemp(join(tmpdir(), "instar-offline-"));
  const clock = createManualClock();
  const driver = createOfflineDriver({ clock, env: { PATH: process.env.PATH ?? "" } });
  const ref = { id: randomUUID(), driver: "offline" };
  const session = await driver.spawn({ ref, cwd, system: "You are Kira.", env: {}, ...(from && { from }) }, host, new AbortController().signal);
  return {
    cwd,
    clock,
    driver,
    host,
    session,
    async say(text: string, context?: readonly string[]): Promise<string> {
      const id = randomUUID();
      await session.send({ id, text, ...(context && { context }) });
      return (await host.turnEnd(id)).text;
    },
    async [Symbol.asyncDispose]() {
      await session.stop(200);
      await rm(cwd, { recursive: true, force: true });
    },
  };
}

describe("what it says", () => {
  test("labels every reply, and says in the first how to get a real agent", async () => {
    await using its = await world();
    const first = await its.say("hello");
    expect(first).toMatch(/^\[offline agent\] You said: hello/);
    expect(first).toContain("install Claude Code and log in");
    expect(first).toContain("claude()");
    expect(await its.say("again")).toBe("[offline agent] You said: again");
    await using resumed = await world(createRecordingHost(), its.host.lastSnapshot());
    expect(await resumed.say("and again")).toBe("[offline agent] You said: and again");
  });

  test("names the files that it was sent, also without words", async () => {
    await using its = await world();
    const id = randomUUID();
    await its.session.send({ id, text: "", attachments: ["/house/files/1/voice.ogg", "/house/files/1/notes.txt"] });
    expect((await its.host.turnEnd(id)).text).toMatch(/^\[offline agent\] You sent: voice\.ogg, notes\.txt\n/);
  });

  test("quotes what was said before", async () => {
    await using its = await world();
    expect(await its.say("what did I say?")).toContain("You have said nothing before this.");
    await its.say("hello");
    expect(await its.say("What did I say?")).toBe('[offline agent] You said: "what did I say?", then "hello".');
  });

  test("quotes a message once that was cut off and given again", async () => {
    await using its = await world();
    await its.say("hello");
    const data = {
      introduced: true,
      entries: [
        ...(its.host.lastSnapshot().data as { entries: object[] }).entries,
        { id: "cut", said: "wait 2s" },
        { id: "again", said: "wait 2s", answer: "done" },
        { id: "later", said: "wait 2s", answer: "done" },
      ],
    };
    await using resumed = await world(createRecordingHost(), { ...its.host.lastSnapshot(), data } as never);
    expect(await resumed.say("what did I say?")).toBe('[offline agent] You said: "hello", then "wait 2s", then "wait 2s".');
  });

  test("tells who it is and what the house said", async () => {
    await using its = await world();
    expect(await its.say("who are you?", ["It is Monday."])).toContain("You are Kira.\nIt is Monday.");
  });

  test("waits by the clock of the house", async () => {
    await using its = await world();
    const id = randomUUID();
    await its.session.send({ id, text: "wait 5s" });
    await its.clock.advance(4999);
    expect(its.host.turnEnds()).toEqual([]);
    expect(its.session.phase).toBe("working");
    await its.clock.advance(1);
    expect((await its.host.turnEnd(id)).text).toContain("I waited for 5 s.");
  });
});

describe("what it does", () => {
  test("creates and reads files in its folder, and overwrites none", async () => {
    await using its = await world();
    expect(await its.say("please create a file called notes/a.txt with one two")).toContain("Created notes/a.txt.");
    expect(await readFile(join(its.cwd, "notes/a.txt"), "utf8")).toBe("one two\n");
    expect(await its.say("create notes/a.txt")).toContain("exists already");
    expect(await its.say("read notes/a.txt")).toContain("one two");
    expect(await its.say("read missing.txt")).toContain("It failed");
    expect(its.host.calls.map((call) => call.action)).toEqual([
      { kind: "write", paths: [join(its.cwd, "notes/a.txt")] },
      { kind: "write", paths: [join(its.cwd, "notes/a.txt")] },
      { kind: "read", paths: [join(its.cwd, "notes/a.txt")] },
      { kind: "read", paths: [join(its.cwd, "missing.txt")] },
    ]);
  });

  test("stays in its folder, whatever the way out", async () => {
    await using its = await world();
    const outside = await mkdtemp(join(tmpdir(), "instar-offline-outside-"));
    await writeFile(join(outside, "secret.txt"), "a plum");
    await symlink(outside, join(its.cwd, "door"));
    await symlink(join(outside, "new.txt"), join(its.cwd, "window.txt"));
    for (const file of ["../secret.txt", join(outside, "secret.txt"), "door/secret.txt"])
      expect(await its.say(`read ${file}`)).toContain("outside of my folder");
    for (const file of ["../new.txt", join(outside, "new.txt"), "door/new.txt"]) expect(await its.say(`create ${file}`)).toContain("outside of my folder");
    await its.say("create window.txt");
    expect(existsSync(join(outside, "new.txt"))).toBe(false);
    await rm(outside, { recursive: true });
  });

  test("reads neither what has no end nor more than it shows", { timeout: 20_000 }, async () => {
    await using its = await world();
    await its.say("run mkfifo pipe");
    for (const turn of [1, 2, 3, 4, 5, 6]) expect(await its.say("read pipe"), `turn ${turn}`).toContain("pipe is no file that I can read");
    await mkdir(join(its.cwd, "folder"));
    expect(await its.say("read folder")).toContain("folder is no file");
    await its.say("run truncate -s 3G huge");
    expect((await its.say("read huge")).length).toBeLessThan(3_000);
    await writeFile(join(its.cwd, "wide.txt"), "你".repeat(2_000));
    expect(await its.say("read wide.txt")).toContain("你".repeat(2_000));
  });

  test("runs a command as a process of its own, with its mark on record", async () => {
    await using its = await world();
    expect(await its.say("run echo $((6 * 7)); pwd")).toContain("42");
    expect(its.host.lastProcess()?.pid).toBeGreaterThan(0);
    expect(its.host.calls[0]).toMatchObject({ tool: "Bash", action: { kind: "shell", command: "echo $((6 * 7)); pwd" } });
    expect(await its.say("run exit 3")).toContain("exit code 3");
    expect(its.host.results.map((result) => result.ok)).toEqual([true, false]);
  });

  test("gives a command no secrets of the house", () => {
    expect(commandEnvironment({ PATH: "/bin", HOME: "/home/kira", TELEGRAM_BOT_TOKEN: "42:secret", ANTHROPIC_API_KEY: "sk", LANG: undefined })).toEqual({
      PATH: "/bin",
      HOME: "/home/kira",
    });
  });

  test("is there as a session driver once its plugin is in a config", async () => {
    await using kernel = await createTestKernel([offline()]);
    expect(kernel.describe().plugins.map((plugin) => plugin.name)).toContain("offline");
  });

  test("ends a running command when it is interrupted or stopped", async () => {
    await using its = await world();
    const id = randomUUID();
    await its.session.send({ id, text: "run touch begun; sleep 600" });
    const { mark } = await its.host.wait("process");
    await its.session.interrupt("enough");
    expect(await its.host.turnEnd(id)).toMatchObject({ outcome: "interrupted", text: "" });
    await its.session.stop(200);
    await expect.poll(() => findTree(mark)).toEqual([]);
  });

  test("finds and ends a command that outlived its house", async () => {
    await using its = await world();
    await its.session.send({ id: randomUUID(), text: "run sleep 600" });
    const { mark } = await its.host.wait("process");
    await its.driver.reap(mark);
    expect((await its.host.wait("turn-end")).text).toContain("ended with");
  });

  test("never deletes everything, not even when it is allowed to", async () => {
    await using its = await world();
    await mkdir(join(its.cwd, "canary"));
    expect(await its.say("delete everything")).toContain("still I refuse");
    expect(its.host.calls[0]?.action).toEqual({ kind: "shell", command: "rm -rf ." });
    expect(existsSync(join(its.cwd, "canary"))).toBe(true);
  });

  test("says who denied what, and passes advice on", async () => {
    const host = createRecordingHost();
    host.gate = async () => ({ allow: false, by: "safety", reason: "that deletes your work", advice: ["Ask for one file."] });
    await using its = await world(host);
    expect(await its.say("delete everything")).toContain("I wanted to run `rm -rf .`, but it was denied by safety: that deletes your work (Ask for one file.)");
  });
});

describe("when something is wrong", () => {
  const broken = async (snapshot: Snapshot) => {
    const failure = await world(createRecordingHost(), snapshot).then(
      () => undefined,
      (error: InstarError) => error.code,
    );
    return failure;
  };

  test("refuses a snapshot that it cannot read", async () => {
    expect(await broken({ driver: "claude", version: 1, data: {} })).toBe("OFFLINE_SNAPSHOT_FOREIGN");
    expect(await broken({ driver: "offline", version: 99, data: {} })).toBe("OFFLINE_SNAPSHOT_NEWER");
    expect(await broken({ driver: "offline", version: 1, data: { entries: "?" } })).toBe("OFFLINE_SNAPSHOT_UNREADABLE");
  });

  test("ends and says so when the house does not take its events", async () => {
    const host = createRecordingHost();
    await using its = await world(host);
    host.disk = Promise.reject(new Error("the disk is full"));
    await expect(its.session.send({ id: randomUUID(), text: "hello" })).rejects.toThrow("the disk is full");
    expect(await host.wait("exit")).toMatchObject({ expected: false, error: { kind: "crashed" } });
    expect(its.session.phase).toBe("ended");
  });

  test("remembers a bounded past", async () => {
    await using its = await world();
    for (let index = 0; index < 210; index += 1) await its.say(`number ${index}`);
    expect((its.host.lastSnapshot().data as { entries: unknown[] }).entries).toHaveLength(200);
  });
});
