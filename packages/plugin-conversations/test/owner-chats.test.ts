import type { InboxRow } from "@instar/plugin-conversations/contract";
import { expect, test } from "vitest";
import { createOwnerChats } from "../src/owner-chats.ts";

const row = (conversation: string) =>
  ({ from: { id: "7", trust: "owner" }, address: { channel: "chat", conversation } }) satisfies Pick<InboxRow, "from" | "address"> as InboxRow;
const judge = async () => ({ id: "7", trust: "owner" as const });

test("of many conversations with owners those are told of in which one wrote last, also when the inbox could not be read at first", async () => {
  const newestFirst = Array.from({ length: 25 }, (_, index) => row(`${25 - index}`));
  let fails = true;
  const list = async () => {
    if (fails) throw new Error("The disk is busy.");
    return newestFirst;
  };
  const chats = createOwnerChats({ list }, judge, () => undefined);
  await expect(chats.of("chat")).rejects.toThrow("busy");
  fails = false;
  const of = async () => (await chats.of("chat")).map(({ conversation }) => Number(conversation)).toSorted((a, b) => a - b);
  expect(await of()).toEqual(Array.from({ length: 20 }, (_, index) => index + 6));
  chats.saw(row("1"));
  expect(await of()).toEqual([1, ...Array.from({ length: 19 }, (_, index) => index + 7)]);
});
