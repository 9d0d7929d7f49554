import type { ChannelHarness } from "./harness.ts";
import type { SceneHouse } from "./scene.ts";

const lastLines = 3;

const counted = (states: readonly string[]) => {
  const counts = new Map<string, number>();
  for (const state of states) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].map(([state, count]) => `${count} ${state}`).join(", ") || "nothing";
};

async function describeHouse(house: SceneHouse): Promise<readonly string[]> {
  try {
    const { state, reason } = await house.status();
    const inbox = await house.conversations.inbox();
    const outbox = await house.conversations.outbox();
    const waiting = outbox.find((row) => row.state !== "delivered" && row.reason !== undefined);
    const complaints = house.lines.filter(({ level }) => level === "warn" || level === "error").slice(-lastLines);
    return [
      reason === undefined ? `The channel is ${state}.` : `The channel is ${state}: ${reason}`,
      `Received: ${counted(inbox.map((row) => row.state))}. To be sent: ${counted(outbox.map((row) => row.state))}${waiting === undefined ? "" : `, ${waiting.reason}`}`,
      ...complaints.map(({ level, text, fields }) => {
        const error = fields["error"];
        return `Log, ${level}: ${text}${error instanceof Error ? ` ${error.message}` : ""}`;
      }),
    ];
  } catch (error) {
    return [`The house does not say how it stands: ${(error as Error).message}`];
  }
}

/** How a scene stands where a case waits in vain, a line each: mostly it says why. */
export async function describeStanding(houses: readonly SceneHouse[], harness: ChannelHarness): Promise<readonly string[]> {
  const told = await Promise.all(houses.map(describeHouse));
  return [...told.flat(), `The service saw ${harness.sends()} sends (${harness.malformed()} refused) and ${harness.confirmed()} confirmed messages.`];
}
