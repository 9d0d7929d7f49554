import type { Logger, Reply } from "@instar/kernel";
import type { Channel, Part, PartBody } from "@instar/kernel/contracts";
import { leftOutSentence, noFilesHere } from "../files/outgoing-files.ts";
import { splitMarkdown } from "../text/split-markdown.ts";

const anyLength = Number.MAX_SAFE_INTEGER;

const asQuiet = (bodies: readonly PartBody[], { silent }: Reply): readonly PartBody[] => (silent ? bodies.map((body) => ({ ...body, silent })) : bodies);

const withButtons = (bodies: readonly PartBody[], { buttons = [] }: Reply): readonly PartBody[] =>
  bodies.map((body, index) => (buttons.length > 0 && index === bodies.length - 1 ? { ...body, buttons } : body));

/** The house's own plan: the text in parts that stand alone, then a part per file, and the buttons under whatever is last. */
function planPlainly(limit: number, reply: Reply): readonly PartBody[] {
  const { text, attachments = [] } = reply;
  const split = text === "" && attachments.length > 0 ? [] : splitMarkdown(text, limit);
  // Services refuse what shows nothing, and a line's end behind a full part would be that
  const visible = split.filter((part) => part.trim() !== "");
  const texts = visible.length > 0 || attachments.length > 0 ? visible : split.slice(0, 1);
  return withButtons([...texts.map((part) => ({ text: part })), ...attachments.map((file) => ({ text: "", file }))], reply);
}

/** For a channel that sends no files: which ones there would have been. */
function inWords({ attachments = [], ...reply }: Reply): Reply {
  if (attachments.length === 0) return reply;
  const sentence = leftOutSentence(attachments.map((file) => ({ file, problem: noFilesHere })));
  return { ...reply, text: [reply.text, sentence].filter((text) => text !== "").join("\n\n") };
}

/** What a channel plans, as it can be stored. Buttons that it left out come under its last part. */
async function planByChannel(plan: NonNullable<Channel["plan"]>, reply: Reply): Promise<readonly PartBody[]> {
  const bodies = (await plan(reply)).map(({ body }) => JSON.parse(JSON.stringify(body)) as PartBody);
  if (bodies.length === 0) throw new Error("It planned no parts.");
  if (bodies.some((body) => typeof body?.text !== "string")) throw new Error("It planned a part without a text.");
  return bodies.some(({ buttons }) => buttons) ? bodies : withButtons(bodies, reply);
}

/** What a channel makes of a reply. One that cannot plan, or plans what cannot be stored, must not lose the answer: the house plans in its place. */
export async function planParts(channel: Channel | undefined, { buttons, ...bare }: Reply, log: Logger): Promise<readonly Part[]> {
  const reply: Reply = channel?.buttons && buttons ? { ...bare, buttons } : bare;
  const plan = channel?.plan?.bind(channel);
  const planned =
    plan &&
    (await planByChannel(plan, reply).catch((error: Error) => {
      log.error("A channel could not plan a reply; the house plans it.", { channel: channel?.id, error });
    }));
  const bodies = planned ?? planPlainly(channel?.limit ?? anyLength, channel && !channel.files ? inWords(reply) : reply);
  return asQuiet(bodies, reply).map((body, index) => ({ index, body }));
}

/** The order of sending, for ids of outbox rows: by reply, then by the number of the part. */
export function byReplyAndPart(a: string, b: string): number {
  const [left, right] = [a.lastIndexOf("/"), b.lastIndexOf("/")];
  const [reply, other] = [a.slice(0, left), b.slice(0, right)];
  return reply === other ? Number(a.slice(left + 1)) - Number(b.slice(right + 1)) : reply < other ? -1 : 1;
}
