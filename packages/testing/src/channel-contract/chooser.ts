import { definePlugin, type Plugin } from "@instar/kernel";
import { ChatCommands } from "@instar/kernel/contracts";

/** Brings `/choose`, an owner's command: what was chosen is added to the list. */
export const chooser = (chosen: string[]): Plugin =>
  definePlugin({
    api: 1,
    name: "chooser",
    setup({ contribute }) {
      contribute(ChatCommands, {
        name: "choose",
        summary: "chooses something",
        access: "owner",
        async run({ words }) {
          chosen.push(words);
          return `You chose ${words}.`;
        },
      });
    },
  })();
