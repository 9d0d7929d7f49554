import { definePlugin } from "@instar/kernel";
import { expect, test } from "vitest";
import { createHouse, file } from "./house.ts";

const hour = 3_600_000;
const resetsAt = Date.parse("2026-03-02T12:00:00Z");

test("whenever a cancel meets a run that the model's limit sends back, it holds", async () => {
  for (let turns = 0; turns < 4; turns++) {
    let cancelled: Promise<boolean> | undefined;
    const canceller = definePlugin({
      api: 1,
      name: "canceller",
      setup({ hooks }) {
        hooks.sessionEnd.tap("cancel", async () => {
          for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
          cancelled ??= house.jobs().cancel("mail@2026-03-02T08:30:00.000Z");
        });
      },
    });
    await using house = await createHouse({ files: { mail: file({ schedule: "30 8 * * *" }, "Look at the mail.") }, plugins: [canceller()] });
    house.agent.respond(() => ({ error: { kind: "limit", text: "The usage limit is reached.", resetsAt } }));
    await house.clock().advance(hour);
    await expect.poll(() => cancelled).toBeDefined();
    expect({ turns, cancelled: await cancelled }).toEqual({ turns, cancelled: true });
    await house.clock().jump({ hours: 4 });
    expect(await house.ended("mail")).toMatchObject([{ state: "cancelled" }]);
    expect(house.agent.inputs).toHaveLength(1);
  }
});
