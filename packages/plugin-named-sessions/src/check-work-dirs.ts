import type { BatchEntry } from "./batch-entry.ts";
import { checkFolder } from "./check-request.ts";

/** What is wrong with the folders that a batch names, as sentences that begin with the index. */
export async function checkWorkDirs(entries: readonly BatchEntry[], project: string, home: string): Promise<readonly string[]> {
  const found = await Promise.all(
    entries.map(async ({ index, request: { name, workDir } }) => {
      if (workDir === undefined) return [];
      return checkFolder(workDir, project, home).then(
        () => [],
        (error: Error) => [`[${index}] ${name}: ${error.message}`],
      );
    }),
  );
  return found.flat();
}
