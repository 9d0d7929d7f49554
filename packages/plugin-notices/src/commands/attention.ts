import { defineCommand } from "@instar/kernel/command";
import { itemLine } from "../attention-commands.ts";
import { Notices } from "../contract.ts";

export default defineCommand({
  flags: { all: { type: "boolean", description: "also what is done, for 30 days" } },
  async run({ flags, service, print }) {
    const notices = await service(Notices);
    const items = await notices.attention(flags.all ? { states: ["open", "acknowledged", "done"] } : {});
    const lines = items.flatMap((item) => [itemLine(item), ...(item.text === "" ? [] : [item.text.replaceAll(/^/gm, "    ")])]);
    if (items.length === 0) lines.push("Nothing waits for your attention; what is urgent is also told where you last wrote.");
    else lines.push("", "Seen: instar attention ack NUMBER. Done: instar attention done NUMBER.");
    print(items, lines.join("\n"));
  },
});
