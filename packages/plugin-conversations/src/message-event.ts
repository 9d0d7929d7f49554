import type { About, HouseEvent } from "@instar/kernel/contracts";
import type { InboxRow } from "./contract.ts";
import { eventReason } from "./event-reason.ts";

const finished = new Set<InboxRow["state"]>(["answered", "merged", "handled", "refused", "held", "silent", "failed", "expired", "withdrawn"]);

const aboutOf = ({ id, address, session, reply }: InboxRow): About => ({
  message: id,
  channel: address.channel,
  ...(session === undefined ? {} : { session }),
  ...(reply === undefined ? {} : { reply }),
});

const sizeOf = (text: string) => `${text.length} ${text.length === 1 ? "character" : "characters"}`;
const filesOf = ({ length }: readonly unknown[]) => (length === 0 ? [] : [`${length} ${length === 1 ? "file" : "files"}`]);

/** What the end of a message is called, in the words of a story. */
function endOf(row: InboxRow): string {
  const why = row.reason === undefined || row.reason === "" ? "" : `: ${eventReason(row.reason)}`;
  const by = row.by === undefined ? "" : ` by ${row.by}`;
  if (row.state === "answered") return "It was answered.";
  if (row.state === "merged" && row.edits !== undefined && row.reply === undefined) return "It corrects an earlier message, and goes with the next one.";
  if (row.state === "merged" && row.reply === undefined) return `It is of one album with ${row.mergedInto}, and was joined with it.`;
  if (row.state === "merged") return `It was answered together with ${row.mergedInto}.`;
  if (row.state === "withdrawn") return "Its sender took it back before its turn came.";
  if (row.state === "handled") return "The house answered it itself.";
  if (row.state === "silent") return "The agent had nothing to say to it.";
  return `It was ${row.state === "failed" ? "not answered" : row.state}${by}${why === "" ? "." : why}`;
}

/**
 * What happened to a message when its row became this one; undefined when nothing that a story would tell. `former` is the row as it is on disk,
 * if it is being worked on.
 */
export function messageEvent(row: InboxRow, former: InboxRow | undefined): HouseEvent | undefined {
  const about = aboutOf(row);
  if (finished.has(row.state)) {
    // A refusal is durable before its sentence is said; the row that then names the reply tells nothing new
    if (former === undefined && row.reply !== undefined) return undefined;
    if (former !== undefined && former.state === row.state) return undefined;
    const { attempt, by, reason } = row;
    const data = { attempt, from: row.from.id, ...(by === undefined ? {} : { by }), ...(reason === undefined ? {} : { reason: eventReason(reason) }) };
    return { type: `message.${row.state}`, about, text: endOf(row), data };
  }
  if (row.state === "running") {
    if (former?.state === "running" && former.input === row.input) return undefined;
    const data = { attempt: row.attempt, ...(row.input === undefined ? {} : { input: row.input }) };
    return { type: "message.running", about, text: `Attempt ${row.attempt}: it is given to the agent.`, data };
  }
  const again = former !== undefined && finished.has(former.state);
  if (former === undefined || again) {
    const { from, address, text, attachments = [], files = [], at } = row;
    return {
      type: "message.accepted",
      about,
      text: again
        ? "It is taken up again."
        : `A message from ${address.channel}:${from.id} (${from.trust}) was accepted: ${[sizeOf(text), ...filesOf(files)].join(" and ")}.`,
      data: {
        from: from.id,
        trust: from.trust,
        characters: text.length,
        attachments: attachments.length + files.filter(({ path }) => path === undefined).length,
        writtenAt: at,
        ...(again ? { again } : {}),
      },
    };
  }
  if (row.editedAt !== former.editedAt)
    return { type: "message.edited", about, text: `Its sender changed it: ${sizeOf(row.text)}.`, data: { characters: row.text.length, attempt: row.attempt } };
  const heard = (files: InboxRow["files"] = []) => files.flatMap(({ transcript }) => transcript?.text ?? []).join("");
  if (heard(row.files) !== heard(former.files)) {
    const said = heard(row.files);
    return { type: "message.transcribed", about, text: `What is said in it was transcribed: ${sizeOf(said)}.`, data: { characters: said.length } };
  }
  if (row.notBefore === undefined || (former.state === "accepted" && former.notBefore === row.notBefore)) return undefined;
  const why = row.reason === undefined || row.reason === "" ? "" : `: ${eventReason(row.reason)}`;
  return {
    type: "message.parked",
    about,
    text: `It waits until ${new Date(row.notBefore).toISOString()}${why === "" ? "." : why}`,
    data: { until: row.notBefore, attempt: row.attempt, ...(row.reason === undefined ? {} : { reason: eventReason(row.reason) }) },
  };
}
