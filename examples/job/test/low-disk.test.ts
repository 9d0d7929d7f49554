import { definePlugin } from "@instar/kernel";
import { Jobs, type Notice, Notices } from "@instar/kernel/contracts";
import { createTestKernel } from "@instar/testing";
import { describePlugin } from "@instar/testing/plugin-contract";
import { expect, test } from "vitest";
import lowDisk from "../src/index.ts";

const notebook = (notes: Notice[] = []) =>
  definePlugin({
    api: 1,
    name: "notebook",
    provides: Notices,
    setup: () => ({ notify: async (notice) => void notes.push(notice), attention: async () => [], change: async () => undefined }),
  })();

describePlugin(() => lowDisk(), {
  packageJson: new URL("../package.json", import.meta.url),
  readme: new URL("../README.md", import.meta.url),
  beside: [notebook()],
});

async function morning(leastGb: number): Promise<readonly Notice[]> {
  const notes: Notice[] = [];
  await using kernel = await createTestKernel([notebook(notes), lowDisk({ leastGb })], { now: "2026-03-01T08:00Z" });
  for (const { value: job } of kernel.contributions(Jobs)) await job.run({ dueAt: kernel.clock.now(), attempt: 1, signal: new AbortController().signal });
  return notes;
}

test("a disk with room is no news", async () => {
  expect(await morning(0.000_001)).toEqual([]);
});

test("a disk that is nearly full waits for attention", async () => {
  expect(await morning(1_000_000_000)).toMatchObject([{ key: "low-disk", level: "attention", text: expect.stringContaining("GB are free") }]);
});
