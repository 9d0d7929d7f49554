import type { Logger, Reply } from "@instar/kernel";
import type { Channel, Part, PartBody } from "@instar/kernel/contracts";
import { splitText } from "./split-text.ts";

/** The house's own plan: the text in parts that fit, then the files, and the buttons under whatever is last. */
function planPlainly({ limit = Number.MAX_SAFE_INTEGER }: Channel, { text, attachments = [], buttons }: Reply): readonly Part[] {
  const texts = text === "" && attachments.length > 0 ? [] : splitText(text, limit);
  const bodies: PartBody[] = [...texts.map((part) => ({ text: part })), ...attachments.map((file) => ({ text: "", file }))];
  return bodies.map((body, index) => ({ index, body: buttons && index === bodies.length - 1 ? { ...body, buttons } : body }));
}

/** What a channel makes of a reply. One that cannot plan, or plans what cannot be stored, must not lose the answer: it goes as one part with the bare text. */
export async function planParts(channel: Channel | undefined, reply: Reply, log: Logger): Promise<readonly Part[]> {
  const bare = [{ index: 0, body: { text: reply.text } }];
  if (!channel) return bare;
  try {
    const planned = channel.plan ? await channel.plan(reply) : planPlainly(channel, reply);
    const parts = planned.map(({ body }, index) => ({ index, body: JSON.parse(JSON.stringify(body)) }));
    return parts.length > 0 ? parts : bare;
  } catch (error) {
    log.error("A channel could not plan a reply; it goes as plain text.", { channel: channel.id, error });
    return bare;
  }
}

/** The order of sending, for ids of outbox rows: by reply, then by the number of the part. */
export function byReplyAndPart(a: string, b: string): number {
  const [left, right] = [a.lastIndexOf("/"), b.lastIndexOf("/")];
  const [reply, other] = [a.slice(0, left), b.slice(0, right)];
  return reply === other ? Number(a.slice(left + 1)) - Number(b.slice(right + 1)) : reply < other ? -1 : 1;
}
