import { createHash } from "node:crypto";
import type { JobDefinition, JobProblem } from "../contract.ts";
import type { JobDefaults } from "./definition-from-fields.ts";
import { judgeName } from "./judge-name.ts";
import { readEntry } from "./read-entry.ts";
import { readJobFile } from "./read-job-file.ts";

/** What lies under a name. */
export interface Version {
  /** As people know it. */
  readonly path: string;
  /** Changes with the file. Empty: read it again at the next look. */
  readonly print: string;
  /** Of the text. Empty: there is none. */
  readonly digest: string;
  readonly problems: readonly JobProblem[];
  /** Where it was read anew and is good. */
  readonly definition?: JobDefinition;
  readonly text?: string;
}

export const digestOf = (text: string): string => createHash("sha256").update(text).digest("base64url");

const none: readonly JobProblem[] = [];

/** The former version itself when nothing changed; undefined: nothing is there. */
export async function readVersion(file: string, path: string, former: Version | undefined, defaults: JobDefaults): Promise<Version | undefined> {
  const judged = judgeName(path.slice(path.lastIndexOf("/") + 1));
  const entry = readEntry(file, former?.print);
  if (entry.kind === "gone") return undefined;
  if (entry.kind === "same" && former !== undefined) return former;
  const print = entry.kind === "same" ? "" : entry.print;
  // Such a name may hold line ends and what moves a terminal's cursor.
  const shown = JSON.stringify(path).slice(1, -1);
  if (judged.kind === "strange") return { path: shown, print, digest: "", problems: [{ path: shown, text: judged.text, hint: judged.hint }] };
  if (entry.kind !== "text") {
    const { text, hint } = entry.kind === "refused" ? entry : {};
    return { path, print, digest: "", problems: [{ path, text: text ?? "It could not be read.", ...(hint === undefined ? {} : { hint }) }] };
  }
  const digest = digestOf(entry.text);
  // Saved again, or touched.
  if (digest === former?.digest) return { path, print, digest, problems: former.problems };
  const { definition, problems } = await readJobFile(entry.text, path, defaults);
  return { path, print, digest, problems: problems.length === 0 ? none : problems, ...(definition === undefined ? {} : { definition, text: entry.text }) };
}
