import { defineCommand } from "@instar/kernel/command";
import { Http } from "../contract.ts";

export default defineCommand({
  async run({ service, print }) {
    const document = await (await service(Http)).document();
    print(document, JSON.stringify(document, null, 2));
  },
});
