import path from "node:path";
import { systemClock } from "@instar/kernel";
import { openStore } from "@instar/plugin-store";
import { expect, test } from "vitest";
import { z } from "zod";
import { createHouse, until } from "./house.ts";

/** As version 0.1.0 wrote it: a part's body could be bare text, or whatever a channel had planned. */
const written = (id: string, body: unknown) => ({
  id: `${id}/0`,
  reply: id,
  address: { channel: "scripted-chat", conversation: "main" },
  part: { index: 0, body },
  parts: 1,
  answers: [],
  state: "pending",
  attempt: 0,
  notBefore: 0,
  createdAt: 0,
});

test("parts that an earlier version planned and did not send are sent", async () => {
  await using house = await createHouse();
  const kernel = await house.open({ now: 0 });
  const file = path.join(kernel.project, ".instar", "instar.db");
  await kernel.stop("Something is left over.");
  const disk = await openStore({ file, clock: systemClock });
  const rows = disk.store("conversations").records("outbox", { version: 1, schema: z.json() });
  const left = [written("00000000-0001-7000-8000-000000000001", "bare text"), written("00000000-0001-7000-8000-000000000002", { html: "<b>marked</b>" })];
  await disk.store("conversations").commit(left.map((row) => rows.put(`open/${row.id}`, row as z.output<ReturnType<typeof z.json>>)));
  await disk.close();
  await house.open();
  await until(async () => (await house.conversations().outbox({ states: ["delivered"] })).length === 2);
  expect(house.chat.sent.map(({ text }) => text)).toEqual(["bare text", ""]);
  expect((await house.conversations().outbox()).map(({ state, part }) => [state, part.body])).toEqual([
    ["delivered", { text: "", html: "<b>marked</b>" }],
    ["delivered", { text: "bare text" }],
  ]);
});
