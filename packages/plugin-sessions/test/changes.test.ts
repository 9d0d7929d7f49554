import type { HouseEvent } from "@instar/kernel/contracts";
import { settle } from "@instar/testing";
import { describe, expect, test } from "vitest";
import { createScriptedDriver } from "./fixtures/driver.ts";
import { createHouse } from "./fixtures/house.ts";

const wishes = {
  cwd: "/elsewhere",
  model: "large",
  permissionMode: "plan",
  tools: ["Read"],
  agent: "reviewer",
  instructions: "Answer in rhymes.",
  limits: { calls: 10 },
  purpose: "agent",
} as const;

describe("what a session is opened with", () => {
  test("reaches its driver, and a later process of the same key", async () => {
    const { sessions, driver, ask } = await createHouse({ options: { model: "small" } });
    await ask("run", "Hello", wishes);
    await driver.agents[0]?.answer();
    await sessions.park("run", "For the test.");
    await sessions.open("run");
    const shape = { cwd: "/elsewhere", model: "large", permissionMode: "plan", tools: ["Read"], agent: "reviewer", system: "Answer in rhymes." };
    for (const agent of driver.agents) expect(agent.spec).toMatchObject(shape);
    expect(await sessions.record("run")).toMatchObject({ purpose: "agent", limits: { calls: 10 } });
  });

  test("is not lost when the house went down before the first input", async () => {
    const { sessions, store } = await createHouse();
    await sessions.open("run", wishes);
    const next = await createHouse({ store });
    await next.sessions.open("run");
    expect(next.driver.agents[0]?.spec).toMatchObject({ cwd: "/elsewhere", permissionMode: "plan", tools: ["Read"], system: "Answer in rhymes." });
    expect(await next.sessions.record("run")).toMatchObject({ purpose: "agent", limits: { calls: 10 } });
  });

  test("is forgotten with its end", async () => {
    const { sessions, driver } = await createHouse();
    await sessions.open("run", wishes);
    await sessions.end("run", "Enough.");
    await sessions.open("run");
    expect(driver.agents[1]?.spec).toMatchObject({ cwd: "/project", system: "" });
    expect(driver.agents[1]?.spec).not.toHaveProperty("tools");
  });

  test("must name a whole path to work in", async () => {
    const { sessions, driver } = await createHouse();
    await expect(sessions.open("run", { cwd: "here" })).rejects.toMatchObject({ code: "SESSIONS_BAD_FOLDER" });
    expect(driver.agents).toEqual([]);
  });

  test("the house's model is for those who named none, also when it changes", async () => {
    const { driver, ask, sessions, store } = await createHouse({ options: { model: "small" } });
    for (const key of ["default", "chosen"]) {
      await ask(key, "Hello", key === "chosen" ? { model: "large" } : {});
      await driver.agents.at(-1)?.answer();
    }
    await sessions.stop(0);
    const next = await createHouse({ store, options: { model: "medium" } });
    for (const key of ["default", "chosen"]) await next.sessions.open(key);
    expect(next.driver.agents.map(({ spec }) => spec.model)).toEqual(["medium", "large"]);
  });
});

describe("amending", () => {
  test("a living session changes in place, and a later process begins with it", async () => {
    const { sessions, driver, ask } = await createHouse();
    await ask("chat");
    expect(await sessions.amend("chat", { model: "large", permissionMode: "plan" })).toMatchObject({ model: "large", permissionMode: "plan" });
    expect(driver.agents[0]?.set).toEqual(["large", "plan"]);
    await driver.agents[0]?.answer();
    await sessions.park("chat", "For the test.");
    await sessions.open("chat");
    expect(driver.agents[1]?.spec).toMatchObject({ model: "large", permissionMode: "plan" });
  });

  test("a parked session has it in its record", async () => {
    const { sessions, driver, ask } = await createHouse({ options: { model: "small" } });
    await ask("chat");
    await driver.agents[0]?.answer();
    await sessions.park("chat", "For the test.");
    await sessions.amend("chat", { model: "large", permissionMode: "plan", limits: { calls: 7 } });
    expect(await sessions.record("chat")).toMatchObject({ state: "parked", model: "large", limits: { calls: 7 } });
    await sessions.open("chat");
    expect(driver.agents[1]?.spec).toMatchObject({ model: "large", permissionMode: "plan" });
  });

  test("what the runtime refuses is not recorded", async () => {
    const { sessions, driver, ask } = await createHouse();
    await ask("chat");
    driver.beforeSet = async (value) => {
      if (value === "gigantic") throw new Error("There is no such model.");
    };
    await expect(sessions.amend("chat", { model: "gigantic", permissionMode: "plan" })).rejects.toThrow("no such model");
    expect(await sessions.record("chat")).not.toHaveProperty("model");
    expect(driver.agents[0]?.set).toEqual([]);
  });

  test("one that is being parked has it in its record all the same", async () => {
    const { sessions, driver, ask } = await createHouse();
    await ask("chat");
    await driver.agents[0]?.answer();
    driver.beforeStop = () => settle(10);
    const [record] = await Promise.all([sessions.amend("chat", { model: "large" }), sessions.park("chat", "For the test.")]);
    expect(record.model).toBe("large");
    expect(await sessions.record("chat")).toMatchObject({ state: "parked", model: "large" });
  });

  test("what the agent can't, and what is no session, is said", async () => {
    const driver = createScriptedDriver();
    const stiff = { ...driver, spawn: async (...args: Parameters<typeof driver.spawn>) => ({ ...(await driver.spawn(...args)), setModel: undefined }) };
    const { sessions } = await createHouse({ drivers: [stiff as never] });
    await sessions.open("chat");
    await expect(sessions.amend("chat", { model: "large" })).rejects.toMatchObject({ code: "SESSIONS_UNABLE" });
    await expect(sessions.amend("nobody", { model: "large" })).rejects.toMatchObject({ code: "SESSIONS_UNKNOWN" });
  });

  test("a parked one is told as well what its agent can't", async () => {
    const { sessions } = await createHouse({ drivers: [createScriptedDriver({ features: ["resume", "inputIds"] })] });
    await sessions.open("chat");
    await sessions.park("chat", "For the test.");
    for (const changes of [{ model: "large" }, { permissionMode: "plan" }])
      await expect(sessions.amend("chat", changes)).rejects.toMatchObject({ code: "SESSIONS_UNABLE" });
    expect(await sessions.amend("chat", { limits: { calls: 7 } })).toMatchObject({ limits: { calls: 7 } });
    expect(await sessions.record("chat")).not.toHaveProperty("permissionMode");
  });
});

describe("branching off and going back", () => {
  test("a fork knows the past of a living or a parked session, and has its own future and figures", async () => {
    const { sessions, driver, ask } = await createHouse();
    await ask("chat");
    await driver.agents[0]?.emit({ type: "usage", inputTokens: 5, outputTokens: 5, costUsd: 1 });
    await driver.agents[0]?.answer();
    const living = await sessions.fork("chat");
    await sessions.park("chat", "For the test.");
    expect(await sessions.fork("chat")).toEqual(living);
    const branch = await sessions.open("branch", { from: living });
    expect(driver.agents[1]?.spec.from).toEqual(living);
    expect(await sessions.record("branch")).toMatchObject({ id: branch.ref.id, costUsd: 0, calls: 0 });
    expect((await sessions.record("chat"))?.id).not.toBe(branch.ref.id);
  });

  test("going back ends the process, and what is said next follows on what was before", async () => {
    const { sessions, driver, ask } = await createHouse();
    await ask("chat");
    await driver.agents[0]?.answer();
    const session = await ask("chat");
    await driver.agents[0]?.answer();
    await sessions.rewind("chat", 1);
    expect(session.phase).toBe("ended");
    await sessions.open("chat");
    expect(driver.agents[1]?.spec).toMatchObject({ ref: { id: session.ref.id }, from: { data: { turns: 1, rewound: { turns: 2 } } } });
  });

  test("going back further than there is changes nothing", async () => {
    const { sessions, driver, ask } = await createHouse();
    await ask("chat");
    await driver.agents[0]?.answer();
    driver.beforeRewind = async () => {
      throw new Error("There is only one turn.");
    };
    await expect(sessions.rewind("chat", 2)).rejects.toThrow("only one turn");
    await expect(sessions.rewind("chat", 0)).rejects.toMatchObject({ code: "SESSIONS_BAD_REWIND" });
    expect(await sessions.record("chat")).toMatchObject({ snapshot: { data: { turns: 1 } } });
  });

  test("neither can be done before anything was said, nor with an agent that can't", async () => {
    const able = createScriptedDriver();
    const { fork: _fork, rewind: _rewind, ...unable } = able;
    const { sessions, ask } = await createHouse({ drivers: [unable] });
    await sessions.open("silent");
    for (const key of ["silent", "nobody"]) {
      await expect(sessions.fork(key)).rejects.toMatchObject({ code: "SESSIONS_NOTHING_SAID" });
      await expect(sessions.rewind(key)).rejects.toMatchObject({ code: "SESSIONS_NOTHING_SAID" });
    }
    const session = await ask("chat");
    await expect(sessions.fork("chat")).rejects.toMatchObject({ code: "SESSIONS_UNABLE" });
    await expect(sessions.rewind("chat")).rejects.toMatchObject({ code: "SESSIONS_UNABLE" });
    expect(session.phase).toBe("working");
  });
});

describe("the end of a life", () => {
  const told = async () => {
    const events: HouseEvent[] = [];
    return { events, ...(await createHouse({ events: { record: (event) => void events.push(event) } })) };
  };

  test("parking tells why, within the grace that is asked for", async () => {
    const { sessions, driver, ask, events } = await told();
    await ask("chat");
    await sessions.park("chat", "Paused by hand.", 1_234);
    expect(driver.agents[0]?.stops).toEqual([1_234]);
    expect(events.at(-1)).toMatchObject({ type: "session.parked", text: "The session was parked: Paused by hand." });
    await sessions.park("chat", "Again.");
    await sessions.park("nobody", "Not there.");
    expect(events.filter(({ type }) => type === "session.parked")).toHaveLength(1);
  });

  test("a crash in the middle of a turn is a failure that tells what the turn had cost", async () => {
    const { sessions, driver, ask, events, notes } = await told();
    await ask("chat");
    await driver.agents[0]?.emit({ type: "usage", inputTokens: 5, outputTokens: 5, costUsd: 0.25 });
    await driver.agents[0]?.crash("Segmentation fault.");
    await settle(20);
    expect(await sessions.record("chat")).toMatchObject({ state: "failed", costUsd: 0.25, calls: 1, exit: { code: 1 } });
    expect(events.at(-1)).toMatchObject({ type: "session.failed", costUsd: 0.25 });
    expect(notes.filter(({ hook }) => hook === "sessionEnd")).toMatchObject([{ event: { outcome: "failed" } }]);
  });

  test("a crash while idle is a failure, too, also when it is parked at that moment", async () => {
    const { sessions, driver, ask, events } = await told();
    for (const key of ["idle", "parking"]) {
      await ask(key);
      await driver.agents.at(-1)?.answer();
    }
    driver.beforeStop = async (agent) => agent.crash("Segmentation fault.");
    await driver.agents[0]?.crash("Out of memory.");
    await sessions.park("parking", "For the test.");
    await settle(20);
    expect(await sessions.record("idle")).toMatchObject({ state: "failed", exit: { text: "Out of memory." } });
    expect(await sessions.record("parking")).toMatchObject({ state: "failed", exit: { text: "Segmentation fault." } });
    expect(events.filter(({ type }) => type === "session.failed")).toHaveLength(2);
  });
});

describe("the list", () => {
  test("knows living sessions as they are now, by state, by key and by use", async () => {
    const { sessions, driver, clock, ask } = await createHouse();
    for (const key of ["chat/1", "chat/2", "job/1"]) {
      await ask(key);
      await clock.advance(10);
    }
    await driver.agents[0]?.answer();
    const keys = async (filter?: Parameters<typeof sessions.list>[0]) => (await sessions.list(filter)).map(({ key }) => key);
    expect(await keys()).toEqual(["chat/1", "job/1", "chat/2"]);
    expect(await keys({ states: ["working"] })).toEqual(["job/1", "chat/2"]);
    await sessions.park("chat/2", "For the test.");
    expect(await keys({ states: ["parked"] })).toEqual(["chat/2"]);
    expect(await keys({ keys: "chat/", limit: 1 })).toHaveLength(1);
    await sessions.end("job/1", "Enough.");
    expect(await keys({ states: ["stopped"] })).toEqual(["job/1"]);
  });
});
