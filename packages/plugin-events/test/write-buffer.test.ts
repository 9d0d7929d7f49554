import type { HouseEvent, Op } from "@instar/kernel/contracts";
import { createManualClock, settle } from "@instar/testing";
import { expect, test } from "vitest";
import { createWriteBuffer } from "../src/write-buffer.ts";

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const event = (type: string): HouseEvent => ({ type, about: {}, text: "It happened." });

test.each([1, 700, 1_200])("what was recorded before a flush is written when it resolves, however much is recorded meanwhile: %i events", async (before) => {
  const written: string[] = [];
  let busy = true;
  const buffer = createWriteBuffer({
    clock: createManualClock(),
    log: quiet,
    append: ({ type }) => ({ op: type }) as Op,
    async commit(ops) {
      if (busy) buffer.record(event("test.meanwhile"));
      await settle(1);
      written.push(...ops.map(({ op }) => op));
    },
  });
  for (let count = 0; count < before; count++) buffer.record(event("test.before"));
  const flushed = buffer.flush().then(() => written.filter((type) => type === "test.before").length);
  const late = settle(200).then(() => "still flushing");
  expect(await Promise.race([flushed, late])).toBe(before);
  busy = false;
  await buffer.close();
  expect(written.length).toBeGreaterThan(before);
});
