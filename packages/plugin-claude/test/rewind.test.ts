import { randomUUID } from "node:crypto";
import type { Session, Snapshot } from "@instar/kernel/contracts";
import { fakeClaudeExecutable } from "@instar/testing/fake-claude";
import { useShell } from "@instar/testing/model-endpoint";
import { expect, test } from "vitest";
import { planRewind } from "../src/plan-rewind.ts";
import { type House, markOf, openHouse, snapshotOf, type TestHost, testHost } from "./harness.ts";

async function say(session: Session, host: TestHost, text: string): Promise<string> {
  const id = randomUUID();
  await session.send({ id, text });
  await host.turn(id);
  return id;
}

/** A parked session with these turns: its snapshot, and the ids of what was said. */
async function talked(house: House, words: readonly string[], from?: Snapshot): Promise<{ snapshot: Snapshot; ids: readonly string[] }> {
  const host = testHost();
  const session = await house.open(host, from === undefined ? {} : { from });
  const ids: string[] = [];
  for (const word of words) ids.push(await say(session, host, word));
  return { snapshot: (await session.stop(5_000)) ?? snapshotOf(host), ids };
}

/** What the model is sent of the conversation, when the session goes on from here. */
async function sent(house: House, from: Snapshot, text: string): Promise<{ readonly text: string; readonly snapshot: Snapshot }> {
  const before = house.endpoint.requests.length;
  const { snapshot } = await talked(house, [text], from);
  return { text: house.endpoint.requests[before]?.messages.map(({ content }) => JSON.stringify(content)).join("\n") ?? "", snapshot };
}

const rewound = (house: House, snapshot: Snapshot, turns: number) => house.driver.rewind?.(snapshot, turns) as Promise<Snapshot>;

test("what was taken back is not sent to the model, and the rest is", async () => {
  await using house = await openHouse();
  house.endpoint.script("answer one", useShell("echo TOOL-OUTPUT"), "answer two", "answer three");
  const { snapshot, ids } = await talked(house, ["say ONE", "say TWO", "say THREE"]);
  const back = await rewound(house, snapshot, 2);

  expect(await house.driver.inspect(back, ids[0] as string)).toEqual({ answered: "answer one" });
  expect(await Promise.all(ids.slice(1).map((id) => house.driver.inspect(back, id)))).toEqual(["absent", "absent"]);
  const after = await sent(house, back, "say FOUR");
  expect(after.text).toMatch(/say ONE[\s\S]*answer one[\s\S]*say FOUR/);
  expect(after.text).not.toMatch(/say TWO|TOOL-OUTPUT|answer two|say THREE|answer three/);

  // A branch of it and a resumed one know what was kept and what came after; the former session is as it was.
  expect((await sent(house, house.driver.fork?.(after.snapshot) as Snapshot, "say BRANCH")).text).toMatch(/say ONE[\s\S]*say FOUR[\s\S]*say BRANCH/);
  const resumed = await sent(house, after.snapshot, "say FIVE");
  expect(resumed.text).toMatch(/say ONE[\s\S]*say FOUR[\s\S]*say FIVE/);
  expect(resumed.text).not.toMatch(/say TWO|say BRANCH/);
  expect(await house.driver.inspect(resumed.snapshot, ids[0] as string)).toEqual({ answered: "answer one" });
  expect(await house.driver.inspect(resumed.snapshot, ids[1] as string)).toBe("absent");
  expect((await sent(house, snapshot, "say LAST")).text).toMatch(/say ONE[\s\S]*say THREE[\s\S]*say LAST/);
});

test("a rewound session can be rewound again, before and after it went on, down to nothing", async () => {
  await using house = await openHouse();
  const { snapshot } = await talked(house, ["say ONE", "say TWO", "say THREE"]);
  const twice = await rewound(house, await rewound(house, snapshot, 1), 1);
  const after = await sent(house, twice, "say FOUR");
  expect(after.text).not.toMatch(/say TWO|say THREE/);
  const again = await sent(house, await rewound(house, after.snapshot, 1), "say FIVE");
  expect(again.text).toMatch(/say ONE[\s\S]*say FIVE/);
  expect(again.text).not.toContain("say FOUR");
  const none = await sent(house, await rewound(house, again.snapshot, 2), "say SIX");
  expect(none.text).not.toMatch(/say ONE|say FIVE/);
});

test("more turns than were answered are refused, and so are turns before a compaction", async () => {
  await using house = await openHouse();
  const { snapshot } = await talked(house, ["say ONE"]);
  await expect(rewound(house, snapshot, 2)).rejects.toMatchObject({ code: "CLAUDE_TOO_FEW_TURNS" });
  const host = testHost();
  const session = await house.open(host, { from: snapshot });
  await expect(rewound(house, snapshotOf(host), 2)).rejects.toMatchObject({ code: "CLAUDE_TOO_FEW_TURNS" });
  house.endpoint.script("<summary>SHORT</summary>");
  await session.compact?.();
  await say(session, host, "say TWO");
  await session.stop(5_000);
  await expect(rewound(house, snapshotOf(host), 2)).rejects.toMatchObject({ code: "CLAUDE_TOO_FEW_TURNS" });
  const after = await sent(house, await rewound(house, snapshotOf(host), 1), "say THREE");
  expect(after.text).toMatch(/SHORT[\s\S]*say THREE/);
  expect(after.text).not.toContain("say TWO");
});

test("what was sent again under the id of what was taken back is answered", async () => {
  await using house = await openHouse();
  const { snapshot, ids } = await talked(house, ["say ONE", "say TWO"]);
  const host = testHost();
  const session = await house.open(host, { from: await rewound(house, snapshot, 1) });
  const id = ids[1] as string;
  await session.send({ id, text: "say TWO anew" });
  expect(await host.turn(id)).toMatchObject({ outcome: "done", text: "You said: say TWO anew" });
  expect(await house.driver.inspect(snapshotOf(host), id)).toEqual({ answered: "You said: say TWO anew" });
});

test.each([
  ["Claude Code", undefined],
  ["the stand-in", fakeClaudeExecutable()],
])("a branch of %s that was killed before its first message still knows the past", async (_name, executable) => {
  await using house = await openHouse(executable === undefined ? {} : { options: { executable } });
  const { snapshot, ids } = await talked(house, ["say ONE", "say TWO"]);
  for (const from of [house.driver.fork?.(snapshot) as Snapshot, await rewound(house, snapshot, 1)]) {
    const host = testHost();
    await house.open(host, { from });
    process.kill(markOf(host).pid, "SIGKILL");
    await host.wait("exit");
    expect(await house.driver.inspect(snapshotOf(host), ids[0] as string)).toMatchObject({ answered: expect.stringContaining("ONE") });
    const after = testHost();
    const session = await house.open(after, { from: snapshotOf(host) });
    const id = randomUUID();
    await session.send({ id, text: "what did I say?" });
    const { text } = await after.turn(id);
    expect(executable === undefined ? house.endpoint.requests.at(-1)?.text : text).toContain("say ONE");
    expect((snapshotOf(after).data as { session: string }).session).toBe((snapshotOf(host).data as { session: string }).session);
    await session.stop(5_000);
  }
});

test("the stand-in forgets what was taken back", async () => {
  await using house = await openHouse({ options: { executable: fakeClaudeExecutable() } });
  const { snapshot } = await talked(house, ["say ONE", "say TWO"]);
  const host = testHost();
  const session = await house.open(host, { from: await rewound(house, snapshot, 1) });
  const id = randomUUID();
  await session.send({ id, text: "what did I say?" });
  expect((await host.turn(id)).text).toBe("You said before: say ONE");
});

test("messages that were answered together are one turn, and what was never answered goes with the turn before", () => {
  const link = (uuid: string, parent: string | undefined, ...messages: string[]) => ({ uuid, ...(parent !== undefined && { parent }), messages });
  const chain = [link("a", undefined, "a"), link("x", "a"), link("b", "x", "b", "c"), link("y", "b"), link("f", "y", "f"), link("z", "f"), link("u", "z", "u")];
  const notes = [
    { type: "taken", uuid: "a", input: "one" },
    { type: "answered", inputs: ["one"], text: "1" },
    { type: "taken", uuid: "b", input: "two" },
    { type: "taken", uuid: "c", input: "three" },
    { type: "taken", uuid: "f", input: "four" },
    { type: "answered", inputs: ["two", "three", "four"], text: "2" },
    { type: "taken", uuid: "u", input: "five" },
  ] as const;
  expect(planRewind(chain, notes, 1)).toEqual({ at: "x" });
  expect(planRewind(chain, notes, 2)).toEqual({ at: "" });
  expect(planRewind(chain, notes, 3)).toEqual({ found: 2 });
});
