import { copyFile, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { openStore } from "@instar/plugin-store";
import { createManualClock } from "@instar/testing";
import { expect, onTestFinished, test } from "vitest";
import { createHouse } from "./fixtures/house.ts";

const laterMs = 1_767_225_600_000 + 60_000;

/** A daemon on the store of a former one, which died while it had a job: records of version 1. */
async function houseOfVersion1() {
  const folder = await mkdtemp(path.join(os.tmpdir(), "instar-former-"));
  const file = path.join(folder, "instar.db");
  await copyFile(fileURLToPath(new URL("./fixtures/records-1.db", import.meta.url)), file);
  const opened = await openStore({ file, clock: createManualClock(laterMs) });
  onTestFinished(async () => {
    await opened.close();
    await rm(folder, { recursive: true, force: true });
  });
  return createHouse({ store: opened.store("sessions"), now: laterMs, options: { model: "sonnet" } });
}

test("records of a former version are listed and cleaned up after, with what they used", async () => {
  const house = await houseOfVersion1();
  expect(house.driver.reaped).toMatchObject([{ pid: 1004 }]);
  const all = await house.sessions.list();
  expect(all.map(({ key, state }) => `${key} ${state}`).sort()).toEqual([
    "chat/crashed failed",
    "chat/ended stopped",
    "chat/parked parked",
    "job/nightly parked",
  ]);
  expect(await house.sessions.record("chat/parked")).toMatchObject({ purpose: "person", calls: 0, workedMs: 0, turns: 1, inputTokens: 100, costUsd: 0.25 });
});

test("a session of a former version resumes, counts on, and can be given limits", async () => {
  const house = await houseOfVersion1();
  const before = await house.sessions.record("chat/parked");
  await house.ask("chat/parked", "Go on");
  const [agent] = house.driver.agents;
  expect(agent?.spec).toMatchObject({ ref: { id: before?.id }, from: before?.snapshot, model: "sonnet" });
  await agent?.emit({ type: "usage", inputTokens: 1, outputTokens: 1, costUsd: 0.5 });
  await agent?.answer();
  expect(await house.sessions.record("chat/parked")).toMatchObject({ turns: 2, costUsd: 0.75, calls: 1 });
  await house.sessions.amend("chat/parked", { limits: { costUsd: 0.7 } });
  await expect(house.ask("chat/parked", "More")).rejects.toMatchObject({ code: "SESSIONS_OVER_LIMIT" });
});

test("the session of a job of a former version is one of a job from its next opening on", async () => {
  const house = await houseOfVersion1();
  await house.ask("job/nightly", "Go on", { job: "nightly" });
  expect(await house.sessions.record("job/nightly")).toMatchObject({ purpose: "job", model: "sonnet", turns: 0 });
});
