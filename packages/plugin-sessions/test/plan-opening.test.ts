import { describe, expect, test } from "vitest";
import { chooseDriver, planOpening } from "../src/plan-opening.ts";
import type { StoredSession } from "../src/session-record.ts";
import { createScriptedDriver } from "./fixtures/driver.ts";
import { contributed } from "./fixtures/house.ts";

const claude = createScriptedDriver({ id: "claude", preference: 50 });
const codex = createScriptedDriver({ id: "codex", preference: 50 });
const offline = createScriptedDriver({ id: "offline", preference: 0 });
const record = (driver: string, more: { readonly [K in keyof StoredSession]?: NonNullable<StoredSession[K]> } = {}): StoredSession => ({
  id: "1",
  key: "chat",
  driver,
  state: "parked",
  cwd: "/project",
  createdAt: 0,
  usedAt: 0,
  turns: 1,
  inputTokens: 0,
  outputTokens: 0,
  costUsd: 0,
  purpose: "person",
  calls: 0,
  workedMs: 0,
  asked: true,
  snapshot: { driver, version: 1, data: null },
  ...more,
});

describe("which driver", () => {
  test("the one with the highest preference, of equals the first in the config", () => {
    expect(chooseDriver(contributed([offline, claude, codex]), undefined)).toBe(claude);
    expect(chooseDriver(contributed([codex, claude, offline]), undefined)).toBe(codex);
    expect(chooseDriver(contributed([offline]), undefined)).toBe(offline);
  });

  test("a named one must be there; the error lists what is", () => {
    expect(chooseDriver(contributed([claude, offline]), "offline")).toBe(offline);
    expect(() => chooseDriver(contributed([claude, offline]), "codex")).toThrow(/"codex" is not configured. Configured: "claude", "offline"/);
    expect(() => chooseDriver([], undefined)).toThrow(expect.objectContaining({ code: "SESSIONS_NO_DRIVER", hint: expect.stringContaining("claude()") }));
  });
});

describe("how a conversation goes on", () => {
  const plan = (former: StoredSession | undefined, drivers: (typeof claude)[], named?: string, configured?: string) => {
    const { from, driver } = planOpening(former, contributed(drivers), named === undefined ? {} : { driver: named }, configured);
    return `${from} ${driver.id}`;
  };

  test.each([
    ["nothing was before", undefined, [claude], undefined, undefined, "new claude"],
    ["a snapshot of the preferred driver", record("claude"), [claude, offline], undefined, undefined, "resume claude"],
    ["a snapshot of another real driver", record("codex"), [claude, codex], undefined, undefined, "resume codex"],
    ["a failed session with a snapshot", record("claude", { state: "failed" }), [claude], undefined, undefined, "resume claude"],
    ["a stand-in's history once a real agent is there", record("offline"), [claude, offline], undefined, undefined, "new claude"],
    ["a stand-in's history while it is alone", record("offline"), [offline], undefined, undefined, "resume offline"],
    ["a session that was never given an input", record("claude", { asked: false }), [claude], undefined, undefined, "new claude"],
    ["the caller's driver before the configured one", undefined, [claude, codex], "codex", "claude", "new codex"],
    ["the configured driver before the preferred one", undefined, [claude, offline], undefined, "offline", "new offline"],
  ] as const)("%s", (_, former, drivers, named, configured, expected) => {
    expect(plan(former, [...drivers], named, configured)).toBe(expected);
  });

  test.each([
    ["its driver is gone", record("codex"), [claude], undefined],
    ["another driver was named", record("codex"), [claude, codex], "claude"],
  ] as const)("history is never dropped silently: %s", (_, former, drivers, named) => {
    expect(() => plan(former, [...drivers], named)).toThrow(
      expect.objectContaining({ code: "SESSIONS_DRIVER_CHANGED", hint: expect.stringContaining("/new") }),
    );
  });

  test("a given snapshot is forked with the driver that wrote it", () => {
    const snapshot = { driver: "codex", version: 1, data: { at: 3 } };
    expect(planOpening(record("claude"), contributed([claude, codex]), { from: snapshot }, undefined)).toEqual({ from: "fork", driver: codex, snapshot });
    expect(() => planOpening(undefined, contributed([claude]), { from: snapshot }, undefined)).toThrow(/"codex" is not configured/);
  });
});
