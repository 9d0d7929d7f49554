import type { Meeting } from "./meeting.ts";

/** Waits for the first answer to one of these messages to arrive; its text. */
export async function waitForReply(
  { conversations, clock }: Pick<Meeting, "conversations" | "clock">,
  ids: readonly string[],
  { waitMs, signal }: { readonly waitMs: number; readonly signal: AbortSignal },
): Promise<string | undefined> {
  const until = clock.now() + waitMs;
  while (clock.now() < until) {
    for (const id of ids) {
      const [first] = await conversations.repliesTo(id);
      if (first?.state === "delivered") return first.part.body.text;
    }
    await clock.sleep(250, signal);
  }
  return undefined;
}
