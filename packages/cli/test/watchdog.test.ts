import { AsyncLocalStorage } from "node:async_hooks";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { startWatchdog } from "../src/daemon/watchdog.ts";
import type { Block } from "../src/daemon/watchdog-settings.ts";

const frames = new AsyncLocalStorage<string>();

function blockFor(ms: number) {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

test("a block is written down with its place and in whose time it is, and told once it is over", { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "instar-watchdog-"));
  const log = join(folder, "instar.log");
  const blocks: Block[] = [];
  await using _watchdog = startWatchdog({ log, echo: false, blame: () => frames.getStore(), blocked: (block) => void blocks.push(block) });
  await wait(2_000);
  frames.run("culprit", () => setTimeout(() => blockFor(4_000), 0));
  await expect.poll(() => blocks).toMatchObject([{ plugin: "culprit", stack: expect.stringMatching(/at blockFor \(.*watchdog\.test\.ts:\d+:\d+\)/) }]);
  expect(blocks[0]?.blockedMs).toBeGreaterThanOrEqual(2_000);
  expect(JSON.parse(readFileSync(log, "utf8"))).toMatchObject({ level: "warn", plugin: "culprit", blockedMs: 2_000, at: expect.stringContaining("blockFor") });

  blockFor(1_000);
  await wait(1_500);
  expect(blocks).toHaveLength(1);
  rmSync(folder, { recursive: true, force: true });
});

test("a block in which no JavaScript runs is written down as well", { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "instar-watchdog-"));
  const log = join(folder, "instar.log");
  const blocks: Block[] = [];
  await using _watchdog = startWatchdog({ log, echo: false, blame: () => frames.getStore(), blocked: (block) => void blocks.push(block) });
  await wait(2_000);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 6_000);
  await expect.poll(() => blocks).toHaveLength(1);
  expect(readFileSync(log, "utf8").trim().split("\n").length).toBeGreaterThanOrEqual(1);
  rmSync(folder, { recursive: true, force: true });
});
