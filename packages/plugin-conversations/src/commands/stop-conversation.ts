import type { HouseCommand } from "./house-command.ts";

/** Ends the turn, and drops what waits. */
export const stopConversation: HouseCommand = async ({ conversation }) => {
  const { running, waiting } = await conversation.stop("Stopped on request.");
  if (running + waiting === 0) return "Nothing was running.";
  return waiting === 0 ? "Stopped." : `Stopped, and ${waiting} waiting ${waiting === 1 ? "message" : "messages"} dropped.`;
};
