import type { InstarError } from "@instar/kernel";
import type { SessionEvent } from "@instar/kernel/contracts";
import { settle } from "@instar/testing";
import { describe, expect, test } from "vitest";
import { createScriptedDriver } from "./fixtures/driver.ts";
import { createHouse } from "./fixtures/house.ts";

const failure = (promise: Promise<unknown>): Promise<InstarError> =>
  promise.then(
    () => {
      throw new Error("It should have failed.");
    },
    (error: InstarError) => error,
  );

describe("opening", () => {
  test("a new session is recorded, with its process and snapshot, before it is handed out", async () => {
    const { sessions, driver, started } = await createHouse({ options: { model: "small" } });
    let recorded: unknown;
    driver.beforeSpawn = async () => void (recorded = await sessions.record("chat"));
    const session = await sessions.open("chat", { address: { channel: "local", conversation: "1" } });
    expect(recorded).toMatchObject({ key: "chat", driver: "scripted", state: "starting", model: "small", cwd: "/project", turns: 0 });
    expect(await sessions.record("chat")).toMatchObject({ id: session.ref.id, state: "idle", snapshot: { driver: "scripted" }, process: { pid: 1_001 } });
    expect(started).toEqual([{ session: { id: session.ref.id, driver: "scripted", address: { channel: "local", conversation: "1" } }, from: "new" }]);
  });

  test("a living session is given as it is", async () => {
    const { sessions, driver } = await createHouse();
    const session = await sessions.open("chat");
    expect(await sessions.open("chat")).toBe(session);
    expect(sessions.find("chat")).toBe(session);
    expect(driver.agents).toHaveLength(1);
  });

  test("opened twice at once there is one session", async () => {
    const { sessions, driver } = await createHouse();
    const [first, second] = await Promise.all([sessions.open("chat"), sessions.open("chat")]);
    expect(first).toBe(second);
    expect(driver.agents).toHaveLength(1);
  });

  test("one caller giving up leaves the others their session", async () => {
    const { sessions, driver } = await createHouse();
    const caller = new AbortController();
    driver.beforeSpawn = async () => caller.abort(new Error("No longer needed."));
    const [first, second] = await Promise.allSettled([sessions.open("chat", {}, caller.signal), sessions.open("chat")]);
    expect(first).toMatchObject({ status: "rejected", reason: { message: "No longer needed." } });
    expect(second.status).toBe("fulfilled");
    expect(driver.running()).toBe(1);
  });

  test("when all callers give up nothing is left running, and the next opening begins anew", async () => {
    const { sessions, driver, clock } = await createHouse();
    const caller = new AbortController();
    driver.beforeSpawn = async () => caller.abort(new Error("No longer needed."));
    expect(await failure(sessions.open("chat", {}, caller.signal))).toMatchObject({ message: "No longer needed." });
    driver.beforeSpawn = async () => {};
    await clock.advance(1);
    await sessions.open("chat");
    expect(driver.running()).toBe(1);
    expect((await sessions.list()).map(({ state }) => state)).toEqual(["idle", "stopped"]);
  });

  test("a failing tap of sessionStart fails the session, says why, and nothing is started", async () => {
    const { sessions, driver, hooks, notes } = await createHouse();
    hooks.sessionStart = async () => {
      throw new Error("memory: open the diary: it is locked.");
    };
    const error = await failure(sessions.open("chat"));
    expect(error).toMatchObject({ code: "SESSIONS_START_FAILED", message: expect.stringContaining("it is locked") });
    expect(driver.agents).toHaveLength(0);
    expect(await sessions.record("chat")).toMatchObject({ state: "failed", exit: { text: expect.stringContaining("it is locked") } });
    expect(notes).toContainEqual({ hook: "sessionEnd", event: expect.objectContaining({ outcome: "failed" }) });
    expect(sessions.status().living).toBe(0);
  });

  test("an agent that ends at once has not been started", async () => {
    const { sessions, driver } = await createHouse();
    driver.beforeSpawn = (_spec, host) =>
      host.emit({ type: "exit", code: 1, expected: false, error: { kind: "not-logged-in", text: "Claude Code is not logged in.", hint: "Run `claude`." } });
    expect(await failure(sessions.open("chat"))).toMatchObject({
      code: "SESSIONS_START_FAILED",
      message: expect.stringContaining("not logged in"),
      hint: "Run `claude`.",
    });
    expect(await sessions.record("chat")).toMatchObject({ state: "failed", exit: { text: "Claude Code is not logged in." } });
    expect(sessions.status().living).toBe(0);
  });

  test("nothing opens before the start or after the stop", async () => {
    const { sessions } = await createHouse({ start: false });
    expect(await failure(sessions.open("chat"))).toMatchObject({ code: "SESSIONS_NOT_STARTED" });
    await sessions.start();
    await sessions.stop(1_000);
    expect(await failure(sessions.open("chat"))).toMatchObject({ code: "SESSIONS_NOT_STARTED" });
  });
});

describe("the limit of living agents", () => {
  test("six conversations on four places: the one idle longest is parked and comes back with its snapshot", async () => {
    const { sessions, driver, clock, ask } = await createHouse();
    for (const key of ["a", "b", "c", "d", "e", "f"]) {
      await ask(key);
      await driver.agents.at(-1)?.answer();
      await clock.advance(10);
    }
    expect(driver.most).toBe(4);
    expect(await Promise.all(["a", "b", "c", "d", "e", "f"].map(async (key) => (await sessions.record(key))?.state))).toEqual([
      "parked",
      "parked",
      "idle",
      "idle",
      "idle",
      "idle",
    ]);
    expect((await sessions.record("a"))?.process).toBeUndefined();

    const before = await sessions.record("a");
    const back = await sessions.open("a");
    expect(back.ref.id).toBe(before?.id);
    expect(driver.agents.at(-1)?.spec.from).toEqual({ driver: "scripted", version: 1, data: { id: before?.id, turns: 1 } });
    expect((await sessions.record("c"))?.state).toBe("parked");
    expect(driver.most).toBe(4);
  });

  test("while all are busy the next ones wait in their order", async () => {
    const { sessions, driver, ask } = await createHouse({ options: { maxLiving: 2 } });
    await ask("a");
    await ask("b");
    const order: string[] = [];
    const third = ask("c").then(() => order.push("c"));
    await settle();
    const fourth = ask("d").then(() => order.push("d"));
    await settle(20);
    expect(order).toEqual([]);
    expect(sessions.status()).toMatchObject({ living: 2, waiting: 2 });
    await driver.agents[1]?.answer();
    await third;
    expect(order).toEqual(["c"]);
    await driver.agents[0]?.answer();
    await fourth;
    expect(driver.most).toBe(2);
  });

  test("who waits may give up", async () => {
    const { sessions, ask } = await createHouse({ options: { maxLiving: 1 } });
    await ask("a");
    const caller = new AbortController();
    const waiting = failure(sessions.open("b", {}, caller.signal));
    await settle(20);
    caller.abort(new Error("Too long."));
    expect(await waiting).toMatchObject({ message: "Too long." });
    expect(sessions.status().waiting).toBe(0);
    expect(sessions.find("a")?.phase).toBe("working");
  });

  test("a crash gives its place to who waits", async () => {
    const { driver, ask } = await createHouse({ options: { maxLiving: 1 } });
    await ask("a");
    const waiting = ask("b");
    await settle(20);
    await driver.agents[0]?.crash("Out of memory.");
    await waiting;
    expect(driver.most).toBe(1);
  });

  test("an opened session keeps its place until its first input, but not for ever", async () => {
    const { sessions, driver, clock } = await createHouse({ options: { maxLiving: 1 } });
    const first = await sessions.open("a");
    const waiting = sessions.open("b");
    await settle(20);
    expect(first.phase).toBe("idle");
    await first.send({ id: "1", text: "Hello" });
    await driver.agents[0]?.answer();
    await waiting;
    const third = sessions.open("c");
    await settle(20);
    expect(sessions.find("b")?.phase).toBe("idle");
    await clock.advance(30_000);
    await third;
    expect(sessions.find("b")).toBeUndefined();
  });

  test("what is sent to a parked session is refused before anything is sent", async () => {
    const { sessions, driver, ask } = await createHouse({ options: { maxLiving: 1 } });
    const first = await ask("a");
    await driver.agents[0]?.answer();
    await sessions.open("b");
    expect(first.phase).toBe("ended");
    expect(await failure(first.send({ id: "2", text: "Still there?" }))).toMatchObject({ code: "SESSIONS_NOT_LIVING" });
    expect(driver.agents[0]?.inputs).toHaveLength(1);
  });

  test("many conversations on few places all get their turn", async () => {
    const { driver, ask } = await createHouse({ options: { maxLiving: 3 } });
    const talk = async (key: string) => {
      const { ref } = await ask(key);
      await settle();
      await driver.agents.find(({ spec }) => spec.ref.id === ref.id)?.answer();
    };
    await Promise.all(Array.from({ length: 40 }, (_, index) => talk(`key-${index}`)));
    expect(driver.most).toBe(3);
    expect(driver.agents).toHaveLength(40);
  });

  test("after a long time without work a session is parked", async () => {
    const { sessions, driver, clock, ask } = await createHouse({ options: { idleParkMs: 60_000 } });
    await ask("a");
    await clock.advance(120_000);
    expect(sessions.find("a")?.phase).toBe("working");
    await driver.agents[0]?.answer();
    await clock.advance(59_000);
    expect(sessions.find("a")?.phase).toBe("idle");
    await clock.advance(121_000);
    expect(sessions.find("a")).toBeUndefined();
    expect(await sessions.record("a")).toMatchObject({ state: "parked", snapshot: { data: { turns: 1 } } });
  });
});

describe("failures", () => {
  test("a crash in the middle is a failure with its text, and the next opening resumes", async () => {
    const { sessions, driver, ask, notes } = await createHouse();
    const session = await ask("chat");
    await driver.agents[0]?.crash("Segmentation fault.");
    expect(session.phase).toBe("ended");
    await settle(20);
    expect(await sessions.record("chat")).toMatchObject({ state: "failed", exit: { code: 1, text: "Segmentation fault." } });
    expect(notes.filter(({ hook }) => hook === "sessionEnd")).toEqual([{ hook: "sessionEnd", event: { session: session.ref, outcome: "failed" } }]);
    expect(driver.reaped.map(({ pid }) => pid)).toEqual([1_001]);

    const back = await sessions.open("chat");
    expect(back.ref.id).toBe(session.ref.id);
    expect(driver.agents[1]?.spec.from?.data).toEqual({ id: session.ref.id, turns: 0 });
    expect(await sessions.record("chat")).toMatchObject({ state: "idle" });
    expect((await sessions.record("chat"))?.exit).toBeUndefined();
  });

  test("an opening right after a crash waits until the former process is dealt with", async () => {
    const { sessions, driver, ask } = await createHouse();
    await ask("chat");
    const order: string[] = [];
    driver.beforeReap = async () => {
      await settle();
      order.push("reaped");
    };
    driver.beforeSpawn = async () => void order.push("spawned");
    sessions.listen(async (_session, _key, event) => {
      if (event.type === "exit") void sessions.open("chat").then(() => order.push("opened"));
    });
    await driver.agents[0]?.crash("Gone.");
    await settle(30);
    expect(order).toEqual(["reaped", "spawned", "opened"]);
  });

  test("a resume that fails is said, keeps the history, and may be tried again or given up explicitly", async () => {
    const { sessions, driver, ask } = await createHouse();
    await ask("chat");
    await driver.agents[0]?.answer();
    await sessions.find("chat")?.stop(1_000);
    driver.beforeSpawn = async (spec) => {
      if (spec.from) throw new Error("No conversation found.");
    };
    const error = await failure(sessions.open("chat"));
    expect(error).toMatchObject({
      code: "SESSIONS_RESUME_FAILED",
      message: expect.stringContaining("No conversation found."),
      hint: expect.stringContaining("/new"),
    });
    expect(error.cause).toMatchObject({ message: "No conversation found." });
    expect(await sessions.record("chat")).toMatchObject({ state: "failed", turns: 1, snapshot: { data: { turns: 1 } } });
    expect(await failure(sessions.open("chat"))).toMatchObject({ code: "SESSIONS_RESUME_FAILED" });
    await sessions.end("chat", "Began anew.");
    await sessions.open("chat");
    expect(driver.agents.at(-1)?.spec.from).toBeUndefined();
  });

  test("an agent that does not end as told is ended by force", async () => {
    const { sessions, driver, clock, ask } = await createHouse();
    await ask("chat");
    driver.beforeStop = () => new Promise(() => {});
    const stopping = sessions.stop(1_000);
    await clock.advance(10_000);
    await stopping;
    expect(driver.reaped).toHaveLength(1);
    expect(await sessions.record("chat")).toMatchObject({ state: "parked" });
  });

  test("after its end a session's tools may not start", async () => {
    const { sessions, driver, ask } = await createHouse();
    await ask("chat");
    await sessions.end("chat", "Stopped.");
    expect(await driver.agents[0]?.host.decide({} as never)).toMatchObject({ allow: false });
  });
});

describe("ending", () => {
  test("an ended session is forgotten: the next opening is new, the record stays", async () => {
    const { sessions, driver, clock, ask, notes } = await createHouse();
    const session = await ask("chat");
    await sessions.end("chat", "The person said /new.");
    await clock.advance(1);
    expect(driver.running()).toBe(0);
    expect(await sessions.record("chat")).toBeUndefined();
    expect(notes).toContainEqual({ hook: "sessionEnd", event: { session: session.ref, outcome: "stopped" } });
    const next = await sessions.open("chat");
    expect(next.ref.id).not.toBe(session.ref.id);
    expect(driver.agents[1]?.spec.from).toBeUndefined();
    expect(await sessions.list()).toMatchObject([
      { id: next.ref.id, state: "idle" },
      { id: session.ref.id, state: "stopped", exit: { text: "The person said /new." } },
    ]);
  });

  test("a parked session can be ended as well", async () => {
    const { sessions, driver, ask } = await createHouse();
    await ask("chat");
    await driver.agents[0]?.answer();
    await sessions.find("chat")?.stop(1_000);
    await sessions.end("chat", "Forget it.");
    expect(await sessions.record("chat")).toBeUndefined();
    expect(await sessions.list()).toMatchObject([{ state: "stopped", exit: { text: "Forget it." } }]);
  });

  test("ending withdraws an opening that waits", async () => {
    const { sessions, ask } = await createHouse({ options: { maxLiving: 1 } });
    await ask("a");
    const waiting = failure(sessions.open("b"));
    await settle(20);
    await sessions.end("b", "Never mind.");
    expect(await waiting).toMatchObject({ code: "SESSIONS_ENDED", message: expect.stringContaining("Never mind.") });
  });

  test("the stop parks all at once with their snapshots", async () => {
    const { sessions, driver, ask, notes } = await createHouse();
    for (const key of ["a", "b", "c"]) await ask(key);
    let stopping = 0;
    driver.beforeStop = async () => {
      stopping++;
      while (stopping < 3) await settle();
    };
    await sessions.stop(2_000);
    expect(driver.agents.map(({ stops }) => stops)).toEqual([[2_000], [2_000], [2_000]]);
    for (const key of ["a", "b", "c"]) expect(await sessions.record(key)).toMatchObject({ state: "parked", snapshot: { driver: "scripted" } });
    expect(notes.filter(({ hook }) => hook === "sessionEnd")).toHaveLength(3);
    await sessions.stop(2_000);
    expect(sessions.status().living).toBe(0);
  });
});

describe("events", () => {
  test("listeners hear every event in order, one after the other, and one that fails harms nobody", async () => {
    const { sessions, driver, ask, lines } = await createHouse();
    const heard: string[] = [];
    const note = (name: string) => async (_session: unknown, key: string, event: SessionEvent) => {
      await settle();
      if (event.type === "text") heard.push(`${name} ${key} ${event.delta}`);
    };
    sessions.listen(note("first"));
    sessions.listen(async () => {
      throw new Error("Broken.");
    });
    const last = sessions.listen(note("last"));
    await ask("chat");
    const agent = driver.agents[0];
    await Promise.all(["1", "2"].map((delta) => agent?.emit({ type: "text", delta })));
    expect(heard).toEqual(["first chat 1", "last chat 1", "first chat 2", "last chat 2"]);
    expect(lines).toContain("Somebody who follows the sessions failed on an event.");
    last[Symbol.dispose]();
    await agent?.emit({ type: "text", delta: "3" });
    expect(heard.slice(4)).toEqual(["first chat 3"]);
  });

  test("usage adds up over turns, parking and resuming, and is on disk within a second", async () => {
    const { sessions, driver, clock, ask, store } = await createHouse();
    for (const costUsd of [0.5, 0.25]) {
      await ask("chat");
      await driver.agents.at(-1)?.emit({ type: "usage", inputTokens: 100, outputTokens: 10, costUsd });
      await driver.agents.at(-1)?.answer();
      await clock.advance(1_000);
      if (costUsd === 0.5) await sessions.find("chat")?.stop(1_000);
    }
    const figures = { turns: 2, inputTokens: 200, outputTokens: 20, costUsd: 0.75 };
    expect(await sessions.record("chat")).toMatchObject(figures);
    const { sessions: afterCrash } = await createHouse({ store, start: false });
    expect(await afterCrash.record("chat")).toMatchObject(figures);
  });

  test("a session works until every input's turn has ended", async () => {
    const { driver, ask, sessions } = await createHouse();
    const session = await ask("chat");
    await session.send({ id: "more", text: "And this" });
    await driver.agents[0]?.answer();
    expect(session.phase).toBe("working");
    await driver.agents[0]?.answer();
    expect(session.phase).toBe("idle");
    await driver.agents[0]?.emit({ type: "text", delta: "By myself" });
    expect(session.phase).toBe("working");
    await driver.agents[0]?.emit({ type: "turn-end", inputs: [], outcome: "done", text: "By myself" });
    expect(session.phase).toBe("idle");
    expect((await sessions.record("chat"))?.turns).toBe(3);
  });

  test("a compaction is work from the call to its end, whatever it reports on the way", async () => {
    const { driver, ask } = await createHouse();
    const session = await ask("chat");
    await driver.agents[0]?.answer();
    let done = () => {};
    driver.beforeCompact = () => new Promise((resolve) => (done = resolve));
    const compacting = session.compact?.();
    expect(session.phase).toBe("working");
    await driver.agents[0]?.emit({ type: "text", delta: "A summary." });
    done();
    await compacting;
    expect(session.phase).toBe("idle");
  });

  test("an input that was not taken leaves the session idle", async () => {
    const { sessions, driver } = await createHouse();
    const session = await sessions.open("chat");
    driver.beforeSend = async () => {
      throw new Error("The pipe is broken.");
    };
    expect(await failure(session.send({ id: "1", text: "Hello" }))).toMatchObject({ message: "The pipe is broken." });
    expect(session.phase).toBe("idle");
  });

  test("what the agent's CLI reports besides is a notice", async () => {
    const { driver, ask, notes } = await createHouse();
    const session = await ask("chat");
    await driver.agents[0]?.emit({ type: "raw", name: "task_notification", value: { done: true } });
    expect(notes).toContainEqual({ hook: "agentEvent", event: { session: session.ref, type: "task_notification", data: { done: true } } });
  });
});

describe("what the agent is told", () => {
  const block = (id: string, moment: "system" | "compaction", priority: number, text: string) => ({
    id,
    moments: [moment],
    priority,
    maxTokens: 1_000,
    render: () => text,
  });

  test("identity is the system prompt, the highest priority first", async () => {
    const { sessions, driver } = await createHouse({ blocks: [block("manners", "system", 50, "Be kind."), block("name", "system", 90, "You are Kira.")] });
    await sessions.open("chat");
    expect(driver.agents[0]?.spec.system).toBe("You are Kira.\n\nBe kind.");
  });

  test("around a compaction the taps and blocks are asked", async () => {
    const { driver, ask } = await createHouse({ blocks: [block("promises", "compaction", 50, "You promised tea.")] });
    await ask("chat");
    expect(await driver.agents[0]?.host.compacting("auto", ["Keep names."])).toEqual(["Keep names.", "Keep promises."]);
    expect(await driver.agents[0]?.host.compacted()).toEqual(["You promised tea.", "From a tap."]);
  });
});

describe("drivers", () => {
  test("a conversation keeps the driver that can read its history", async () => {
    const first = createScriptedDriver({ id: "first" });
    const { ask, sessions, store } = await createHouse({ drivers: [first] });
    await ask("chat");
    await sessions.stop(0);
    const second = createScriptedDriver({ id: "second", preference: 20 });
    const both = await createHouse({ drivers: [first, second], store });
    expect((await both.sessions.open("chat")).ref.driver).toBe("first");
    expect((await both.sessions.open("other")).ref.driver).toBe("second");
    await both.sessions.stop(0);
    const without = await createHouse({ drivers: [second], store });
    expect(await failure(without.sessions.open("chat"))).toMatchObject({ code: "SESSIONS_DRIVER_CHANGED" });
  });
});
