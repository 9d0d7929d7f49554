import { definePlugin } from "@instar/kernel";
import { HealthChecks, SessionDrivers } from "@instar/kernel/contracts";
import { createTestKernel } from "@instar/testing";
import { claudeExecutable } from "@instar/testing/model-endpoint";
import { expect, test } from "vitest";
import claude, { ClaudeSettings } from "../src/index.ts";

test("the plugin gives a driver, what it carries in, and says what it found of the program", async () => {
  const seen: { drivers: string[]; health: unknown[]; carried: unknown } = { drivers: [], health: [], carried: undefined };
  const reader = definePlugin({
    api: 1,
    name: "reader",
    needs: { settings: ClaudeSettings },
    setup({ services, contributions, hooks, signal }) {
      hooks.start.tap("look around", async () => {
        seen.drivers = [...contributions(SessionDrivers)].map(({ value }) => value.id);
        for (const { value } of contributions(HealthChecks)) seen.health.push({ id: value.id, ...(await value.run(signal)) });
        seen.carried = await services.settings.carried();
      });
    },
  });
  await using kernel = await createTestKernel([
    claude({ executable: claudeExecutable(), env: { HOME: "/nonexistent", CLAUDE_CONFIG_DIR: "/nonexistent/.claude" } }),
    reader(),
  ]);
  expect(seen.drivers).toEqual(["claude"]);
  expect(seen.health).toMatchObject([{ id: "claude", status: "ok", summary: "Claude Code 2.1.329." }, { id: "claude-guard" }]);
  expect(seen.carried).toEqual([]);
  expect(kernel.lines.filter((line) => line.level === "error")).toEqual([]);
});

test.each([
  [[], 1],
  [[definePlugin({ api: 1, name: "watchdog", guards: ["preToolUse"], setup: ({ hooks }) => void hooks.preToolUse.tap("look", () => undefined) })()], 0],
])("with the guards %o the start says so %i times", async (guards, times) => {
  await using kernel = await createTestKernel([
    claude({ executable: claudeExecutable(), env: { HOME: "/nonexistent", CLAUDE_CONFIG_DIR: "/nonexistent/.claude" } }),
    ...guards,
  ]);
  expect(kernel.lines.filter(({ level, text }) => level === "warn" && text.startsWith("NOBODY GUARDS"))).toHaveLength(times);
});
