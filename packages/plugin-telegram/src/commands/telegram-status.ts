import { defineCommand } from "@instar/kernel/command";
import { AccessDesk } from "@instar/plugin-access/contract";
import { Telegram, type TelegramCheck } from "../contract.ts";
import { describeState } from "../terminal/describe-bot.ts";
import { isRunning } from "../terminal/is-running.ts";
import { groupsOn, knownOn, ownersOn } from "../terminal/who-may-speak.ts";

export default defineCommand({
  summary: "Say how the bot is: listening, limits, topics, groups and rights, who may speak; exit code 3 when the agent does not run",
  async run({ service, print }) {
    // With nobody running, Telegram is asked from here
    const running = await isRunning(service);
    const [telegram, access] = [await service(Telegram), await service(AccessDesk)];
    const [state, trusted, letIn] = await Promise.all([telegram.state(), access.trusted(), access.groups()]);
    const looked: { readonly check?: TelegramCheck; readonly failed?: string } = await telegram.check().then(
      (check) => ({ check }),
      (error: Error & { readonly hint?: string }) => ({ failed: [error.message, error.hint].filter(Boolean).join(" ") }),
    );
    const speakers = { owners: ownersOn(trusted), known: knownOn(trusted), groups: groupsOn(letIn) };
    print(
      { running, ...state, ...looked.check, ...(looked.failed !== undefined && { failed: looked.failed }), speakers },
      describeState(state, { ...looked, speakers }),
    );
    return running ? 0 : 3;
  },
});
