import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Sessions } from "@instar/kernel/contracts";
import sessions from "@instar/plugin-sessions";
import { createScriptedAgent, createTestKernel, settle, type TestKernel, until } from "@instar/testing";
import { createMortalStore } from "@instar/testing/mortal-store";
import { expect, test } from "vitest";
import { anyOf, randomFrom } from "../../../testing/src/seeded-random.ts";
import { usageDimensions } from "../../src/contract.ts";
import quota, { Quota } from "../../src/index.ts";

/** The ledger and the sessions' own records say the same, by whatever one counts. */
async function expectAgreement(kernel: TestKernel, what: string) {
  const ledger = kernel.service(Quota);
  const records = await kernel.service(Sessions).list();
  const since = 0;
  const { rows, total } = await ledger.usage({ by: "session", since, limit: 1_000 });
  const booked = new Map(rows.map((row) => [row.key, row]));
  for (const { id, inputTokens, outputTokens, costUsd } of records) {
    const row = booked.get(id) ?? { inputTokens: 0, outputTokens: 0, costUsd: 0 };
    expect({ inputTokens: row.inputTokens, outputTokens: row.outputTokens }, `${what}: session ${id}`).toEqual({ inputTokens, outputTokens });
    expect(row.costUsd, `${what}: session ${id}`).toBeCloseTo(costUsd, 6);
    booked.delete(id);
  }
  expect([...booked.keys()], `${what}: sessions without a record`).toEqual([]);
  for (const by of usageDimensions) {
    const sums = (await ledger.usage({ by, since, limit: 1_000 })).rows;
    for (const figure of ["inputTokens", "outputTokens", "costUsd", "entries"] as const)
      expect(
        sums.reduce((sum, row) => sum + row[figure], 0),
        `${what}: ${figure} by ${by}`,
      ).toBeCloseTo(total[figure], 6);
  }
  const entries = await ledger.entries({ since, limit: 1_000 });
  expect(new Set(entries.map(({ id }) => id)).size, what).toBe(total.entries);
  expect(entries.every(({ cause }) => cause !== "")).toBe(true);
  return total;
}

test.each([1, 2, 3, 4])("after kills between any two commits the ledger is what the sessions know, each use once (seed %i)", async (seed) => {
  const random = randomFrom(seed);
  const project = await mkdtemp(path.join(os.tmpdir(), "instar-ledger-"));
  const agent = createScriptedAgent({ steer: false });
  let disk = createMortalStore();
  let kernel: TestKernel | undefined;
  const open = async () => {
    disk = createMortalStore({ behind: "fails" });
    kernel = await createTestKernel([disk.plugin, sessions(), agent.plugin, quota({ timezone: "Europe/Prague", budgets: [] })], {
      project,
      ...(kernel ? { clock: kernel.clock } : { now: "2026-10-24T20:00:00Z" }),
    });
    return kernel;
  };
  let told = 0;
  agent.respond(async ({ host }) => {
    for (let uses = Math.floor(random() * 3); uses >= 0; uses--) {
      const isCorrection = random() < 0.2;
      const inputTokens = Math.floor(random() * 1_000) * (isCorrection ? -1 : 1);
      await host.emit({ type: "usage", inputTokens, outputTokens: Math.floor(random() * 100), costUsd: random() / 10, calls: isCorrection ? 0 : 1 });
      told += 1;
    }
    return "Done.";
  });
  try {
    for (let life = 0; life < 4; life++) {
      const running = await open();
      if (life > 0) {
        await until(async () => !(await lagging(running)), "the gaps to be booked");
        await expectAgreement(running, `seed ${seed}, life ${life}, risen`);
      }
      if (random() < 0.7) disk.dieAfter(Math.floor(random() * 25));
      for (let turn = 0; turn < 8; turn++) {
        const key = anyOf(random, ["chat/one", "chat/two", "named/three", "job:four"]);
        const more = key === "job:four" ? { job: "four" } : key.startsWith("chat") ? { address: { channel: "chat", conversation: key.slice(5) } } : {};
        try {
          const session = await running.service(Sessions).open(key, more);
          await session.send({ id: crypto.randomUUID(), text: "work" });
        } catch {
          // It died meanwhile: nothing is opened any more.
        }
        await settle(3);
        await running.clock.advance(Math.floor(random() * 4_000));
      }
      const isPolite = random() < 0.3;
      if (!isPolite) await disk.close();
      await running.stop("It ends.").catch(() => undefined); // its store may be gone: that is the point
      await running.clock.jump({ minutes: Math.floor(random() * 300) });
    }
    const last = await open();
    await until(async () => !(await lagging(last)), "the last gaps to be booked");
    const total = await expectAgreement(last, `seed ${seed}, the end`);
    expect(told).toBeGreaterThan(10);
    expect(total.entries).toBeGreaterThan(5);
    await last.clock.advance(10_000);
    await last.stop("once more");
    expect(await expectAgreement(await open(), `seed ${seed}, read again`)).toEqual(total);
  } finally {
    await kernel?.stop("The test is over.").catch(() => undefined); // a house that was killed has stopped
    await rm(project, { recursive: true, force: true });
  }
});

/** Whether something is still to be booked. */
async function lagging(kernel: TestKernel): Promise<boolean> {
  const records = await kernel.service(Sessions).list();
  const { total } = await kernel.service(Quota).usage({ since: 0 });
  return total.inputTokens !== records.reduce((sum, { inputTokens }) => sum + inputTokens, 0);
}
