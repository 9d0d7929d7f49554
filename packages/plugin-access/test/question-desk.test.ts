import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { openStore } from "@instar/plugin-store";
import { createManualClock, settle } from "@instar/testing";
import { expect, test } from "vitest";
import { createQuestionDesk } from "../src/question-desk.ts";
import { questionShape } from "../src/stored-question.ts";

const minute = 60_000;
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const asking = { what: 'Bash {"command":"ls"}', why: "It could do harm.", by: ["cautious: ask"], deadlineMs: 10 * minute, binds: "d1" };

/** A desk on a real store whose disk can be full. */
async function openDesk() {
  const folder = await mkdtemp(path.join(os.tmpdir(), "instar-questions-"));
  const clock = createManualClock();
  const opened = await openStore({ file: path.join(folder, "instar.db"), clock });
  const real = opened.store("approvals");
  const disk = { full: false };
  const store: typeof real = {
    ...real,
    async commit(ops) {
      if (disk.full) throw new Error("The disk is full.");
      return real.commit(ops);
    },
  };
  const said: string[] = [];
  const conversations = {
    inbox: async () => [],
    async tell({ text }: { text: string }) {
      said.push(text);
      return { channel: "local", conversation: "main" };
    },
  };
  const records = store.records("questions", questionShape);
  const desk = createQuestionDesk({ maxOpen: 5, records, store, conversations, access: undefined, events: undefined, clock, log: quiet });
  return {
    clock,
    desk,
    disk,
    said,
    states: async () => (await desk.list({ all: true })).map(({ state }) => state),
    async [Symbol.asyncDispose]() {
      desk[Symbol.dispose]();
      await opened[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

test("the end of a question that a full disk refused is written, and said, when there is room again", async () => {
  await using house = await openDesk();
  const given = house.desk.request(asking);
  await settle(20);
  house.disk.full = true;
  await house.clock.advance(10 * minute);
  expect(await given).toBe("expired");
  expect(await house.states()).toEqual(["open"]);
  house.disk.full = false;
  await house.clock.advance(minute);
  await settle(20);
  expect(await house.states()).toEqual(["expired"]);
  expect(house.said.at(-1)).toMatch(/has expired/);
  expect(house.clock.pending).toBe(0);
});

test("an answer that a full disk refused may be given again, and leaves no timer behind", async () => {
  await using house = await openDesk();
  const given = house.desk.request(asking);
  await settle(20);
  const [question] = house.desk.open;
  house.disk.full = true;
  for (let times = 0; times < 3; times++) await expect(house.desk.answer(question?.id as string, "yes", "local:owner")).rejects.toThrow("full");
  house.disk.full = false;
  expect(await house.desk.answer(question?.id as string, "yes", "local:owner")).toMatchObject({ state: "yes" });
  expect(await given).toBe("yes");
  expect(house.clock.pending).toBe(0);
});
