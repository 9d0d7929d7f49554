import { describeChannelContract } from "@instar/testing/channel-contract";
import { makeTelegram } from "./fixtures/telegram-harness.ts";

describeChannelContract("telegram", makeTelegram);
