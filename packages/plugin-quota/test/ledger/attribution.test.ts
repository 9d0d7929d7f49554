import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { definePlugin } from "@instar/kernel";
import { Completions, type SessionDriver, SessionDrivers, Sessions } from "@instar/kernel/contracts";
import delegate, { Delegates } from "@instar/plugin-delegate";
import namedSessions, { NamedSessions } from "@instar/plugin-named-sessions";
import sessions from "@instar/plugin-sessions";
import completions from "@instar/plugin-sessions/completions";
import store from "@instar/plugin-store";
import { createScriptedAgent, createTestKernel, type TestKernel, until } from "@instar/testing";
import { expect, test } from "vitest";
import quota, { Quota } from "../../src/index.ts";
import { createHouse, usage } from "../house.ts";

const completing: SessionDriver = {
  id: "completing",
  preference: 1,
  features: new Set(["complete"] as const),
  spawn: () => Promise.reject(new Error("It only completes.")),
  inspect: async () => "absent",
  complete: async ({ prompt }) => {
    if (prompt === "fail") throw Object.assign(new Error("No."), { costUsd: 0.002 });
    return { text: "Yes.", costUsd: 0.01, inputTokens: 300, outputTokens: 20 };
  },
  reap: async () => undefined,
};
const completer = definePlugin({ api: 1, name: "completing", setup: ({ contribute }) => void contribute(SessionDrivers, completing) });

test("single questions are booked with their cause, once, also those asked while the ledger was away", async () => {
  await using house = await createHouse({ plugins: [completions(), completer()] });
  const ask = (cause: string, prompt = "?") =>
    house.kernel().service(Completions).complete({ cause, prompt, tier: "fast", maxTokens: 10 }, new AbortController().signal);
  await ask("summary of a conversation");
  await ask("triage", "fail").catch(() => undefined); // it cost something all the same
  const rows = async () => (await house.quota().usage({ by: "cause" })).rows;
  // The journal tells of what was recorded a moment later, and only while time goes on
  await until(async () => {
    await house.clock.advance(1_000);
    return (await rows()).length === 2;
  }, "both questions");
  expect(await rows()).toEqual([
    { key: "summary of a conversation", inputTokens: 300, outputTokens: 20, costUsd: 0.01, entries: 1 },
    { key: "triage", inputTokens: 0, outputTokens: 0, costUsd: 0.002, entries: 1 },
  ]);
  await ask("asked before the crash");
  await house.crash();
  await until(async () => (await rows()).length === 3, "the third question");
  await house.reopen();
  expect((await house.quota().usage({ where: { source: "completion" } })).total).toMatchObject({ entries: 3, costUsd: 0.022 });
  expect((await house.quota().usage({ by: "plugin" })).rows.map(({ key }) => key)).toEqual(["completions"]);
});

test("when the budget is used up, single questions are refused before a model is asked, and told why", async () => {
  await using house = await createHouse({
    plugins: [completions(), completer()],
    quota: { budgets: [{ per: "day", usd: 0.01 }] },
    now: "2026-05-05T10:00:00Z",
  });
  const ask = () => house.kernel().service(Completions).complete({ cause: "triage", prompt: "?", tier: "fast", maxTokens: 10 }, new AbortController().signal);
  await ask();
  // The journal tells it later, and only while time goes on
  await until(async () => {
    await house.clock.advance(1_000);
    return (await house.quota().state()).stopped;
  }, "the stop");
  await expect(ask()).rejects.toMatchObject({
    code: "COMPLETIONS_REFUSED",
    message: "The model was not asked (quota): The budget of today (0.01 USD) is used up; it begins anew at 00:00.",
  });
  expect((await house.quota().usage()).total.entries).toBe(1);
  await house.clock.jump({ hours: 14 });
  await expect(ask()).resolves.toMatchObject({ text: "Yes." });
});

test("named sessions, delegations and jobs are told apart", async () => {
  await using house = await createHouse({ plugins: [namedSessions(), delegate()] });
  let go: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    go = resolve;
  });
  house.agent.respond(async ({ host, session }) => {
    if (session.ref.job === undefined) await gone;
    await host.emit(usage(0.01));
    return "Done.";
  });
  await house.kernel().service(NamedSessions).spawn({ name: "research", prompt: "look" });
  await house.kernel().service(Delegates).run({ name: "tests", task: "test", safety: false });
  const session = await house.sessions().open("job:nightly:1", { job: "nightly", purpose: "job" });
  await session.send({ id: crypto.randomUUID(), text: "work" });
  go();
  const rows = async () => (await house.quota().usage({ by: "cause" })).rows;
  await until(async () => (await rows()).length === 3, "all three");
  expect((await rows()).map(({ key }) => key).sort()).toEqual(["delegation tests", "job nightly", "session research"]);
  expect((await house.quota().usage({ by: "plugin" })).rows.map(({ key }) => key).sort()).toEqual(["delegate", "named-sessions", "scheduler"]);
  expect((await house.quota().usage({ by: "job", where: { plugin: "scheduler" } })).rows).toMatchObject([{ key: "nightly", entries: 1 }]);
});

test("what agents used before there was a ledger is named so, and no budget pays for it", async () => {
  const project = await mkdtemp(path.join(os.tmpdir(), "instar-ledger-"));
  const agent = createScriptedAgent();
  agent.respond(async ({ host }) => {
    await host.emit(usage(0.4));
    return "Done.";
  });
  const work = async (kernel: TestKernel) => {
    const session = await kernel.service(Sessions).open("chat/one", { address: { channel: "chat", conversation: "one" } });
    await session.send({ id: crypto.randomUUID(), text: "work" });
    await until(() => session.phase === "idle");
  };
  try {
    {
      await using before = await createTestKernel([store(), sessions(), agent.plugin], { project });
      await work(before);
    }
    await using kernel = await createTestKernel([store(), sessions(), agent.plugin, quota({ timezone: "UTC", budgets: [{ per: "month", usd: 1 }] })], {
      project,
    });
    const ledger = kernel.service(Quota);
    await until(async () => (await ledger.usage()).total.entries === 1, "what was found");
    await work(kernel);
    expect((await ledger.usage({ by: "cause" })).rows.map(({ key, costUsd }) => [key, costUsd])).toEqual([
      ["before the ledger", 0.4],
      ["message", 0.4],
    ]);
    expect((await ledger.state()).budgets).toMatchObject([{ share: 0.4 }]);
  } finally {
    await rm(project, { recursive: true, force: true });
  }
});
