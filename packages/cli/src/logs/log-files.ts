import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** A log with those that were put aside before it, oldest first: instar.3.log … instar.1.log, instar.log. */
export function logFiles(file: string): readonly string[] {
  const name = basename(file).replace(/\.log$/, "");
  const numbered = new RegExp(`^${name.replace(/[.*+?^${"$"}{}()|[\\]\\\\]/g, "\\$&")}(?:\\.(\\d+))?\\.log$`);
  try {
    return readdirSync(dirname(file))
      .flatMap((entry) => {
        const match = numbered.exec(entry);
        return match === null ? [] : [{ entry, number: Number(match[1] ?? 0) }];
      })
      .sort((a, b) => b.number - a.number)
      .map(({ entry }) => join(dirname(file), entry));
  } catch {
    // There is no folder yet, so there are no files.
    return [];
  }
}
