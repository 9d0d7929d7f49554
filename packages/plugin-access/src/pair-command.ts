import type { ChatCommand } from "@instar/kernel/contracts";
import { type AccessDesk, senderName } from "./contract.ts";
import { describeTrusted } from "./describe-trusted.ts";

/** `/pair <code>`, or `/pair <code> owner`: an owner lets in whoever was given the code. */
export const pairCommand = (desk: Pick<AccessDesk, "pair">): ChatCommand => ({
  name: "pair",
  summary: "Lets in a stranger by the code that they were given: /pair <code>, or /pair <code> owner.",
  access: "owner",
  async run({ words, from, address }) {
    if (words === "") return "Write the code behind it: /pair <code>. `instar pair list` shows who waits.";
    const asOwner = /\sowner$/i.test(words);
    const code = asOwner ? words.replace(/\sowner$/i, "") : words;
    const by = senderName(address.channel, from);
    return describeTrusted(await desk.pair(code, asOwner ? "owner" : "known", { by, place: by }));
  },
});
