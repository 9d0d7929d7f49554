import { followLog } from "../logs/follow-log.ts";
import { type LogLine, parseLogLine } from "../logs/log-line.ts";

/** What plugins log, and what of the house itself may need somebody. */
const isShown = ({ plugin, level }: LogLine) => (plugin === undefined ? level === "warn" || level === "error" : level !== "debug");

/** Tells each line from now on that is of interest to a plugin's author, until the signal comes. */
export async function followPluginLog(file: string, signal: AbortSignal, tell: (line: LogLine) => void): Promise<void> {
  for await (const raw of followLog(file, signal)) {
    const line = parseLogLine(raw);
    if (isShown(line)) tell(line);
  }
}
