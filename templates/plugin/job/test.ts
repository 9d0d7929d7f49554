import { Jobs } from "@instar/kernel/contracts";
import { createTestKernel } from "@instar/testing";
import { describePlugin } from "@instar/testing/plugin-contract";
import { expect, test } from "vitest";
import plugin from "../src/index.ts";

describePlugin(plugin, { packageJson: new URL("../package.json", import.meta.url), readme: new URL("../README.md", import.meta.url) });

test("counts down by the clock of the house", async () => {
  await using kernel = await createTestKernel([plugin({ date: "2026-03-10" })], { now: "2026-03-07T07:00:00Z" });
  const [job] = kernel.contributions(Jobs);
  const run = () => job?.value.run({ dueAt: kernel.clock.now(), attempt: 1, signal: new AbortController().signal });
  expect(job?.value).toMatchObject({ id: "__name__", schedule: "0 7 * * *" });
  expect(await run()).toBe("3 days to 2026-03-10.");
  await kernel.clock.advance(3 * 24 * 60 * 60 * 1_000);
  expect(await run()).toBe("2026-03-10 has come.");
});

test("a date that is none is refused before anything runs", async () => {
  await expect(createTestKernel([plugin({ date: "soon" })])).rejects.toThrow("date");
});
