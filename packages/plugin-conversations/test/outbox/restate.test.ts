import { settle } from "@instar/testing";
import { expect, test } from "vitest";
import { createHouse, until } from "../house.ts";

const to = { channel: "scripted-chat", conversation: "main" };

/** Restates while time passes: what is on its way is waited for. */
async function restated(house: Awaited<ReturnType<typeof createHouse>>, key: string, text: string): Promise<boolean> {
  let outcome: boolean | undefined;
  void house
    .conversations()
    .restate?.(key, text)
    .then((done) => (outcome = done));
  await until(async () => {
    if (outcome === undefined) await house.clock.advance(1_000);
    return outcome !== undefined;
  });
  return outcome as unknown as boolean;
}

test("what was told is put in other words in its place, without its buttons, also after a restart and when a limit is over", async () => {
  await using house = await createHouse({ channel: { edit: true, buttons: true } });
  await house.open();
  const asked = { key: "one", text: "asked", to, buttons: [{ label: "Yes", words: "/yes" }] };
  expect(await house.conversations().tell(asked)).toEqual(to);
  expect(await house.conversations().tell(asked)).toEqual(to);
  expect(await restated(house, "one", "answered")).toBe(true);
  await house.reopen();
  expect(await restated(house, "one", "answered, and over")).toBe(true);
  house.chat.failEdits({ outcome: "not-sent", next: { afterMs: 5_000, scope: "address" } });
  expect(await restated(house, "one", "after a limit")).toBe(true);
  expect(house.chat.edits.map(({ text }) => text)).toEqual(["answered", "answered, and over", "after a limit"]);
  expect(house.chat.sent).toHaveLength(1);
});

test("what cannot be changed stays: what was never told, several messages, what the service refuses for good", async () => {
  await using house = await createHouse({ channel: { edit: true, partLength: 10 } });
  await house.open();
  expect(await restated(house, "never told", "words")).toBe(false);
  await house.conversations().tell({ key: "long", text: "one two three four five", to });
  await house.conversations().tell({ key: "short", text: "short", to });
  expect(await restated(house, "long", "words")).toBe(false);
  house.chat.failEdits({ outcome: "not-sent", next: "never" });
  expect(await restated(house, "short", "words")).toBe(false);
  expect(house.chat.edits).toEqual([]);
});

test("nothing is put in other words while a limit lasts, and one that is met so holds for what is sent, too", async () => {
  await using house = await createHouse({ channel: { edit: true } });
  await house.open();
  await house.conversations().tell({ key: "one", text: "asked", to });
  await until(async () => (await house.conversations().outbox({ states: ["delivered"] })).length === 1);
  house.chat.failEdits(
    { outcome: "not-sent", next: { afterMs: 5_000, scope: "address" } },
    { outcome: "not-sent", next: { afterMs: 5_000, scope: "address" } },
  );
  void house.conversations().restate?.("one", "answered");
  await settle(20);
  await house.conversations().tell({ key: "two", text: "news", to });
  await house.clock.advance(2_100);
  await settle(20);
  expect(house.chat.sent).toHaveLength(1);
  await house.clock.advance(3_000);
  await until(() => house.chat.sent.length === 2);
  await house.clock.advance(7_000);
  await house.clock.advance(60_000);
  await until(() => house.chat.edits.length === 1);
});
