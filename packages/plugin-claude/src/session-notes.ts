import { appendFile, mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { replaceFile } from "@instar/process";

/** What we know of a session beside its transcript: written by us while we live, so it can't be the words of an orphaned program. */
export type Note =
  | { readonly type: "taken"; readonly uuid: string; readonly input: string }
  /** The model was asked; durable before a tool is let through. The program writes its transcript ~0.1 s late, so a crash may leave no other trace. */
  | { readonly type: "asked"; readonly inputs: readonly string[] }
  | { readonly type: "answered"; readonly inputs: readonly string[]; readonly text: string };

export interface SessionNotes {
  /** Durable against the end of our process when it resolves. */
  add(note: Note): Promise<void>;
}

/** More than can be in doubt after a crash. */
const keptNotes = 200;

const fileOf = (folder: string, session: string) => join(folder, "sessions", `${session}.jsonl`);

/** The notes of a session, oldest first; none when there is no such file. A torn last line is left out. */
export async function readNotes(folder: string, session: string): Promise<readonly Note[]> {
  let content: string;
  try {
    content = await readFile(fileOf(folder, session), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  return content.split("\n").flatMap((line) => {
    try {
      return line === "" ? [] : [JSON.parse(line) as Note];
    } catch {
      // The line that was being written when we died.
      return [];
    }
  });
}

/** Opens the notes for writing and forgets the oldest. The file is readable by its owner alone. */
export async function openNotes(folder: string, session: string): Promise<SessionNotes> {
  const file = fileOf(folder, session);
  await mkdir(join(folder, "sessions"), { recursive: true, mode: 0o700 });
  const former = await readNotes(folder, session);
  if (former.length > keptNotes / 2)
    await replaceFile(
      file,
      former
        .slice(-keptNotes / 2)
        .map((note) => `${JSON.stringify(note)}\n`)
        .join(""),
      { mode: 0o600 },
    );
  else if (former.length === 0) await (await open(file, "a", 0o600)).close();
  return { add: (note) => appendFile(file, `${JSON.stringify(note)}\n`, { mode: 0o600 }) };
}
