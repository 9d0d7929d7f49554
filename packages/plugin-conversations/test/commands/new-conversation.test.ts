import { sendFailed } from "@instar/kernel/contracts";
import { expect, test } from "vitest";
import { createFaultyStore } from "../faulty-store.ts";
import { createHouse, until } from "../house.ts";

type House = Awaited<ReturnType<typeof createHouse>>;
const texts = ({ chat }: House, thread?: string) => chat.sent.filter((part) => part.thread === thread).map(({ text }) => text);

test("/new NAME opens one thread of that name with a conversation of its own, says a word there, and leaves this conversation as it is", async () => {
  await using house = await createHouse({ channel: { threads: "open" } });
  await house.open();
  let answer = (_text: string) => {};
  house.agent.respond(() => new Promise<string>((resolve) => (answer = resolve)));
  await house.chat.say("work");
  await until(() => house.agent.inputs.length === 1);
  await house.chat.say("/new  Trip\nto Rome", { key: "trip" });
  await house.chat.say("/new  Trip\nto Rome", { key: "trip" });
  await until(() => house.chat.sent.length === 2);
  expect(texts(house)).toEqual(["Opened Trip to Rome; write there."]);
  expect(texts(house, "thread-1")).toEqual(["Trip to Rome begins here: what you write here is a conversation of its own."]);
  answer("done");
  await until(() => texts(house).includes("done"));
  expect(house.chat.threads.size).toBe(1);
});

test("a house that dies before it knows of the thread that it opened opens no other, and answers once", async () => {
  const disk = createFaultyStore();
  await using house = await createHouse({ channel: { threads: "find" }, store: disk.plugin });
  await house.open();
  const release = house.chat.pause();
  await house.chat.say("/new Trip");
  await until(() => house.chat.opening === 1);
  await house.crash(async () => {
    await disk.drop();
    release();
    await until(() => house.chat.threads.size === 1);
  });
  await until(() => house.chat.sent.length === 2);
  expect([...house.chat.threads.values()]).toHaveLength(1);
  expect([texts(house), texts(house, "thread-1")]).toEqual([["Opened Trip; write there."], [expect.stringMatching(/^Trip begins here/)]]);
});

test("where no thread can be opened, the answer says so, and why", async () => {
  await using plain = await createHouse();
  await plain.open();
  await plain.chat.say("/new Trip");
  await until(() => plain.chat.sent.length === 1);
  expect(texts(plain)).toEqual(["There are no threads on this channel, so none was opened. /new alone begins a new conversation here."]);

  await using house = await createHouse({ channel: { threads: "open" } });
  await house.open();
  house.chat.fail({ outcome: "not-sent", next: "never" });
  await house.chat.say("/new Trip");
  await until(() => house.chat.sent.length === 1);
  const { message } = sendFailed("The service refused the thread.", { outcome: "not-sent", next: "never" });
  expect(texts(house)).toEqual([`Trip could not be opened. ${message} /new alone begins a new conversation here.`]);
});
