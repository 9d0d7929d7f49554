import { Approvals, type Question } from "@instar/kernel/contracts";
import type { ScriptedTurn } from "@instar/testing";
import { expect, test } from "vitest";
import { unanswered, waitedMs } from "../src/runner/owner-wait.ts";
import { createAgentHouse } from "./agent/agent-house.ts";

const second = 1_000;
const prompt = { schedule: "@yearly", execute: "prompt", timeout: "10s" };

/** An agent that works for `before`, asks as a gate does, and then works for `after`. */
async function houseThatAsks(before: number, after: number) {
  const house = await createAgentHouse();
  house.agent.respond(async ({ session, signal }: ScriptedTurn) => {
    const { clock } = house.kernel;
    await clock.sleep(before, signal);
    const asking = { what: 'Bash {"command":"ls"}', why: "It asks.", by: ["test: ask"], deadlineMs: 10 * second, binds: "x", session: session.ref };
    const answer = await house.kernel.service(Approvals).request(asking, signal);
    await clock.sleep(after, signal);
    return `The owner said: ${answer}`;
  });
  await house.jobs.add("mail", prompt, "Look.");
  await house.jobs.trigger("mail");
  const ended = async () => house.until(async () => (await house.jobs.runs({ job: "mail", states: ["succeeded", "timeout", "failed"] }))[0], "the end");
  return { house, ended, [Symbol.asyncDispose]: () => house[Symbol.asyncDispose]() };
}

test("the time in which a run waits for the owner is not taken from what it may take", async () => {
  await using asking = await houseThatAsks(second, 8 * second);
  await asking.house.kernel.clock.advance(10 * second);
  expect(await asking.house.questions()).toHaveLength(1);
  await asking.house.kernel.clock.advance(9 * second + 500);
  expect(await asking.ended()).toMatchObject({ state: "succeeded", output: "The owner said: expired" });
});

test("a run that ends at its timeout says that it waited for a yes", async () => {
  await using asking = await houseThatAsks(second, 60 * second);
  await asking.house.kernel.clock.advance(19 * second);
  expect(await asking.house.jobs.runs({ job: "mail" })).toMatchObject([{ state: "running" }]);
  await asking.house.kernel.clock.advance(2 * second);
  expect(await asking.ended()).toMatchObject({
    state: "timeout",
    failure: "timeout",
    why: "It waited for the owner's yes to use Bash (command) and none came. It took longer than 10 s, and was ended.",
  });
});

const question = (askedAt: number, more: Partial<Question>): Question => ({
  id: "Q",
  what: "x",
  why: "x",
  by: [],
  binds: "x",
  state: "open",
  askedAt,
  deadlineAt: askedAt + 100,
  ...more,
});

test("questions that are open at once are waited for once, none beyond its deadline", () => {
  expect(waitedMs([question(50, {}), question(0, { state: "yes", endedAt: 70 }), question(500, { state: "expired", endedAt: 600 })], 1_000)).toBe(250);
  expect(waitedMs([question(950, {})], 1_000)).toBe(50);
});

test.each([
  ["a tool with several inputs", 'Bash {"command":"ls","description":"x"}', " to use Bash"],
  ["one that was cut", 'Write {"content":"aaaa […', " to use Write"],
  ["no tool", "May it?", ""],
])("what got no answer is named: %s", (_, what, named) => {
  expect(unanswered([question(0, { what })])).toBe(`It waited for the owner's yes${named} and none came.`);
  expect(unanswered([question(0, { what, state: "no" })])).toBeUndefined();
});
