import { defineCommand } from "@instar/kernel/command";
import { Who } from "../contract.ts";

export default defineCommand({
  summary: "List who wrote lately, the latest first",
  flags: { channel: { description: "only this channel" } },
  async run({ flags, service, print }) {
    const writers = await (await service(Who)).list(flags.channel);
    const shown = writers.map(({ who, channel, messages, lastAt }) => ({ who, channel, messages, last: new Date(lastAt).toISOString() }));
    print(shown, shown.length === 0 ? "Nobody wrote yet; `instar status` shows which channels are open." : undefined);
  },
});
