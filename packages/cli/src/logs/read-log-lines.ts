import { readFileSync } from "node:fs";
import { logFiles } from "./log-files.ts";
import { fits, type LogFilter, type LogLine, parseLogLine } from "./log-line.ts";

const textOf = (file: string) => {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // Put aside between the look and the reading; its lines are then in the next file.
    return "";
  }
};

/** The last `limit` lines that fit, oldest first, out of the log and those that were put aside. Reads no more files than it needs. */
export function readLogLines(file: string, { limit, ...filter }: LogFilter & { readonly limit: number }): readonly LogLine[] {
  const found: LogLine[] = [];
  for (const one of [...logFiles(file)].reverse()) {
    const lines = textOf(one).split("\n");
    for (let index = lines.length - 1; index >= 0; index--) {
      const raw = lines[index] ?? "";
      if (raw === "") continue;
      const line = parseLogLine(raw);
      if (filter.since !== undefined && line.at !== 0 && line.at < filter.since) return found.reverse();
      if (fits(line, filter)) found.push(line);
      if (found.length >= limit) return found.reverse();
    }
  }
  return found.reverse();
}
