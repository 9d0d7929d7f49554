import path from "node:path";
import type { systemClock } from "@instar/kernel";
import { openStore } from "@instar/plugin-store";
import { expect, test } from "vitest";
import { z } from "zod";
import { createIds, newestFirst } from "../../src/message-id.ts";
import { createHouse, until } from "../house.ts";

const address = { channel: "scripted-chat", conversation: "main" };
const dayMs = 86_400_000;

test("what was said before there was an index is read with its conversation, and is not looked for twice", async () => {
  await using house = await createHouse();
  const kernel = await house.open({ now: 50 * dayMs });
  const file = path.join(kernel.project, ".instar", "instar.db");
  await kernel.stop("It is replaced by a newer version.");
  const disk = await openStore({ file, clock: kernel.clock });
  const store = disk.store("conversations");
  const [inbox, outbox] = ["inbox", "outbox"].map((name) => store.records(name, { version: 1, schema: z.json() })) as [
    ReturnType<typeof store.records>,
    ReturnType<typeof store.records>,
  ];
  const ids = createIds({ now: () => 49 * dayMs } as typeof systemClock);
  const ops = Array.from({ length: 120 }, (_, index) => {
    const [id, reply] = [ids.next(), ids.next()];
    const ended = { address, attempt: 1, endedAt: 49 * dayMs };
    const from = { id: "owner", trust: "owner" };
    const part = { index: 0, body: { text: `answer ${index}` } };
    return [
      inbox.put(`done/${newestFirst(id)}`, { ...ended, id, key: id, from, text: `question ${index}`, at: 0, acceptedAt: 0, state: "answered" }),
      outbox.put(`done/${newestFirst(`${reply}/0`)}`, {
        ...ended,
        id: `${reply}/0`,
        reply,
        part,
        parts: 1,
        answers: [id],
        state: "delivered",
        notBefore: 0,
        createdAt: 0,
      }),
    ];
  }).flat();
  await store.commit(ops);
  await disk.close();

  await house.open();
  const said = async () => (await house.conversations().history({ address, limit: 200 })).said.map(({ text }) => text);
  await until(async () => (await said()).length === 200, "the rows");
  expect((await said()).slice(-2)).toEqual(["question 119", "answer 119"]);
  await house.reopen();
  expect(await said()).toHaveLength(200);
  const stopped = await house.reopen();
  await stopped.stop("It is looked into.");
  const again = await openStore({ file, clock: kernel.clock });
  const filled = again.store("conversations").records("talk-filled", { version: 1, schema: z.number() });
  expect((await filled.get("all"))?.value).toBe(50 * dayMs);
  await again.close();
});

test("a message is found in its conversation for as long as it is kept, also when it was taken up again late", async () => {
  let fails = true;
  await using house = await createHouse();
  await house.open();
  house.agent.respond(() => (fails ? { error: { kind: "model", text: "Not now." } } : "the answer"));
  await house.chat.say("question");
  await until(async () => (await house.conversations().outbox({ states: ["delivered"] })).length === 1);
  await house.clock.jump({ ms: 28 * dayMs });
  fails = false;
  const [failed] = await house.conversations().inbox();
  expect(await house.conversations().retry(failed?.id ?? "")).toBe(true);
  await until(async () => (await house.conversations().outbox({ states: ["delivered"] })).some(({ part }) => part.body.text === "the answer"));
  await house.clock.jump({ ms: 20 * dayMs });
  expect((await house.conversations().history({ address })).said.map(({ text }) => text)).toEqual(["question", "the answer"]);
  await house.clock.jump({ ms: 12 * dayMs });
  expect((await house.conversations().history({ address })).said).toEqual([]);
});
