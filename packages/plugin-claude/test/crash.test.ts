import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { appendFile, chmod, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Snapshot } from "@instar/kernel/contracts";
import { findTree } from "@instar/process";
import { claudeExecutable, useShell } from "@instar/testing/model-endpoint";
import { describe, expect, test } from "vitest";
import { projectFolder } from "../src/transcript.ts";
import { type House, markOf, openHouse, snapshotOf, testHost } from "./harness.ts";

describe("the end of a session", () => {
  test("stop ends the tool's shells in their own sessions too, says that it was expected and gives a snapshot to come back to", async () => {
    await using house = await openHouse();
    const host = testHost();
    const session = await house.open(host);
    house.endpoint.script(useShell("echo begun; sleep 60"));
    await session.send({ id: randomUUID(), text: "go" });
    await host.wait("tool-start");
    await until(async () => (await findTree(markOf(host))).length > 1);
    const snapshot = await session.stop(2_000);
    expect(await findTree(markOf(host))).toEqual([]);
    expect(await host.wait("exit")).toMatchObject({ expected: true });
    expect(snapshot).toEqual(snapshotOf(host));
    expect(session.phase).toBe("ended");
    await expect(session.send({ id: randomUUID(), text: "more" })).rejects.toMatchObject({ code: "CLAUDE_ENDED" });
  });

  test("an idle one goes politely within a moment", async () => {
    await using house = await openHouse();
    const host = testHost();
    const session = await house.open(host);
    await session.stop(5_000);
    expect(await host.wait("exit")).toMatchObject({ expected: true, code: 0 });
  });

  test("a killed program is reported, its orphaned shells are ended, and the session can be resumed", async () => {
    await using house = await openHouse();
    const host = testHost();
    const session = await house.open(host);
    house.endpoint.script("noted", useShell("echo begun; sleep 60"));
    const [first, id] = [randomUUID(), randomUUID()];
    await session.send({ id: first, text: "my name is Ann" });
    await host.turn(first);
    await session.send({ id, text: "go" });
    await host.wait("tool-start");
    await until(async () => (await findTree(markOf(host))).length > 1);
    process.kill(markOf(host).pid, "SIGKILL");
    expect(await host.wait("exit")).toMatchObject({ expected: false, code: null, error: { kind: "crashed" } });
    expect(await findTree(markOf(host))).toEqual([]);

    const after = testHost();
    const resumed = await house.open(after, { from: snapshotOf(host) });
    const next = randomUUID();
    await resumed.send({ id: next, text: "who am I?", context: ["You were cut off; whether the last command finished is not known."] });
    await after.turn(next);
    const request = house.endpoint.requests.at(-1);
    expect(request?.text).toContain("my name is Ann");
    expect(request?.text).toContain("whether the last command finished is not known");
  });

  test("a program that hangs is ended all the same, and says so", async () => {
    await using house = await openHouse();
    const host = testHost();
    const session = await house.open(host);
    process.kill(markOf(host).pid, "SIGSTOP");
    const sending = session.send({ id: randomUUID(), text: "hello?" });
    sending.catch(() => undefined);
    await session.stop(300);
    await expect(sending).rejects.toMatchObject({ code: "CLAUDE_ENDED" });
    expect(await host.wait("exit")).toMatchObject({ expected: true });
    expect(await findTree(markOf(host))).toEqual([]);
  });

  test("reap ends what a dead daemon left, twice is as good as once", async () => {
    await using house = await openHouse();
    const host = testHost();
    const session = await house.open(host);
    house.endpoint.script(useShell("echo begun; sleep 60"));
    await session.send({ id: randomUUID(), text: "go" });
    await host.wait("tool-start");
    await house.driver.reap(markOf(host));
    expect(await findTree(markOf(host))).toEqual([]);
    await house.driver.reap(markOf(host));
  });

  test("one owner per session: a second process on the same conversation is refused", async () => {
    await using house = await openHouse();
    const host = testHost();
    await house.open(host);
    await expect(house.open(testHost(), { from: snapshotOf(host) })).rejects.toMatchObject({ code: "CLAUDE_OWNED" });
  });

  test("a fork branches off and leaves the first conversation as it was", async () => {
    await using house = await openHouse();
    const host = testHost();
    const session = await house.open(host);
    const id = randomUUID();
    await session.send({ id, text: "the root" });
    await host.turn(id);
    const fork = await session.fork?.();
    const branch = testHost();
    const second = await house.open(branch, { from: fork as Snapshot });
    const other = randomUUID();
    await second.send({ id: other, text: "the branch" });
    await branch.turn(other);
    expect(house.endpoint.requests.at(-1)?.text).toContain("the root");
    expect(snapshotOf(branch).data).not.toMatchObject({ session: (snapshotOf(host).data as { session: string }).session });
  });
});

describe("a start that fails says why", () => {
  test("for want of the program", async () => {
    await using house = await openHouse({ options: { executable: "/nowhere/claude" } });
    await expect(house.open(testHost())).rejects.toMatchObject({
      code: "CLAUDE_NOT_INSTALLED",
      hint: expect.stringContaining("npm install -g @anthropic-ai/claude-code"),
    });
  });

  test("as root without leave; an ordinary user needs none", async () => {
    await using house = await openHouse({ environment: { IS_SANDBOX: undefined } });
    const opening = house.open(testHost());
    if (process.getuid?.() === 0) await expect(opening).rejects.toMatchObject({ code: "CLAUDE_ROOT" });
    else await (await opening).stop(0);
    await using allowed = await openHouse({ environment: { IS_SANDBOX: undefined }, options: { allowRoot: true } });
    await (await allowed.open(testHost())).stop(0);
  });

  test("for a conversation that is gone", async () => {
    await using house = await openHouse();
    const host = testHost();
    const session = await house.open(host);
    const id = randomUUID();
    await session.send({ id, text: "hello" });
    await host.turn(id);
    await session.stop(2_000);
    await rm(join(house.home, ".claude", "projects"), { recursive: true });
    await expect(house.open(testHost(), { from: snapshotOf(host) })).rejects.toMatchObject({ code: "CLAUDE_NO_CONVERSATION" });
  });

  test("with a version that was not tried, unless permissions are not bypassed or the risk is accepted", async () => {
    await using house = await openHouse();
    const program = join(house.folder, "other-claude");
    await writeFile(program, `#!/bin/sh\n[ "$1" = --version ] && { echo "9.9.9 (Claude Code)"; exit 0; }\nexec ${claudeExecutable()} "$@"\n`);
    await chmod(program, 0o755);
    await using strict = await openHouse({ options: { executable: program } });
    await expect(strict.open(testHost())).rejects.toMatchObject({ code: "CLAUDE_UNTESTED_VERSION" });
    await using accepting = await openHouse({ options: { executable: program, acceptUntestedVersion: true } });
    await (await accepting.open(testHost())).stop(0);
    await using manual = await openHouse({ options: { executable: program, permissionMode: "manual" } });
    await (await manual.open(testHost())).stop(0);
  });

  test("with a program that is something else", async () => {
    await using house = await openHouse({ options: { executable: "/bin/true" } });
    await expect(house.open(testHost())).rejects.toMatchObject({ code: "CLAUDE_NOT_CLAUDE" });
  });

  test("when the house can't record the process", async () => {
    await using house = await openHouse();
    const host = { ...testHost(), emit: () => Promise.reject(new Error("the disk is full")) };
    await expect(house.open(host)).rejects.toThrow("the disk is full");
    await expect(house.open(testHost()).then((session) => session.stop(0))).resolves.toBeDefined();
  });

  test("and an abort leaves nothing behind", async () => {
    await using house = await openHouse();
    const spec = { ref: { id: "s", driver: "claude" }, cwd: house.cwd, system: "", env: {} };
    const abort = new AbortController();
    const opening = house.driver.spawn(spec, testHost(), abort.signal);
    setTimeout(() => abort.abort(new Error("changed my mind")), 100);
    await expect(opening).rejects.toThrow("changed my mind");
  });
});

describe("a program that doesn't call our gate", () => {
  test("is ended before the model is asked for anything, and the sender hears why", async () => {
    await using house = await openHouse();
    const program = join(house.folder, "disarmed-claude");
    // What a managed setting or a wrapper could do: the program says that the hooks were applied, and calls none.
    await writeFile(program, `#!/bin/sh\nCLAUDE_CODE_SIMPLE=1 exec ${claudeExecutable()} "$@"\n`);
    await chmod(program, 0o755);
    await using disarmed = await openHouse({ options: { executable: program } });
    const host = testHost();
    const session = await disarmed.open(host);
    disarmed.endpoint.respond(() => ({ ...useShell(`touch ${join(disarmed.cwd, "ran")}`), delayMs: 200 }));
    void session.send({ id: randomUUID(), text: "go" }).catch(() => {});
    const exit = await host.wait("exit");
    expect(exit).toMatchObject({ expected: false, error: { kind: "crashed", text: expect.stringContaining("did not ask our gate") } });
    expect(existsSync(join(disarmed.cwd, "ran"))).toBe(false);
  });
});

describe("inspect, after a crash of the daemon", () => {
  const supervisor = fileURLToPath(new URL("fixtures/supervisor.mjs", import.meta.url));

  async function crashed(house: House, input: string, when: (events: string[]) => boolean, unguarded = false): Promise<Snapshot> {
    const place = {
      cwd: house.cwd,
      state: house.state,
      home: house.home,
      settings: house.environment.CLAUDE_CONFIG_DIR,
      environment: house.environment,
      gateTimeoutMs: 60_000,
      executable: claudeExecutable(),
      verbose: true,
      input,
    };
    const child = spawn(process.execPath, [supervisor, JSON.stringify(place)], { stdio: ["ignore", "pipe", "inherit"] });
    const lines: string[] = [];
    let rest = "";
    child.stdout.on("data", (chunk) => {
      const parts = (rest + String(chunk)).split("\n");
      rest = parts.pop() ?? "";
      lines.push(...parts);
    });
    await until(async () => when(lines));
    if (unguarded) {
      child.kill("SIGSTOP");
      for (const pid of guardiansOf(child.pid)) process.kill(pid, "SIGKILL");
    }
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));
    if (unguarded) await new Promise((resolve) => setTimeout(resolve, 500));
    const events = lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line) as { type: string; snapshot?: Snapshot; mark?: never });
    await house.driver.reap(events.find((event) => event.type === "process")?.mark as never);
    return events.find((event) => event.type === "snapshot")?.snapshot as Snapshot;
  }

  test("an answer that had reached the house is found again", async () => {
    await using house = await openHouse();
    const id = randomUUID();
    house.endpoint.script(useShell("echo one"), "the answer");
    const snapshot = await crashed(house, id, (lines) => lines.some((line) => line.includes('"turn-end"')));
    expect(await house.driver.inspect(snapshot, id)).toEqual({ answered: "the answer" });
  });

  test("a turn that was cut off was asked, and no answer is made of what came after", async () => {
    await using house = await openHouse();
    const id = randomUUID();
    house.endpoint.script(useShell("echo one; sleep 0.3"), useShell("echo SECOND"), "poison: you refused");
    const snapshot = await crashed(house, id, (lines) => lines.includes("asked about SECOND"));
    expect(await house.driver.inspect(snapshot, id)).toBe("asked");
    expect(house.endpoint.requests).toHaveLength(2);
  });

  test("killed together with its guardian, an open question stays open: the program does not go on by itself", async () => {
    await using house = await openHouse();
    const id = randomUUID();
    house.endpoint.script(useShell("echo one"), useShell("echo SECOND"), "poison: you refused");
    const snapshot = await crashed(house, id, (lines) => lines.includes("asked about SECOND"), true);
    expect(house.endpoint.requests).toHaveLength(2);
    expect(await house.driver.inspect(snapshot, id)).toBe("asked");
  });

  test("without a guardian the program writes on; its answer is not taken for one", async () => {
    await using house = await openHouse();
    const host = testHost();
    const session = await house.open(host);
    const id = randomUUID();
    await session.send({ id, text: "one" });
    await host.turn(id);
    const snapshot = snapshotOf(host);
    await session.stop(1_000);
    // What an orphan wrote: a complete answer to a message of ours that we never saw come back.
    const orphaned = randomUUID();
    const configFolder = house.environment.CLAUDE_CONFIG_DIR as string;
    const file = join(configFolder, "projects", projectFolder(house.cwd), `${(snapshot.data as { session: string }).session}.jsonl`);
    await appendFile(
      file,
      `${JSON.stringify({ type: "user", uuid: orphaned, parentUuid: null, promptSource: "sdk", message: { role: "user", content: "two" } })}\n`,
    );
    await appendFile(
      file,
      `${JSON.stringify({ type: "assistant", uuid: randomUUID(), parentUuid: orphaned, message: { id: "m", role: "assistant", stop_reason: "end_turn", content: [{ type: "text", text: "poison" }] } })}\n`,
    );
    expect(await house.driver.inspect(snapshot, id)).toEqual({ answered: "You said: one" });
    expect(await house.driver.inspect(snapshot, orphaned)).toBe("asked");
    expect(await house.driver.inspect(snapshot, randomUUID())).toBe("absent");
    // Two prompts after the same record: two processes have written it.
    for (const text of ["a", "b"])
      await appendFile(
        file,
        `${JSON.stringify({ type: "user", uuid: randomUUID(), parentUuid: orphaned, promptSource: "sdk", message: { role: "user", content: text } })}\n`,
      );
    expect(await house.driver.inspect(snapshot, orphaned)).toBe("unknown");
  });

  test("killed right when a tool was let through, before the program wrote anything down: asked, not absent", async () => {
    await using house = await openHouse();
    const id = randomUUID();
    house.endpoint.script(useShell(`touch ${join(house.cwd, "ran")}; echo on; sleep 5`));
    const snapshot = await crashed(house, id, () => existsSync(join(house.cwd, "ran")));
    expect(await house.driver.inspect(snapshot, id)).toBe("asked");
    expect((await readdir(join(house.state, "sessions"))).length).toBe(1);
  });
});

function guardiansOf(parent: number | undefined): readonly number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => {
      try {
        return (
          pid > 1 &&
          readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("guardian-main") &&
          readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[1] === String(parent)
        );
      } catch {
        // Gone while we looked.
        return false;
      }
    });
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}
