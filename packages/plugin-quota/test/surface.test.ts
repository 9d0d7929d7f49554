import { InstarError } from "@instar/kernel";
import { Routes } from "@instar/kernel/contracts";
import { runCommand, until } from "@instar/testing";
import { expect, test } from "vitest";
import quotaCommand from "../src/commands/quota.ts";
import usageCommand from "../src/commands/usage.ts";
import { createHouse, usage } from "./house.ts";

/** Somebody asked, and it was paid for. */
async function createUsedHouse(quota: object = {}) {
  // A command looks at the real clock.
  const house = await createHouse({ quota: quota as never, now: new Date().toISOString() });
  house.agent.respond(async ({ host }) => {
    await host.emit(usage(1.5, 120_000, 3_000));
    return "done";
  });
  await house.chat.say("hello", { from: "ann" });
  await until(async () => (await house.quota().usage()).total.entries === 1, "the first entry");
  return house;
}

async function ask(house: Awaited<ReturnType<typeof createHouse>>, path: string, caller: object, query: object = {}) {
  const route = [...house.kernel().contributions(Routes)].map(({ value }) => value).find((one) => `${one.method} ${one.path}` === path);
  if (route === undefined) throw new Error(`No route ${path}`);
  const checked = await route.schema?.query?.["~standard"].validate(query);
  const call = { params: {}, query: checked && "value" in checked ? checked.value : query, body: undefined, caller } as never;
  return (await route.handle(new Request("http://127.0.0.1/"), call)).json() as Promise<Record<string, unknown>>;
}

test("an empty ledger says so and what to do, and a used one is drawn with causes and budgets", async () => {
  await using empty = await createHouse();
  const nothing = await runCommand(empty.kernel(), usageCommand);
  expect(nothing.text).toMatch(/^Nothing was used in the last 30 days\.\n.*\n.*--rescan/);
  expect(nothing.text).toContain("No budget is configured");

  await using house = await createUsedHouse({ budgets: [{ per: "day", usd: 3 }] });
  const drawn = await runCommand(house.kernel(), usageCommand);
  expect(drawn.text).toMatch(/^Used in the last 30 days\n {2}\w{3} \d{4}-\d\d-\d\d {2}█+ {2}1\.50 USD {2}120k in {2}3\.0k out\n {2}Together 1\.50 USD/);
  expect(drawn.text).toMatch(/The dearest causes\n {2}message {2}█/);
  expect(drawn.text).toMatch(/ {2}day {2}█{8}░{8} {2}50 % {2}1\.50 of 3\.00 USD {2}anew/);
  expect(drawn.text.split("\n").every((line) => line.length <= 80)).toBe(true);

  const byPerson = await runCommand(house.kernel(), usageCommand, { flags: { by: "person", since: "7d" } });
  expect(byPerson.text).toMatch(/, by person\n {2}scripted-chat:ann {2}█/);
  const json = await runCommand(house.kernel(), usageCommand, { flags: { by: "person" }, json: true });
  expect(json.printed).toMatchObject([{ rows: [{ key: "scripted-chat:ann", costUsd: 1.5 }], total: { entries: 1 } }]);
  const rescanned = await runCommand(house.kernel(), usageCommand, { flags: { rescan: true } });
  expect(rescanned.text).toMatch(/^Read 0 records of agents and booked 0/);
});

test("a time that nobody understands is wrong use, and says what is", async () => {
  await using house = await createHouse();
  const failure = await runCommand(house.kernel(), usageCommand, { flags: { since: "yesterday" } }).catch((error: unknown) => error);
  expect(InstarError.is(failure, "QUOTA_BAD_QUERY")).toBe(true);
});

test("the state alone ends with 0, and with 1 when asked to check and everything is stopped", async () => {
  await using house = await createUsedHouse({ budgets: [{ per: "day", usd: 1 }] });
  const state = await runCommand(house.kernel(), quotaCommand);
  expect(state).toMatchObject({ code: 0, text: expect.stringMatching(/^STOPPED/) });
  expect(await runCommand(house.kernel(), quotaCommand, { flags: { check: true } })).toMatchObject({ code: 1 });
});

test("the owner sees all of it over the API, an agent the state and what it used itself", async () => {
  await using house = await createUsedHouse();
  const owner = { kind: "owner" };
  const session = (await house.sessions().list())[0]?.id ?? "";
  expect(await ask(house, "GET /quota", { kind: "agent", session })).toMatchObject({ status: "open", stopped: false });
  expect(await ask(house, "GET /usage", owner, { by: "person", since: "7d" })).toMatchObject({ rows: [{ key: "scripted-chat:ann" }] });
  expect(await ask(house, "GET /usage", { kind: "agent", session })).toMatchObject({ total: { entries: 1 } });
  expect(await ask(house, "GET /usage", { kind: "agent", session: "another" }, { session })).toMatchObject({ total: { entries: 0 } });
  await expect(ask(house, "GET /usage", owner, { since: "whenever" })).rejects.toMatchObject({ code: "QUOTA_BAD_QUERY" });
  expect(await ask(house, "POST /usage/rescan", owner)).toEqual({ read: 0, found: 0 });
});
