import { channelCases, describeChannelContract, runChannelCase } from "@instar/testing/channel-contract";
import { describe, test } from "vitest";
import { checkOptOuts } from "../src/channel-contract/opt-outs.ts";
import { changedChannel } from "./fixtures/changed-channel.ts";
import { makeKilledTinyChat, makeTinyChat } from "./fixtures/tiny-chat-harness.ts";

describeChannelContract("tiny-chat", makeKilledTinyChat);

describe("a poorer tiny-chat, with every opt-out", () => {
  const make = makeTinyChat((plugin) => changedChannel(plugin, ({ typing: _typing, find: _find, plain: _plain, ...channel }) => channel), {
    listener: "one for all",
    harness: {
      conversations: ["room-a"],
      optOut: ["second-conversation", "quotes", "typing", "formatting", "readback", "exclusive", "bots", "service-events"],
    },
  });
  /** What is asked differently of those who opted out. */
  const different = ["C2", "C6", "C17", "C21", "C23", "C24", "C27", "C29", "C33", "C38"];

  for (const channelCase of channelCases.filter(({ id }) => different.includes(id)))
    test(`${channelCase.id}: ${channelCase.title}`, () => runChannelCase(channelCase, make), 120_000);
  test("its opt-outs are true", () => checkOptOuts(make));
});
