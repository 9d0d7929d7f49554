import { until } from "@instar/testing";
import { expect, test } from "vitest";
import { createHouse } from "./house.ts";

const dayMs = 86_400_000;

test("a delegation that ended long ago is forgotten with its session, which nothing would hold to its preset any more", async () => {
  await using house = await createHouse({ delegate: { keepDays: 30 } });
  await house.delegates().run({ task: "Look.", name: "old", preset: "read-only" });
  await house.ended("old");
  await house.delegates().run({ task: "Look.", name: "used", preset: "read-only" });
  await house.ended("used");
  await house.kernel().clock.advance(20 * dayMs);
  await house.named().send("used", "And again.");
  await until(async () => (await house.named().turns("used")).at(-1)?.state === "done", "the answer");
  for (let day = 0; day < 14; day++) await house.kernel().clock.advance(dayMs);
  await until(async () => (await house.delegates().list()).length === 1, "the old one to be forgotten");
  expect((await house.delegates().list()).map(({ name }) => name)).toEqual(["used"]);
  await expect(house.named().status("old")).rejects.toMatchObject({ code: "NAMED_SESSIONS_UNKNOWN" });
  expect(await house.named().status("used")).toMatchObject({ name: "used" });
});

test("a session that somebody began under the name of a forgotten delegation stays", async () => {
  await using house = await createHouse({ delegate: { keepDays: 30 } });
  await house.delegates().run({ task: "Look.", name: "old" });
  await house.ended("old");
  await house.named().remove("old");
  await house.named().spawn({ name: "old", prompt: "Something else." });
  for (let day = 0; day < 34; day++) await house.kernel().clock.advance(dayMs);
  await until(async () => (await house.delegates().list()).length === 0, "the old one to be forgotten");
  expect(await house.named().status("old")).toMatchObject({ name: "old", turns: 1 });
});
