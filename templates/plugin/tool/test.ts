import { callTool, createTestKernel } from "@instar/testing";
import { describePlugin } from "@instar/testing/plugin-contract";
import { expect, test } from "vitest";
import plugin from "../src/index.ts";

describePlugin(plugin, { packageJson: new URL("../package.json", import.meta.url), readme: new URL("../README.md", import.meta.url) });

test("an agent reads the time of the house's clock, elsewhere", async () => {
  await using kernel = await createTestKernel([plugin()], { now: "2026-03-01T12:00:00Z" });
  expect(await callTool(kernel, "__snake__", { zone: "Asia/Tokyo" })).toEqual({ text: "Sunday, 1 March 2026 at 21:00", isError: false });
});

test("an agent that uses it wrongly reads what to do", async () => {
  await using kernel = await createTestKernel([plugin()]);
  expect(await callTool(kernel, "__snake__", { zone: "Mars/Base" })).toMatchObject({ text: expect.stringContaining("Europe/Oslo"), isError: true });
  expect(await callTool(kernel, "__snake__", {})).toMatchObject({ text: expect.stringContaining("zone"), isError: true });
});
