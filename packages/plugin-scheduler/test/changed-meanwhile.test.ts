import { definePlugin, type PluginContext } from "@instar/kernel";
import { Jobs } from "@instar/kernel/contracts";
import { expect, test } from "vitest";
import { createHouse, job } from "./house.ts";

const minute = 60_000;

test("a job that is changed while hundreds that are due with it are written down runs by its new schedule", async () => {
  const ran: string[] = [];
  const late = (everyMs: number) => job("late", async ({ dueAt }) => void ran.push(new Date(dueAt).toISOString().slice(11, 19)), { schedule: { everyMs } });
  let contribute: PluginContext<unknown, {}>["contribute"] | undefined;
  let former: Disposable | undefined;
  const shifty = definePlugin({
    api: 1,
    name: "shifty",
    setup(context) {
      contribute = context.contribute;
      former = contribute(Jobs, late(63000));
    },
  });
  // Due before it, and so many that it is not in the first commit.
  const crowd = Array.from({ length: 250 }, (_, index) => job(`crowd-${index}`, async () => undefined, { schedule: { everyMs: minute } }));
  await using house = await createHouse({ now: "2026-03-02T08:00:30Z", jobs: crowd, plugins: [shifty()], options: { maxParallel: 64 } });
  await house.clock().advance(0);
  const before = house.commits();
  const jumping = house.clock().jump({ ms: 45_000 });
  for (let turn = 0; turn < 10_000 && house.commits() === before; turn++) await Promise.resolve();
  former?.[Symbol.dispose]();
  contribute?.(Jobs, late(10_000));
  await jumping;
  await house.clock().advance(30_000);
  expect(ran).toEqual(["08:01:12", "08:01:20", "08:01:30", "08:01:40"]);
});
