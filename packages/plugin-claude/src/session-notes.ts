import { appendFile, mkdir, readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { replaceFile } from "@instar/process";

/** What we know of a session beside its transcript: written by us while we live, so it can't be the words of an orphaned program. */
export type Note =
  /** A process was started for it: whatever else is missing, it is ours. */
  | { readonly type: "opened" }
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

/** The sessions of which there are notes. */
export async function notedSessions(folder: string): Promise<ReadonlySet<string>> {
  try {
    return new Set((await readdir(join(folder, "sessions"))).map((name) => name.replace(/\.jsonl$/, "")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return new Set();
    throw error;
  }
}

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

/** Opens the notes for writing. The oldest are forgotten now and then. The file is readable by its owner alone. */
export async function openNotes(folder: string, session: string): Promise<SessionNotes> {
  const file = fileOf(folder, session);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  let count = (await readNotes(folder, session)).length;
  let last: Promise<void> = Promise.resolve();

  async function write(note: Note): Promise<void> {
    await appendFile(file, `${JSON.stringify(note)}\n`, { mode: 0o600 });
    count += 1;
    if (count < 2 * keptNotes) return;
    const kept = (await readNotes(folder, session)).slice(-keptNotes);
    await replaceFile(file, kept.map((each) => `${JSON.stringify(each)}\n`).join(""), { mode: 0o600 });
    count = kept.length;
  }

  return {
    add(note) {
      const added = last.then(() => write(note));
      last = added.catch(() => {
        // Whoever added it hears of it; the next one is tried all the same.
      });
      return added;
    },
  };
}
