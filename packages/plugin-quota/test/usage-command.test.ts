import { until } from "@instar/testing";
import { expect, test } from "vitest";
import { createHouse, usage } from "./house.ts";

test("/usage tells the owner in short lines what today and the month took, who it was for, and what the budgets leave", async () => {
  await using house = await createHouse({ quota: { budgets: [{ per: "day", usd: 3 }] }, now: "2026-11-20T22:00:00Z" });
  const answer = async (text: string, from = "owner") => {
    const before = house.chat.sent.length;
    await house.chat.say(text, { from });
    await until(() => house.chat.sent.length === before + 1, text);
    return house.chat.sent.at(-1)?.text ?? "";
  };
  expect(await answer("/usage")).toBe(
    "Today: nothing.\nThis month: nothing.\nBudgets are normal: everything may begin.\n• day: 0 %, 0.00 of 3.00 USD, anew at 00:00",
  );
  house.agent.respond(async ({ host }) => {
    await host.emit(usage(0.75, 120_000, 3_000));
    return "done";
  });
  await answer("yesterday's");
  await house.clock.advance(10 * 3_600_000);
  await answer("hello", "ann");
  await answer("hello");
  await until(async () => (await house.quota().usage()).total.entries === 3, "the entries");
  expect((await answer("/usage")).split("\n")).toEqual([
    "Today: 1.50 USD, 240k tokens in, 6.0k out.",
    "This month: 2.25 USD, 360k tokens in, 9.0k out.",
    expect.stringMatching(/^Today by person: scripted-chat:\w+ 0\.75 USD, scripted-chat:\w+ 0\.75 USD\.$/),
    "Budgets are reduced: of the jobs, only critical, high and normal ones begin.",
    "• day: 50 %, 1.50 of 3.00 USD, anew at 00:00",
  ]);
  expect(await answer("/usage", "ann")).toBe("done");
});
