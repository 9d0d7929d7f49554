import type { JobPriority } from "@instar/kernel";
import { Events, Lifecycle } from "@instar/kernel/contracts";
import { askGates, until } from "@instar/testing";
import { expect, test } from "vitest";
import { createHouse, usage } from "../house.ts";

type House = Awaited<ReturnType<typeof createHouse>>;

const spend = (house: House, costUsd: number) =>
  house.agent.respond(async ({ host }) => {
    await host.emit(usage(costUsd));
    return "Done.";
  });

const job = (house: House, priority: JobPriority, more: object = {}) =>
  house
    .kernel()
    .service(Lifecycle)
    .job({ id: "run", job: "nightly", dueAt: 0, attempt: 1, priority, uses: "agent", ...more });

test("without a budget nothing is ever denied", async () => {
  await using house = await createHouse();
  spend(house, 1_000);
  await house.chat.say("hello", { from: "ann" });
  await until(() => house.chat.sent.length === 1);
  expect((await job(house, "low")).allow).toBe(true);
  expect((await askGates(house.kernel(), { kind: "other" })).allow).toBe(true);
  expect(await house.quota().state()).toMatchObject({ status: "open", level: 0, budgets: [], stopped: false, mayRun: ["critical", "high", "normal", "low"] });
});

test("the fuller a budget, the more important a job must be; what needs no model always begins", async () => {
  await using house = await createHouse({ quota: { budgets: [{ per: "day", usd: 1 }] }, now: "2026-05-05T10:00:00Z" });
  spend(house, 0.5);
  await house.chat.say("hello", { from: "ann" });
  await until(() => house.chat.sent.length === 1);
  const low = await job(house, "low");
  expect(low).toMatchObject({
    allow: false,
    reason: expect.stringContaining(
      "The budget of today (1.00 USD) is 50 % used: jobs of priority low begin again at 00:00, only critical and high and normal ones begin now.",
    ),
  });
  expect((await job(house, "normal")).allow).toBe(true);
  spend(house, 0.4);
  await house.chat.say("more", { from: "ann" });
  await until(() => house.chat.sent.length === 2);
  expect((await job(house, "high")).allow).toBe(false);
  expect((await job(house, "critical")).allow).toBe(true);
  expect((await job(house, "low", { uses: "process" })).allow).toBe(true);
  expect((await job(house, "low", { change: { kind: "add", session: "s" } })).allow).toBe(true);
  expect(await house.quota().state()).toMatchObject({ status: "critical", level: 85, mayRun: ["critical"], stopped: false });
});

test("when a budget is used up, people are told until when, wait, and are answered after it", async () => {
  await using house = await createHouse({ quota: { budgets: [{ per: "day", usd: 5 }] }, now: "2026-05-05T22:00:00Z" });
  spend(house, 5);
  await house.chat.say("the first", { from: "ann" });
  await until(() => house.chat.sent.length === 1);
  await house.chat.say("the second", { from: "bob" });
  await until(() => house.chat.sent.length === 2);
  expect(house.chat.sent[1]?.text).toBe("Your message is held: The budget of today (5.00 USD) is used up; it begins anew at 00:00. I take it up then.");
  expect((await askGates(house.kernel(), { kind: "other" })).allow).toBe(false);
  expect((await job(house, "critical")).allow).toBe(false);
  await house.reopen();
  expect((await house.quota().state()).stopped).toBe(true);
  expect(house.agent.inputs).toHaveLength(1);
  spend(house, 0.1);
  await house.clock.jump({ hours: 2 });
  await house.clock.advance(1_000);
  await until(() => house.chat.sent.length === 3, "the answer after midnight");
  expect(house.chat.sent[2]?.text).toBe("Done.");
  expect(house.agent.inputs).toHaveLength(2);
  expect(await house.quota().state()).toMatchObject({ status: "normal", stopped: false });
});

test("what works when the budget is used up is interrupted, its sender is told why, and none of its tools start", async () => {
  await using house = await createHouse({ quota: { budgets: [{ per: "day", usd: 1 }] }, now: "2026-05-05T22:00:00Z" });
  let tool: unknown;
  house.agent.respond(async ({ host, session, signal }) => {
    await host.emit(usage(1));
    tool = await host.decide({ id: "1", session: session.ref, cwd: session.cwd, tool: "Bash", input: {}, action: { kind: "shell", command: "true" }, signal });
    await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
    return "never";
  });
  await house.chat.say("go on for ever", { from: "ann" });
  await until(() => tool !== undefined, "the tool's denial");
  await house.clock.advance(2_000);
  await until(() => house.chat.sent.length === 2, "both sentences");
  expect(tool).toMatchObject({ allow: false, reason: expect.stringContaining("The budget of today (1.00 USD) is used up") });
  const texts = house.chat.sent.map(({ text }) => text);
  expect(texts).toContain("The turn was interrupted before it was answered.");
  expect(texts).toContain("The budget of today (1.00 USD) is used up; it begins anew at 00:00. So I was interrupted; send your message again then.");
  await house.clock.advance(1_000);
  await until(() => house.agent.living === 0, "its session to be parked");
  await expect(house.sessions().open("somebody/else", {})).rejects.toThrow("is used up");
});

test("a raised budget lifts the stop at once, and a crash forgets nothing of it", async () => {
  await using house = await createHouse({ quota: { budgets: [{ per: "month", usd: 1 }] }, now: "2026-05-05T22:00:00Z" });
  spend(house, 1);
  await house.chat.say("the first", { from: "ann" });
  await until(() => house.chat.sent.length === 1);
  await house.clock.advance(3_000);
  await house.crash();
  expect((await house.quota().state()).stopped).toBe(true);
  await house.chat.say("the second", { from: "ann" });
  await until(() => house.chat.sent.length === 2);
  expect(house.chat.sent[1]?.text).toContain("it begins anew at 00:00 on Monday 1 June.");
  await house.reopen({ budgets: [{ per: "month", usd: 10 }] });
  await until(() => house.chat.sent.length === 3, "the answer");
  expect(house.chat.sent[2]?.text).toBe("Done.");
});

test("rolling hours go on over a crash, and give room again five hours after a use", async () => {
  await using house = await createHouse({ quota: { budgets: [{ per: "5h", usd: 1 }] }, now: "2026-05-05T22:00:00Z" });
  spend(house, 0.6);
  await house.chat.say("the first", { from: "ann" });
  await until(() => house.chat.sent.length === 1);
  await house.clock.jump({ hours: 1 });
  await house.chat.say("the second", { from: "ann" });
  await until(() => house.chat.sent.length === 2);
  await house.clock.advance(3_000);
  await house.crash();
  await house.chat.say("the third", { from: "ann" });
  await until(() => house.chat.sent.length === 3);
  expect(house.chat.sent[2]?.text).toContain("The budget of five hours (1.00 USD) is used up; there is room again at 03:00.");
  await house.clock.jump({ hours: 4 });
  await until(() => house.chat.sent.length === 4, "the answer");
  expect(house.chat.sent[3]?.text).toBe("Done.");
});

test("a budget of some stops them alone", async () => {
  await using house = await createHouse({ quota: { budgets: [{ per: "day", usd: 1, of: { person: "scripted-chat:ann" } }] }, now: "2026-05-05T22:00:00Z" });
  spend(house, 1);
  await house.chat.say("hello", { from: "ann", conversation: "one" });
  await until(() => house.chat.sent.length === 1);
  await house.chat.say("hello", { from: "bob", conversation: "two" });
  await until(() => house.chat.sent.length === 2);
  await house.chat.say("more", { from: "ann", conversation: "one" });
  await until(() => house.chat.sent.length === 3);
  expect(house.chat.sent.map(({ text }) => text)).toEqual([
    "Done.",
    "Done.",
    expect.stringContaining("The budget of today for person scripted-chat:ann (1.00 USD) is used up"),
  ]);
  expect((await job(house, "low")).allow).toBe(true);
  expect(await house.quota().state()).toMatchObject({ status: "normal", level: 0, budgets: [{ name: "day, person scripted-chat:ann", level: 100 }] });
});

test("the model's own limit is remembered until it passes, over restarts", async () => {
  await using house = await createHouse({ now: "2026-05-05T22:00:00Z" });
  const resetsAt = house.clock.now() + 3_600_000;
  house.agent.respond(() => ({ error: { kind: "limit", text: "The usage limit is reached.", resetsAt } }));
  await house.chat.say("hello", { from: "ann" });
  await until(() => house.chat.sent.length === 1);
  await house.reopen();
  expect((await house.quota().state()).limited).toEqual({ until: resetsAt, text: "The usage limit is reached." });
  house.agent.respond(() => "Done.");
  await house.clock.jump({ hours: 1 });
  expect((await house.quota().state()).limited).toBeUndefined();
});

test("the journal says when a level was reached", async () => {
  await using house = await createHouse({ quota: { budgets: [{ per: "day", usd: 1 }] } });
  spend(house, 1);
  await house.chat.say("hello", { from: "ann" });
  const list = () =>
    house
      .kernel()
      .service(Events)
      .list({ types: ["quota"] });
  await until(async () => (await list()).length === 2);
  expect((await list()).map(({ type }) => type).sort()).toEqual(["quota.level", "quota.stopped"]);
});

test("turns side by side stop after the answers that are under way, and what waited for its agent is taken up like what was held", async () => {
  await using house = await createHouse({ quota: { budgets: [{ per: "day", usd: 1 }] }, now: "2026-05-05T22:00:00Z" });
  spend(house, 0.99);
  await house.chat.say("the first", { from: "ann" });
  await until(() => house.chat.sent.length === 1);
  let begun = 0;
  let go = (): void => undefined;
  const all = new Promise<void>((resolve) => {
    go = resolve;
  });
  house.agent.respond(async ({ host }) => {
    begun += 1;
    await all;
    await host.emit(usage(0.01));
    return "Done.";
  });
  for (let number = 0; number < 7; number++) await house.chat.say("more", { from: "ann", conversation: `c${number}` });
  const inbox = async (state: "running" | "held" | "failed") => house.conversations().inbox({ states: [state] });
  await until(async () => begun === 4 && (await inbox("running")).length === 7, "four agents, and three that wait for a place");
  go();
  await until(() => house.chat.sent.length === 8);
  expect((await house.quota().state()).budgets[0]?.spent.usd).toBe(1.03);
  expect((await inbox("failed")).map(({ reason }) => reason)).toEqual(
    Array(3).fill(expect.stringContaining("is used up; it begins anew at 00:00. I take it up then.")),
  );
  await house.reopen();
  await house.clock.jump({ hours: 2 });
  await house.clock.advance(1_000);
  await until(() => house.chat.sent.length === 11, "the answers after midnight");
  expect(house.agent.inputs).toHaveLength(8);
  await house.clock.advance(5 * 60_000);
  expect(house.agent.inputs).toHaveLength(8);
  expect(await inbox("failed")).toEqual([]);
});
