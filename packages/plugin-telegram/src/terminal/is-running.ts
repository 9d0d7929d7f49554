import { type CommandContext, InstarError } from "@instar/kernel/command";
import { AccessDesk } from "@instar/plugin-access/contract";

/** Whether the agent runs, with Telegram in it or without. */
export async function isRunning(service: CommandContext["service"]): Promise<boolean> {
  try {
    await (await service(AccessDesk, { running: true })).groups();
    return true;
  } catch (error) {
    if (InstarError.is(error, "CLI_NOT_RUNNING")) return false;
    throw error;
  }
}
