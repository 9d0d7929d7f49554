import { defineCommand } from "@instar/kernel/command";
import { Safety } from "../contract.ts";
import { pausedSentence } from "../stop/describe-stop.ts";

export default defineCommand({
  summary: "Interrupt everything and let nothing begin until `instar resume`",
  async run({ service, print }) {
    const state = await (await service(Safety)).pause("terminal");
    print(state, `${pausedSentence(state)} Messages wait; \`instar resume\` takes them up.`);
  },
});
