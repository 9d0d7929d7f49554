import { expect, test } from "vitest";
import { createHouse, file } from "./house.ts";

test("a result that whoever asked for it waits for is told to nobody else, also not of a failure; the next one is told", async () => {
  const head = { schedule: "@yearly", execute: "script", notify: "always" };
  await using house = await createHouse({ files: { good: file(head, "echo done"), bad: file(head, "exit 3") } });
  for (const slug of ["good", "bad"]) {
    expect(await house.jobs().trigger(slug, "in a terminal", { watched: true })).toMatchObject({ outcome: "triggered" });
    const [run] = await house.ended(slug);
    expect(run).not.toHaveProperty("watched");
    await house.jobs().trigger(slug);
    await house.ended(slug, 2);
  }
  await expect.poll(() => house.told.map(({ text }) => text.split("\n\n")[0])).toEqual(["good", "bad"]);
});
