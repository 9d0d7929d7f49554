import { describeChannelContract } from "@instar/testing/channel-contract";
import { changedChannel } from "./fixtures/changed-channel.ts";
import { makeKilledTinyChat, makeTinyChat } from "./fixtures/tiny-chat-harness.ts";

describeChannelContract("tiny-chat", makeKilledTinyChat);

describeChannelContract(
  "a poorer tiny-chat, with every opt-out",
  makeTinyChat((plugin) => changedChannel(plugin, ({ typing: _typing, find: _find, plain: _plain, ...channel }) => channel), {
    listener: "one for all",
    harness: {
      conversations: ["room-a"],
      optOut: ["second-conversation", "quotes", "typing", "formatting", "readback", "exclusive", "bots", "service-events"],
    },
  }),
);
