import { expect, test } from "vitest";
import { createHouse, until } from "./house.ts";

const picture = (id: string, album = "a1") => ({ key: id, album, files: [{ id, kind: "photo" as const }] });
type House = Awaited<ReturnType<typeof createHouse>>;
const arrived = async (house: House, count: number) => until(async () => (await house.conversations().inbox()).length === count);

function contents(house: House, ...ids: string[]) {
  for (const id of ids) house.chat.contents.set(id, id);
}

test("an album is one turn, which begins when nothing more of it has come for a second", async () => {
  await using house = await createHouse();
  await house.open();
  contents(house, "p1", "p2", "p3");
  await house.chat.say("our holidays", picture("p1"));
  await house.clock.advance(900);
  await house.chat.say("", picture("p2"));
  await house.clock.advance(900);
  await house.chat.say("", picture("p3"));
  expect(house.agent.inputs).toHaveLength(0);
  await house.clock.advance(1_000);
  await until(() => house.chat.sent.length === 1);
  expect(house.agent.inputs).toHaveLength(1);
  expect(house.agent.inputs[0]).toMatchObject({ text: "our holidays" });
  expect(house.agent.inputs[0]?.attachments).toHaveLength(3);
  const [third, second, first] = await house.conversations().inbox();
  expect(first).toMatchObject({ key: "p1", state: "answered" });
  for (const row of [second, third]) expect(row).toMatchObject({ state: "merged", mergedInto: first?.id });
  expect(await house.conversations().repliesTo(second?.id ?? "")).toHaveLength(1);
});

test("two albums and another message keep their order", async () => {
  await using house = await createHouse({ agent: { steer: false } });
  await house.open();
  contents(house, "p1", "p2", "q1");
  await house.chat.say("one", picture("p1"));
  await house.chat.say("text");
  await house.chat.say("two", picture("p2"));
  await house.chat.say("other", picture("q1", "a2"));
  await house.clock.advance(1_000);
  await until(() => house.chat.sent.length === 3);
  expect(house.agent.inputs.map(({ text }) => text)).toEqual(["one\ntwo", "text", "other"]);
});

test("an album that was cut off by a restart is still one turn", async () => {
  await using house = await createHouse();
  await house.open();
  contents(house, "p1", "p2");
  await house.chat.say("one", picture("p1"));
  await arrived(house, 1);
  await house.reopen();
  await house.chat.say("two", picture("p2"));
  await house.chat.say("two", picture("p2"));
  await house.clock.advance(1_000);
  await until(() => house.chat.sent.length === 1);
  expect(house.agent.inputs.map(({ text }) => text)).toEqual(["one\ntwo"]);
  expect(await house.conversations().inbox()).toHaveLength(2);
});

test("what comes later than the turn began joins it like any message", async () => {
  await using house = await createHouse();
  await house.open();
  contents(house, "p1", "p2");
  let release: () => void = () => undefined;
  house.agent.respond(async ({ inputs }) => {
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    return inputs.map(({ text }) => text).join(" and ");
  });
  await house.chat.say("one", picture("p1"));
  await house.clock.advance(1_000);
  await until(() => house.agent.inputs.length === 1);
  await house.chat.say("late", picture("p2"));
  await house.clock.advance(1_000);
  await until(() => house.agent.inputs.length === 2);
  release();
  await until(() => house.chat.sent.length === 1);
  expect(house.chat.sent[0]?.text).toBe("one and late");
});

test("an album that goes on and on begins all the same, and /stop takes what was gathered", async () => {
  await using house = await createHouse();
  await house.open();
  house.agent.respond(() => "Nice.");
  for (let index = 0; index < 13; index++) {
    await house.chat.say(`${index}`, { key: `p${index}`, album: "long" });
    await house.clock.advance(900);
  }
  await until(() => house.agent.inputs.length >= 1);
  await house.clock.advance(1_000);
  await until(async () => (await house.conversations().status()).open === 0);
  await house.chat.say("x", { key: "x", album: "stopped" });
  await house.chat.say("/stop");
  await until(async () => (await house.conversations().message("scripted-chat:x"))?.state === "failed");
});
