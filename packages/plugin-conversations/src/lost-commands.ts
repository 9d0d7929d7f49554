import type { Contributions, Logger } from "@instar/kernel";
import type { ChatCommand, HealthCheck } from "@instar/kernel/contracts";
import { ConversationsError } from "./errors.ts";
import { planCommands } from "./plan-commands.ts";

/** Names the chat commands that nobody reaches, because another keeps their name: each once in the log, and all to the doctor. */
export function createLostCommands(commands: Contributions<ChatCommand>, log: Logger) {
  const told = new Set<string>();
  const read = () =>
    planCommands(commands).lost.map((lost) => ({ ...lost, error: ConversationsError.COMMAND_TAKEN(lost.name, lost.plugin, lost.keeper ?? "the house") }));
  const tell = () => {
    for (const { name, plugin, error } of read()) {
      if (!told.has(`${plugin} ${name}`)) log.warn("A chat command is not reached.", { error });
      told.add(`${plugin} ${name}`);
    }
  };
  const health: HealthCheck = {
    id: "chat-commands",
    run() {
      const errors = read().map(({ error }) => error);
      const hint = errors[0]?.hint;
      if (errors.length === 0) return { status: "ok", summary: "Every chat command is reached." };
      return {
        status: "warn",
        summary: errors.map(({ message }) => message).join(" "),
        why: "What people write as that command does what the other plugin says.",
        ...(hint === undefined ? {} : { hint }),
      };
    },
  };
  return {
    health,
    follow() {
      tell();
      return commands.onChange(tell);
    },
  };
}
