import { systemClock } from "@instar/kernel";
import { defineCommand } from "@instar/kernel/command";
import { leadThrough } from "../terminal/lead-through.ts";

export default defineCommand({
  summary: "Be led from a bot's token to the first reply on your phone",
  flags: { owner: { description: "your number at Telegram, where nobody can be asked: who decides from now on" } },
  async run({ flags, service, print, ask, command, keepSecret, signal }) {
    const tell = (line: string) => void process.stderr.write(`${line}\n`);
    const { code, check, owners } = await leadThrough({ service, ask, command, keepSecret, signal, owner: flags.owner, clock: systemClock, tell });
    if (code !== 0) return code;
    print(
      { bot: check.bot, lacks: check.lacks, owners },
      `@${check.bot.username} is set up. \`instar telegram test\` tries the way there and back; \`instar telegram status\` says how it is.`,
    );
    return 0;
  },
});
