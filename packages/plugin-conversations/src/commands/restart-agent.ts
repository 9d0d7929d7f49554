import { addressKey } from "../address-key.ts";
import type { CommandDoors, HouseCommand } from "./house-command.ts";
import { goesOn, quoteTurn } from "./interrupt-turn.ts";

const reason = "The agent was restarted on request.";

/** Ends the agent's process, also one that hangs; with its past it begins again for what waits, else at the next message. */
export function restartAgent({ house: { sessions } }: CommandDoors): HouseCommand {
  return async ({ conversation }) => {
    const key = addressKey(conversation.address);
    const lived = sessions.find(key) !== undefined;
    const { interrupted } = await conversation.interrupt(reason, "restart");
    await sessions.park(key, reason);
    const record = await sessions.record(key);
    const turn = interrupted.length === 0 ? [] : [`Interrupted: ${quoteTurn(interrupted)}; send it again if it still matters.`];
    if (!record) return "There is no agent here yet; your next message begins one.";
    const what = lived ? "The agent's process has ended." : "No process of the agent was running.";
    const next = conversation.waiting === 0 ? ["It goes on with its past at your next message."] : ["It begins again with its past.", ...goesOn(conversation)];
    return [...turn, what, ...next].join(" ");
  };
}
