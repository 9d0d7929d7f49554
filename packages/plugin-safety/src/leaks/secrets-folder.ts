import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createOwnSecretFinder, type OwnSecretFinder } from "./own-secrets.ts";

const largest = 64 * 1024;

/** What the files of the folder look like: a change of any of them changes it. */
function look(folder: string): { readonly state: string; readonly files: readonly string[] } {
  const names = readdirSync(folder).toSorted();
  const seen = names.flatMap((name) => {
    const found = statSync(join(folder, name));
    const { ino, size, mtimeMs, ctimeMs } = found;
    return found.isFile() && size <= largest ? [{ file: join(folder, name), mark: `${name} ${ino} ${size} ${mtimeMs} ${ctimeMs}` }] : [];
  });
  return { state: seen.map(({ mark }) => mark).join("\n"), files: seen.map(({ file }) => file) };
}

const noSecrets = createOwnSecretFinder([]);

/** Knows the agent's own secrets, and reads them anew when their folder has changed. Throws when they cannot be read, so that nothing goes out unseen. */
export function createSecretsFolder(folder: string): () => OwnSecretFinder {
  let state: string | undefined;
  let finder = noSecrets;

  function read(): OwnSecretFinder {
    const now = look(folder);
    if (now.state === state) return finder;
    finder = createOwnSecretFinder(now.files.map((file) => readFileSync(file, "utf8")));
    state = now.state;
    return finder;
  }

  return () => {
    for (let triesLeft = 3; ; triesLeft -= 1)
      try {
        return read();
      } catch (error) {
        if (!existsSync(folder)) return noSecrets;
        // A file went away while we looked: the next look sees what is there now
        if ((error as NodeJS.ErrnoException).code !== "ENOENT" || triesLeft === 1) throw error;
      }
  };
}
