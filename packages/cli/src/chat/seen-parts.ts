import { appendFileSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makePrivateFolder, type ProjectPaths } from "../project/project-paths.ts";

const kept = 500;
const maxLines = 2_000;

/** The keys of parts that any terminal of this conversation has shown; survives the terminal, so that an answer is shown once. */
export interface SeenParts {
  has(key: string): boolean;
  add(key: string): void;
  /** The newest, oldest first. */
  recent(): readonly string[];
}

export function openSeenParts(paths: ProjectPaths, conversation: string): SeenParts {
  makePrivateFolder(paths.home);
  makePrivateFolder(paths.chat);
  const file = join(paths.chat, `${encodeURIComponent(conversation)}.seen`);
  const read = () => {
    try {
      return readFileSync(file, "utf8").split("\n").filter(Boolean);
    } catch {
      // Nothing was shown yet.
      return [];
    }
  };
  const lines = read();
  if (lines.length > maxLines) {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `${lines.slice(-kept).join("\n")}\n`, { mode: 0o600 });
    renameSync(draft, file);
  }
  const seen = new Set(lines.slice(-kept));
  return {
    has: (key) => seen.has(key),
    add(key) {
      seen.add(key);
      appendFileSync(file, `${key}\n`, { mode: 0o600 });
    },
    recent: () => [...seen].slice(-kept),
  };
}
