import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hold } from "@instar/kernel";
import type { Session, SessionEvent } from "@instar/kernel/contracts";
import { findTree } from "@instar/process";
import { modelFault, useShell, useTool } from "@instar/testing/model-endpoint";
import { describe, expect, test } from "vitest";
import { markOf, openHouse, snapshotOf, testHost } from "./harness.ts";

describe("a message", () => {
  test("is answered by the turn that carries its id, with usage of that turn alone", async () => {
    await using house = await openHouse();
    const host = testHost();
    const session = await house.open(host);
    house.endpoint.script({ text: "pong", usage: { inputTokens: 100, outputTokens: 7 } }, { text: "pong again", usage: { inputTokens: 200, outputTokens: 9 } });
    const [one, two] = [randomUUID(), randomUUID()];

    await session.send({ id: one, text: "ping" });
    expect(await host.turn(one)).toEqual({ type: "turn-end", inputs: [one], outcome: "done", text: "pong" });
    await session.send({ id: two, text: "ping" });
    expect((await host.turn(two)).text).toBe("pong again");

    const usage = host.events.filter((event) => event.type === "usage");
    expect(usage).toMatchObject([
      { inputTokens: 100, outputTokens: 7 },
      { inputTokens: 200, outputTokens: 9 },
    ]);
    expect(usage.every((event) => (event.costUsd ?? 0) > 0 && (event.contextTokens ?? 0) > 0)).toBe(true);
    expect(
      host.events
        .filter((event) => event.type === "text")
        .map((event) => event.delta)
        .join(""),
    ).toBe("pongpong again");
    expect(session.phase).toBe("idle");
  });

  test("finds its process mark and snapshot durable before the first input", async () => {
    await using house = await openHouse();
    const host = testHost();
    await house.open(host);
    expect(host.events.map((event) => event.type)).toEqual(["process", "snapshot"]);
    expect(house.endpoint.requests).toHaveLength(0);
    expect((await findTree(markOf(host))).length).toBeGreaterThan(0);
  });

  test("stays text when it looks like a command of the program, behind the house's context", async () => {
    await using house = await openHouse();
    const host = testHost();
    const session = await house.open(host);
    const id = randomUUID();
    await session.send({ id, text: "/clear", context: ["Ann writes (owner)."] });
    await host.turn(id);
    const request = house.endpoint.requests[0];
    const last = request?.messages.findLast((message) => message.role === "user")?.content.map((block) => block.text) ?? [];
    expect(last.slice(-2)).toEqual(["Ann writes (owner).", "/clear"]);
    expect(request?.system).toContain("You are Kira.");
  });

  test("sent again under an id that the program has seen is answered all the same", async () => {
    await using house = await openHouse();
    const host = testHost();
    const session = await house.open(host);
    const id = randomUUID();
    await session.send({ id, text: "first" });
    await host.turn(id);
    await session.stop(5_000);

    const after = testHost();
    const resumed = await house.open(after, { from: snapshotOf(host) });
    await resumed.send({ id, text: "again" });
    expect(await after.turn(id)).toMatchObject({ inputs: [id], text: "You said: again" });
  });

  test("may be sent while the house still handles the end of the turn before", async () => {
    await using house = await openHouse();
    const host = testHost();
    const [one, two] = [randomUUID(), randomUUID()];
    const { emit } = host;
    let session: Session | undefined;
    Object.assign(host, {
      emit: async (event: SessionEvent) => {
        if (event.type === "turn-end" && event.inputs.includes(one)) await session?.send({ id: two, text: "and then" });
        await emit(event);
      },
    });
    session = await house.open(host);
    await session.send({ id: one, text: "first" });
    await host.turn(two);
    expect(host.events.filter((event) => event.type === "turn-end")).toMatchObject([{ inputs: [one] }, { inputs: [two] }]);
  });

  test("waits for the end of the turn, while a steering one is folded into it", async () => {
    await using house = await openHouse();
    const host = testHost();
    const session = await house.open(host);
    house.endpoint.script(useShell("echo begun; until test -e behind; do sleep 0.02; done"), "both", "the third");
    const [one, two, three] = [randomUUID(), randomUUID(), randomUUID()];
    await session.send({ id: one, text: "begin" });
    await host.wait("tool-start");
    const waiting = session.send({ id: three, text: "later" });
    await session.send({ id: two, text: "also this" }, "steer");
    await writeFile(join(house.cwd, "behind"), "");
    expect(await host.turn(one)).toMatchObject({ inputs: [one, two], text: "both" });
    await waiting;
    expect(await host.turn(three)).toMatchObject({ inputs: [three], text: "the third" });
  });
});

describe("a turn", () => {
  test("that the agent begins by itself ends without inputs", async () => {
    await using house = await openHouse();
    const host = testHost();
    const session = await house.open(host);
    house.endpoint.script(
      useTool("Bash", { command: "echo a; until test -e behind; do sleep 0.02; done; echo done", run_in_background: true, description: "d" }),
      "started",
      "it is done",
    );
    const id = randomUUID();
    await session.send({ id, text: "go" });
    await host.turn(id);
    await writeFile(join(house.cwd, "behind"), "");
    expect(await host.wait("turn-end", (event) => event.inputs.length === 0)).toMatchObject({ outcome: "done", text: "it is done" });
    expect(session.phase).toBe("idle");
  });

  test("can be interrupted, and the process lives on", async () => {
    await using house = await openHouse();
    const host = testHost();
    const session = await house.open(host);
    house.endpoint.script(useShell("echo begun; sleep 30"), "fine");
    const [one, two] = [randomUUID(), randomUUID()];
    await session.send({ id: one, text: "go" });
    await host.wait("tool-start");
    await session.interrupt("the owner said stop");
    expect(await host.turn(one)).toMatchObject({ inputs: [one], outcome: "interrupted" });
    await session.send({ id: two, text: "still there?" });
    expect((await host.turn(two)).outcome).toBe("done");
  });

  test("that is interrupted leaves nothing running of its tool", async () => {
    await using house = await openHouse();
    const host = testHost();
    const session = await house.open(host);
    const running = async () =>
      (await findTree(markOf(host))).map(({ pid }) => readFileSync(`/proc/${pid}/cmdline`, "utf8")).filter((line) => line.includes("4711"));
    house.endpoint.script(useShell("echo begun > begun; sh -c 'sleep 4711; true'"), "fine");
    const id = randomUUID();
    await session.send({ id, text: "go" });
    await expect.poll(async () => (await running()).length).toBeGreaterThan(1);
    await session.interrupt("the owner said stop");
    expect(await host.turn(id)).toMatchObject({ outcome: "interrupted" });
    await expect.poll(running).toEqual([]);
  });

  test("that fails says so in a sentence, and so does the next one of the same session", async () => {
    await using house = await openHouse({ environment: { CLAUDE_CODE_MAX_RETRIES: "1" } });
    const host = testHost();
    const session = await house.open(host);
    for (const [status, fault, error] of [
      ["401", modelFault.unauthorized(), { kind: "not-logged-in" }],
      ["529", modelFault.overloaded(), { kind: "overloaded" }],
      ["429", modelFault.rateLimited(1), { kind: "limit" }],
      ["500", modelFault.serverError(), { kind: "model" }],
    ] as const) {
      house.endpoint.respond(() => fault);
      const id = randomUUID();
      await session.send({ id, text: "go" });
      const end = await host.turn(id);
      expect(end, status).toMatchObject({ outcome: "failed", text: "", error });
      expect(end.error?.text, status).toMatch(/^[A-Z].*\.$/);
      expect(await host.wait("retry", (retry) => retry.error.kind === error.kind), status).toMatchObject({ attempt: 1, error });
    }
    expect(host.events.filter(({ type }) => type === "retry")).toHaveLength(4);
  });

  test("that meets the subscription's limit tells when it ends", async () => {
    await using house = await openHouse({ credential: "subscription" });
    const host = testHost();
    const session = await house.open(host);
    const resetsAt = Math.ceil(Date.now() / 1000 + 3600) * 1000;
    house.endpoint.respond(() => modelFault.usageLimit({ resetsAt }));
    const id = randomUUID();
    await session.send({ id, text: "go" });
    expect((await host.turn(id)).error).toMatchObject({ kind: "limit", resetsAt });
  });

  test("without a login says how to log in", async () => {
    await using house = await openHouse({ credential: "none" });
    const host = testHost();
    const session = await house.open(host);
    const id = randomUUID();
    await session.send({ id, text: "go" });
    const end = await host.turn(id);
    expect(end.error).toMatchObject({ kind: "not-logged-in", text: "Claude Code is not logged in on this machine." });
    expect(end.error?.hint).toContain("/login");
  });
});

describe("the identity", () => {
  test("is in every request, before and after a compaction, and a changed one after a resume; the house adds what to keep and what to say again", async () => {
    await using house = await openHouse();
    const host = testHost({ compacting: async (_trigger, instructions) => [...instructions, "KEEP-THE-PLAN"], compacted: async () => ["SAY-AGAIN"] });
    const session = await house.open(host);
    const ids = [randomUUID(), randomUUID(), randomUUID()] as const;
    await session.send({ id: ids[0], text: "one" });
    await host.turn(ids[0]);
    house.endpoint.script("<summary>what was said</summary>");
    await session.compact?.("keep names");
    expect(host.events.filter((event) => event.type.startsWith("compaction"))).toMatchObject([
      { type: "compaction-start", trigger: "manual" },
      { type: "compaction-end", trigger: "manual", summary: expect.stringContaining("what was said") },
    ]);
    await session.send({ id: ids[1], text: "two" });
    await host.turn(ids[1]);
    await session.stop(5_000);

    const after = testHost();
    const resumed = await house.open(after, { from: snapshotOf(host), system: "You are Kira the second." });
    await resumed.send({ id: ids[2], text: "three" });
    await after.turn(ids[2]);

    const [first, summary, second, third] = house.endpoint.requests;
    expect(first?.system).toContain("You are Kira.");
    expect(summary?.text).toContain("keep names");
    expect(summary?.text).toContain("KEEP-THE-PLAN");
    expect(second?.system).toContain("You are Kira.");
    expect(second?.text).toContain("SAY-AGAIN");
    expect(third?.system).toContain("You are Kira the second.");
    expect(host.events.filter((event) => event.type === "turn-end")).toHaveLength(2);
  });

  test("is neither in the list of processes nor left in a file", async () => {
    await using house = await openHouse();
    const host = testHost();
    await house.open(host);
    expect(await readFile(`/proc/${markOf(host).pid}/cmdline`, "utf8")).not.toContain("Kira");
    expect(await readdir(join(house.state, "launch"))).toEqual([]);
  });

  test("a held compaction does not happen", async () => {
    await using house = await openHouse();
    const host = testHost({ compacting: async () => hold("not now") });
    const session = await house.open(host);
    const id = randomUUID();
    await session.send({ id, text: "one" });
    await host.turn(id);
    const before = house.endpoint.requests.length;
    await session.compact?.();
    expect(house.endpoint.requests).toHaveLength(before);
  });
});

describe("a tool", () => {
  test("is described to the gate, and its output goes to the model as the house rewrote it", async () => {
    await using house = await openHouse();
    const host = testHost({ toolDone: async (result) => (result.output.includes("TOKEN") ? { ...result, output: "TOKEN=[removed]" } : result) });
    const session = await house.open(host);
    house.endpoint.script(useShell("echo TOKEN=abc123"), "done");
    const id = randomUUID();
    await session.send({ id, text: "go" });
    await host.turn(id);
    expect(host.calls).toMatchObject([{ tool: "Bash", action: { kind: "shell", command: "echo TOKEN=abc123" } }]);
    expect(host.results).toMatchObject([{ output: "TOKEN=abc123", ok: true }]);
    expect(house.endpoint.requests[1]?.toolResults.map((result) => result.text)).toEqual(["TOKEN=[removed]"]);
  });

  test.each([
    ["Bash", { command: "cat secret.txt", description: "d" }],
    ["Read", { file_path: "secret.txt" }],
  ])("whose output is withheld tells the model so and nothing else: %s", async (tool, input) => {
    await using house = await openHouse();
    const { writeFile } = await import("node:fs/promises");
    await writeFile(join(house.cwd, "secret.txt"), "the-secret-words\n");
    const host = testHost({ toolDone: async () => hold("it looks like a secret") });
    const session = await house.open(host);
    house.endpoint.script(useTool(tool, "file_path" in input ? { file_path: join(house.cwd, "secret.txt") } : input), "done");
    const id = randomUUID();
    await session.send({ id, text: "go" });
    await host.turn(id);
    const request = house.endpoint.requests[1];
    expect(request?.toolResults[0]?.text).toContain("The output was withheld: it looks like a secret");
    expect(request?.text).not.toContain("the-secret-words");
  });

  test("that failed keeps its words, because the program can't replace them; the model is told not to use them", async () => {
    await using house = await openHouse();
    const host = testHost({ toolDone: async () => hold("it looks like a secret") });
    const session = await house.open(host);
    house.endpoint.script(useShell("echo the-secret-words; exit 3"), "done");
    const id = randomUUID();
    await session.send({ id, text: "go" });
    await host.turn(id);
    expect(host.results).toMatchObject([{ ok: false, output: "Exit code 3\nthe-secret-words" }]);
    expect(house.endpoint.requests[1]?.text).toContain("The output of this call is withheld: it looks like a secret Don't use or repeat it.");
    expect(house.lines.some((line) => line.text.startsWith("The output of a failed tool could not be replaced"))).toBe(true);
  });

  test("of a sub-agent is withheld like any other, and its own calls name it", async () => {
    await using house = await openHouse();
    const host = testHost({ toolDone: async (result) => (result.call.tool === "Agent" ? hold("not for you") : result) });
    const session = await house.open(host);
    house.endpoint.respond((request) => (request.lastUserText.includes("SUB-TASK") ? (request.afterTool ? "the-report" : useShell("echo sub")) : "done"));
    house.endpoint.script(useTool("Agent", { description: "d", prompt: "SUB-TASK", subagent_type: "general-purpose", run_in_background: false }));
    const id = randomUUID();
    await session.send({ id, text: "go" });
    await host.turn(id);
    expect(host.calls.map(({ tool, agent }) => [tool, agent])).toEqual([
      ["Agent", undefined],
      ["Bash", "general-purpose"],
    ]);
    expect(house.endpoint.requests.at(-1)?.text).toContain("The output was withheld: not for you");
    expect(house.endpoint.requests.at(-1)?.text).not.toContain("the-report");
  });

  test("many steering messages at once are all answered, and none takes the gate for open", async () => {
    await using house = await openHouse();
    const host = testHost();
    const session = await house.open(host);
    house.endpoint.respond((request) => (request.number % 3 === 1 ? useShell("echo step") : "done"));
    const ids = Array.from({ length: 24 }, () => randomUUID());
    await Promise.all(ids.map((id, index) => session.send({ id, text: `message ${index}` }, "steer")));
    await Promise.all(ids.map((id) => host.turn(id)));
    const answered = host.events.flatMap((event) => (event.type === "turn-end" ? event.inputs : []));
    expect(answered.toSorted()).toEqual(ids.toSorted());
    expect(session.phase).toBe("idle");
  });

  test("that is refused does not run, and the model is told why", async () => {
    await using house = await openHouse();
    const host = testHost({ decide: async () => ({ allow: false, by: "safety: ask first", reason: "Not today.", advice: ["Use git stash."] }) });
    const session = await house.open(host);
    house.endpoint.script(useShell("touch ran.txt"), "understood");
    const id = randomUUID();
    await session.send({ id, text: "go" });
    await host.turn(id);
    expect(existsSync(join(house.cwd, "ran.txt"))).toBe(false);
    const told = house.endpoint.requests[1]?.toolResults[0];
    expect(told?.isError).toBe(true);
    expect(told?.text).toContain("safety: ask first: Not today.");
    expect(told?.text).toContain("Use git stash.");
  });
});
