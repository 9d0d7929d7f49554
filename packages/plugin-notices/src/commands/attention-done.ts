import { defineCommand } from "@instar/kernel/command";
import { changeItem } from "../attention-commands.ts";
import { Notices } from "../contract.ts";

export default defineCommand({
  args: { id: { required: true, description: "the item's number" } },
  async run({ args, service, print }) {
    const item = await changeItem(await service(Notices), args.id, "done");
    print(item, `Done: ${item.title}`);
  },
});
