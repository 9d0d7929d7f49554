import { defineCommand } from "@instar/kernel/command";
import { AccessDesk } from "@instar/plugin-access/contract";
import { Telegram } from "../contract.ts";
import { TelegramError } from "../errors.ts";
import { ownersOn } from "../terminal/who-may-speak.ts";

export default defineCommand({
  summary: "Try the way to Telegram and back: the token, listening, rights, and a silent message that is taken away again",
  flags: { to: { description: "a person's number, a group's, or a topic's as -1001234567890/12 (default: the first owner)" } },
  async run({ flags, service, print }) {
    const telegram = await service(Telegram);
    const to = flags.to ?? ownersOn(await (await service(AccessDesk)).trusted())[0];
    if (to === undefined) throw TelegramError.NO_OWNER();
    const steps = await telegram.test(to);
    const lines = steps.flatMap(({ ok, text, hint }) => [`${ok ? "✓" : "✗"} ${text}`, ...(hint === undefined ? [] : [`  ${hint}`])]);
    const passed = steps.every(({ ok }) => ok);
    print({ to, passed, steps }, [...lines, passed ? `Everything works, to ${to} and back.` : "Mend what has a cross, and try again."].join("\n"));
    return passed ? 0 : 1;
  },
});
