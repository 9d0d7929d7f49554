import { expect, test } from "vitest";
import deleteCommand from "../src/commands/session-delete.ts";
import { createNamedHouse } from "./named-house.ts";

type Run = (context: object) => Promise<unknown>;

test("a session that works is deleted by force alone, also while it is paused", async () => {
  await using house = await createNamedHouse();
  house.agent.respond(() => new Promise(() => {}));
  await house.named.spawn({ name: "a", prompt: "endless" });
  await house.until(() => house.agent.inputs.length === 1);
  await house.named.pause("a");
  const run = (force: boolean) =>
    (deleteCommand.run as unknown as Run)({ args: { name: "a" }, flags: { name: undefined, force }, service: async () => house.named, print: () => undefined });
  await expect(run(false)).rejects.toMatchObject({ code: "NAMED_SESSIONS_WORKING" });
  await run(true);
  expect(await house.named.list()).toEqual([]);
});
