import { writeFile } from "node:fs/promises";
import { join } from "node:path";
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

test("whoever stopped waiting is told as others are, and whoever still waits after hours is not told twice", async () => {
  const head = { schedule: "@yearly", execute: "script", notify: "always" };
  await using house = await createHouse({
    files: { left: file(head, "while [ ! -e go ]; do sleep 0.05; done"), stays: file(head, "while [ ! -e go ]; do sleep 0.05; done") },
  });
  const ids: string[] = [];
  for (const slug of ["left", "stays"]) ids.push((await house.jobs().trigger(slug, "in a terminal", { watched: true })).run ?? "");
  const [left = "", stays = ""] = ids;
  const waits = house.jobs().run(stays, 60_000);
  expect(await house.jobs().run(left)).toMatchObject({ state: "running" });
  await house.clock().advance(50_000);
  await writeFile(join(house.project, "go"), "");
  expect(await waits).toMatchObject({ state: "succeeded" });
  await house.ended("left");
  await expect.poll(() => house.told.map(({ text }) => text.split("\n\n")[0])).toEqual(["left"]);
});
