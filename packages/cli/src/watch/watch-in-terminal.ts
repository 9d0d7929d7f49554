import { printableJson } from "../printable.ts";
import { runWatching } from "./run-watching.ts";
import { newsAsJson, renderNews } from "./watch-news.ts";

/** The agent with its author at the terminal: news to stdout, what it logs to stderr; with `json` one line each, to stdout. */
export async function watchInTerminal({
  project,
  startMs,
  json,
  signal,
}: {
  project: string;
  startMs: number;
  json: boolean;
  signal: AbortSignal;
}): Promise<void> {
  // However the terminal takes its leave, the agent is not left behind.
  const left = new AbortController();
  const leave = () => left.abort();
  process.on("SIGTERM", leave).on("SIGHUP", leave);
  try {
    await runWatching({
      project,
      startMs,
      signal: AbortSignal.any([signal, left.signal]),
      tell(news) {
        if (json) process.stdout.write(`${printableJson(JSON.stringify(newsAsJson(news)))}\n`);
        else (news.type === "log" ? process.stderr : process.stdout).write(`${renderNews(news)}\n`);
      },
    });
  } finally {
    process.off("SIGTERM", leave).off("SIGHUP", leave);
  }
}
