import type { Clock, Logger } from "@instar/kernel";
import type { InboxRow, KeptFile, Transcriber } from "./contract.ts";
import { untilEnded } from "./in-time.ts";

/** For all of a message: nobody waits longer for words that the agent can do without. */
const longestMs = 120_000;
const longestText = 100_000;

const nobodyTranscribes = "nothing transcribes here";

/** Something said aloud, of which it is not known yet what. */
export const isToHear = ({ kind, path, transcript, untranscribed }: KeptFile): boolean =>
  (kind === "voice" || kind === "audio") && path !== undefined && transcript === undefined && untranscribed === undefined;

/** In front of the words, so that they can't be taken for written ones, least of all for a command. */
const marked = ({ kind, transcript }: KeptFile) =>
  transcript &&
  `Transcript of the ${kind === "voice" ? "voice message" : "audio file"}${transcript.language ? ` (${transcript.language})` : ""}: ${transcript.text}`;

/** The message with what was said in its files as its text, behind what was written; what stands there already does not come twice. */
export function withTranscripts(row: InboxRow): InboxRow {
  const heard = (row.files ?? []).flatMap((file) => marked(file) ?? []).filter((words) => !row.text.includes(words));
  return heard.length === 0 ? row : { ...row, text: [row.text, ...heard].filter((text) => text.trim() !== "").join("\n\n") };
}

export interface Transcripts {
  /** The message with what is said in its files, or with why that is not known. Rejects only when `signal` is aborted. */
  hear(row: InboxRow, signal: AbortSignal): Promise<InboxRow>;
}

export function createTranscripts(transcriber: Transcriber | undefined, { clock, log }: { readonly clock: Clock; readonly log: Logger }): Transcripts {
  async function hearFile(file: KeptFile, to: Transcriber, ends: readonly AbortSignal[]): Promise<KeptFile> {
    const { path = "", mimeType, durationMs } = file;
    const asked = { path, ...(mimeType === undefined ? {} : { mimeType }), ...(durationMs === undefined ? {} : { durationMs }) };
    const { text, language } = await untilEnded(ends, async (signal) => to.transcribe(asked, signal));
    if (typeof text !== "string" || text.trim() === "") return { ...file, untranscribed: "nothing was understood" };
    const tag = typeof language === "string" && /^[\w-]{1,35}$/.test(language) ? { language } : {};
    return { ...file, transcript: { text: text.trim().slice(0, longestText), ...tag } };
  }

  return {
    async hear(row, stopped) {
      const late = new AbortController();
      using _limit = clock.after(longestMs, () => late.abort(new Error(`It took longer than ${longestMs / 60_000} minutes.`)));
      const files: KeptFile[] = [];
      for (const file of row.files ?? []) {
        if (!isToHear(file)) files.push(file);
        else if (!transcriber) files.push({ ...file, untranscribed: nobodyTranscribes });
        else {
          const heard = await hearFile(file, transcriber, [stopped, late.signal]).catch((error: Error) => {
            stopped.throwIfAborted();
            log.warn("What is said in a file could not be transcribed; the agent gets the file alone.", { kind: file.kind, error });
            return { ...file, untranscribed: late.signal.aborted ? "that took too long" : "that failed" };
          });
          files.push(heard);
        }
      }
      return withTranscripts({ ...row, files });
    },
  };
}
