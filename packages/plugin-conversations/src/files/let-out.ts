import type { Button, Logger, Reply } from "@instar/kernel";
import type { Channel, Part } from "@instar/kernel/contracts";
import type { OutboxRow } from "../contract.ts";
import { planParts } from "../outbox/plan-parts.ts";
import { leftOutSentence, noFilesHere, type OutgoingFiles } from "./outgoing-files.ts";

/** As a channel can show it and report its presses. */
const isButton = ({ id, label }: Button) => typeof id === "string" && /^[A-Za-z0-9_-]{1,24}$/.test(id) && typeof label === "string" && label !== "";

/** The reply with the files and buttons that may go, and a sentence about files that may not. */
export async function letOut({ attachments = [], buttons = [], ...reply }: Reply, files: OutgoingFiles, log: Logger): Promise<Reply> {
  const checked = await Promise.all(attachments.map(async (file) => ({ file, ...(await files.check(file)) })));
  const paths = checked.flatMap((file) => ("path" in file ? [file.path] : []));
  const refused = checked.flatMap((file) => ("problem" in file ? [file] : []));
  for (const { file, problem } of refused) log.warn("A file was left out of a reply.", { file, problem });
  const shown = buttons.filter(isButton);
  return {
    ...reply,
    text: refused.length === 0 ? reply.text : [reply.text, leftOutSentence(refused)].filter((text) => text !== "").join("\n\n"),
    ...(paths.length > 0 ? { attachments: paths } : {}),
    ...(shown.length > 0 ? { buttons: shown } : {}),
  };
}

/** The part as it may be sent now: a file may have gone or been swapped since it was planned, then a sentence takes its place. */
export async function letOutNow({ part, address, reply, answers }: OutboxRow, channel: Channel, files: OutgoingFiles, log: Logger): Promise<Part> {
  const { file, text, buttons } = part.body;
  if (file === undefined) return part;
  const checked = channel.files ? await files.check(file) : { problem: noFilesHere };
  if ("path" in checked) return part;
  log.warn("A file of a reply could not be sent.", { file, problem: checked.problem });
  const sentence = leftOutSentence([{ file, problem: checked.problem }]);
  const [instead] = await planParts(channel, { key: reply, address, text: sentence, answers, ...(buttons ? { buttons } : {}) }, log);
  const body = instead?.body ?? { text: sentence };
  return { index: part.index, body: { ...body, text: text === "" ? body.text : `${text}\n\n${body.text}` } };
}
