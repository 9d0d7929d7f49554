import { describeChannelContract } from "@instar/testing/channel-contract";
import { makeTinyFullChat } from "./fixtures/tiny-chat-harness.ts";

describeChannelContract("tiny-full-chat", makeTinyFullChat());
