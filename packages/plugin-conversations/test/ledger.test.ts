import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { definePlugin } from "@instar/kernel";
import { Store } from "@instar/kernel/contracts";
import store from "@instar/plugin-store";
import { createTestKernel } from "@instar/testing";
import { expect, test } from "vitest";
import { z } from "zod";
import { createLedger } from "../src/ledger.ts";
import { createIds } from "../src/message-id.ts";

test("rows since a time are found without reading what is older, however rare the wanted state is", async () => {
  const project = await mkdtemp(path.join(os.tmpdir(), "instar-ledger-"));
  let rows: Store | undefined;
  const reader = definePlugin({ api: 1, name: "reader", needs: { store: Store }, setup: ({ services }) => void (rows = services.store) })();
  const kernel = await createTestKernel([store(), reader], { project });
  let read = 0;
  const schema = z.object({ id: z.string(), state: z.string() }).transform((row) => {
    read++;
    return row;
  });
  const records = (rows as unknown as Store).records("rows", { version: 1, schema });
  const ledger = createLedger(
    records,
    ({ state }) => state === "open",
    () => [],
  );
  let now = 1_000_000;
  const ids = createIds({ now: () => now } as never);
  const made = Array.from({ length: 3_000 }, (_, index) => {
    now = 1_000_000 + index * 1_000;
    return { id: ids.next(), state: index % 100 === 0 ? "refused" : "answered" };
  });
  await (rows as unknown as Store).commit(made.flatMap((row) => ledger.write(row)));
  read = 0;
  const since = 1_000_000 + 2_900 * 1_000;
  expect(await ledger.list({ states: ["refused"], since, limit: 1_000 })).toEqual([made[2_900]]);
  expect(read).toBeLessThan(200);
  const open = { id: ids.next(), state: "open" };
  await (rows as unknown as Store).commit(ledger.write(open));
  expect(await ledger.list({ limit: 1 })).toEqual([open]);
  await ledger.load();
  expect(await ledger.list({ limit: 2 })).toEqual([open, made.at(-1)]);
  await kernel.stop("The test is over.");
  await rm(project, { recursive: true, force: true });
});
