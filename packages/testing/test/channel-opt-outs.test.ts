import { type ChannelOptOut, channelCases } from "@instar/testing/channel-contract";
import { expect, test } from "vitest";
import { checkOptOuts } from "../src/channel-contract/opt-outs.ts";
import { makeTinyChat, makeTinyFullChat } from "./fixtures/tiny-chat-harness.ts";

const safety = ["C1", "C2", "C3", "C4", "C14", "C15", "C17", "C39"];

test("there are forty cases of one level, and nobody can opt out of those that keep people and their words safe", () => {
  expect(channelCases.map(({ id }) => id)).toEqual(Array.from({ length: 40 }, (_, index) => `C${index + 1}`));
  expect(channelCases.filter(({ level }) => level !== 1)).toEqual([]);
  expect(channelCases.filter(({ id, needs }) => safety.includes(id) && needs !== undefined)).toEqual([]);
});

test.each<ChannelOptOut>(["typing", "readback", "files-in", "files-out", "routes", "marks", "buttons", "opened-threads", "found-threads", "edits", "webhook"])(
  "a channel cannot opt out of %s, which it has",
  async (name) => {
    const make = makeTinyFullChat();
    await expect(checkOptOuts(async (given) => ({ ...(await make(given)), optOut: ["exclusive", name] }))).rejects.toThrow(/expected/);
  },
);

test("a channel that lacks something says so", async () => {
  const make = makeTinyChat();
  await expect(checkOptOuts(async (given) => ({ ...(await make(given)), optOut: ["webhook"] }))).rejects.toThrow(/expected/);
});
