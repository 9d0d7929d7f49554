import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { type Address, definePlugin } from "@instar/kernel";
import { Store } from "@instar/kernel/contracts";
import type { HistoryAsked, InboxRow, OutboxRow, Said } from "@instar/plugin-conversations/contract";
import store from "@instar/plugin-store";
import { createTestKernel } from "@instar/testing";
import { expect, test } from "vitest";
import { anyOf, randomFrom } from "../../../testing/src/seeded-random.ts";
import { createHistory } from "../../src/history/history.ts";
import { createTalkIndex, talkShape } from "../../src/history/talk-index.ts";
import { createLedger } from "../../src/ledger.ts";
import { createIds } from "../../src/message-id.ts";
import { inboxShape, outboxShape } from "../../src/rows.ts";

const places: readonly Address[] = ["a", "b"].flatMap((conversation) => [
  { channel: "one", conversation },
  { channel: "one", conversation, thread: "7" },
  { channel: "two", conversation },
]);
const files = ["-", "plan.pdf"];

/** Rows as the house writes them, some of them still open, of fifty things that were said. */
async function writeRows(rows: Store, seed: number, now: () => number, pass: (ms: number) => Promise<void>) {
  const random = randomFrom(seed);
  const pick = <T>(of: readonly T[]): T => anyOf(random, of);
  const ids = createIds({ now } as never);
  const index = createTalkIndex(rows.records("talk", talkShape));
  const inbox = createLedger(
    rows.records("inbox", inboxShape),
    ({ state }) => state === "accepted",
    (row, former) => (former ? [] : [index.write(row.address, row.id, "in")]),
  );
  const outbox = createLedger(
    rows.records("outbox", outboxShape),
    ({ state }) => state === "pending",
    (row, former) => (former || row.part.index > 0 ? [] : [index.write(row.address, row.reply, "out")]),
  );
  const all: { readonly id: string; readonly address: Address; readonly text: string }[] = [];
  const ops = [];
  for (let turn = 0; turn < 50; turn++) {
    if (random() < 0.5) await pass(Math.floor(random() * 5_000));
    const [id, address, text] = [ids.next(), pick(places), `${turn} ${pick(["red", "green", "blue"])}`];
    if (random() < 0.5) {
      const row: InboxRow = {
        id,
        key: id,
        address,
        from: { id: "7", trust: "owner" },
        text,
        at: 0,
        acceptedAt: now(),
        state: pick(["accepted", "answered"]),
        attempt: 1,
      };
      ops.push(...inbox.write(row));
      all.push({ id, address, text });
    } else {
      const parts = 1 + Math.floor(random() * 12);
      const texts = Array.from({ length: parts }, (_, part) => (part === 0 ? text : `part ${part}`));
      for (const [part, words] of texts.entries()) {
        const body = { text: words, ...(pick(files) === "plan.pdf" && { file: "/x/plan.pdf" }) };
        const row: OutboxRow = {
          id: `${id}/${part}`,
          reply: id,
          address,
          part: { index: part, body },
          parts,
          answers: [],
          state: pick(["pending", "delivered"]),
          attempt: 1,
          notBefore: 0,
          createdAt: now(),
        };
        ops.push(...outbox.write(row));
      }
      all.push({ id, address, text: texts.join("\n\n") });
    }
  }
  await rows.commit(ops);
  const routes = { load: async () => undefined, home: (address: Address) => address };
  return { all, random, pick, open: (mostRows: number) => createHistory({ store: rows, inbox, outbox, index, routes, mostRows }) };
}

test("however pages are asked for, and however little one question may look at, together they are everything that was said, once and in order", async () => {
  const project = await mkdtemp(path.join(os.tmpdir(), "instar-history-"));
  for (const seed of [1, 2]) {
    let rows: Store | undefined;
    const reader = definePlugin({ api: 1, name: `reader-${seed}`, needs: { store: Store }, setup: ({ services }) => void (rows = services.store) })();
    await using kernel = await createTestKernel([store(), reader], { project });
    const { clock } = kernel;
    const { all, random, pick, open } = await writeRows(rows as Store, seed, clock.now, (ms) => clock.jump({ ms }));

    const everything = async (ask: (before: HistoryAsked) => Promise<{ said: readonly Said[]; next?: string }>, newestFirst: boolean) => {
      const found: Said[] = [];
      let before: string | undefined;
      for (let asked = 0; asked < 2_000; asked++) {
        const { said, next } = await ask(before === undefined ? {} : { before });
        found.push(...(newestFirst ? said : said.toReversed()));
        if (next === undefined) return found.toReversed().map(({ id, text }) => ({ id, text }));
        expect(before === undefined || next < before).toBe(true);
        before = next;
      }
      throw new Error("It does not end.");
    };
    for (let round = 0; round < 6; round++) {
      const history = open(pick([2, 9, 40, 10_000]));
      const limit = 1 + Math.floor(random() * 30);
      const where: HistoryAsked = pick([{}, { channel: "one" }, { address: pick(places) }]);
      const expected = all
        .filter(
          ({ address }) => (where.channel === undefined || address.channel === where.channel) && (where.address === undefined || address === where.address),
        )
        .map(({ id, text }) => ({ id, text }));
      expect(await everything((before) => history.history({ ...where, ...before, limit }), false)).toEqual(expected);
      const red = expected.filter(({ text }) => /red/.test(text));
      expect(await everything((before) => history.search({ words: "RED", ...where, ...before, limit }), true)).toEqual(red);
    }
    const { in: messages, out: replies, complete } = await open(1).figures("one");
    const count = (states: Readonly<Record<string, number>>) => Object.values(states).reduce((sum, each) => sum + each, 0);
    expect(count(messages) + count(replies)).toBe(all.filter(({ address }) => address.channel === "one").length);
    expect(complete).toBe(true);
  }
  await rm(project, { recursive: true, force: true });
});
