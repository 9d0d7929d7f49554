import { describeChannelContract, type MakeChannelHarness } from "@instar/testing/channel-contract";
import tinyChat from "./fixtures/tiny-chat.ts";
import { startTinyChat, token } from "./fixtures/tiny-chat-service.ts";

export const makeTinyChat: MakeChannelHarness = async ({ clock }) => {
  const service = await startTinyChat(clock);
  const options = { server: service.url, token, pollMs: 200 };
  return { ...service, plugin: tinyChat(options), module: { file: new URL("./fixtures/tiny-chat.ts", import.meta.url), options: { ...options, pollMs: 50 } } };
};

describeChannelContract("tiny-chat", makeTinyChat);
