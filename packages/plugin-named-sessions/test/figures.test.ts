import { expect, test } from "vitest";
import { createNamedHouse } from "./named-house.ts";

test("what a turn had used when the house died is in its figures, and no turn before it pays for it", async () => {
  await using house = await createNamedHouse();
  house.agent.respond(async ({ host, inputs }) => {
    await host.emit({ type: "usage", inputTokens: 100, outputTokens: 10, costUsd: 0.25 });
    if (inputs[0]?.text === "short") return "Done.";
    await host.emit({ type: "usage", inputTokens: 300, outputTokens: 30, costUsd: 0.5 });
    return new Promise<never>(() => {});
  });
  const { turn: short } = await house.named.spawn({ name: "a", prompt: "short", limits: { costUsd: 2 } });
  await house.ended(short?.id ?? "");
  const long = await house.named.send("a", "long");
  await house.until(async () => (await house.named.status("a")).calls === 3);
  for (let second = 0; second < 20; second++) await house.clock.advance(1_000);
  await house.reopen();
  expect(await house.ended(long.id)).toMatchObject({
    state: "failed",
    error: { kind: "crashed" },
    costUsd: 0.75,
    calls: 2,
    inputTokens: 400,
    outputTokens: 40,
    durationMs: 20_000,
  });
  expect(await house.named.turn(short?.id ?? "")).toMatchObject({ state: "done", costUsd: 0.25, calls: 1 });
  expect(await house.named.status("a")).toMatchObject({ costUsd: 1, calls: 3 });
});
