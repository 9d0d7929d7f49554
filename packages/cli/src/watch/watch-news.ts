import { InstarError } from "@instar/kernel/command";
import type { LogLine } from "../logs/log-line.ts";
import { renderLogLine } from "../logs/render-log-line.ts";
import { printable } from "../printable.ts";
import { toWireError } from "../socket/protocol.ts";
import { type Difference, renderDifference } from "./describe-difference.ts";

/** What its author hears of an agent that is watched. `changed`: files, relative to its folder; empty at the start. Times in ms. */
export type WatchNews =
  | {
      readonly type: "started";
      readonly name: string;
      readonly pid: number;
      readonly folder: string;
      readonly changed: readonly string[];
      readonly ms: number;
      readonly warnings: readonly string[];
    }
  | ({ readonly type: "reloaded"; readonly name: string; readonly pid: number; readonly changed: readonly string[]; readonly ms: number } & Difference)
  /** `pid`: of the agent that goes on as it was; absent: none runs. */
  | { readonly type: "failed"; readonly changed: readonly string[]; readonly error: Error; readonly pid?: number }
  | { readonly type: "log"; readonly line: LogLine }
  /** Nobody here has stopped it. */
  | { readonly type: "ended" }
  /** `outside`: by somebody else, so that the watching ends too. */
  | { readonly type: "stopped"; readonly pid?: number; readonly outside?: true };

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
const because = (changed: readonly string[]) => (changed.length === 0 ? "" : `${changed.join(", ")} changed: `);

/** For people; what is wrong takes several lines. */
export function renderNews(news: WatchNews): string {
  switch (news.type) {
    case "started": {
      const said = `${because(news.changed)}${news.name} is running in ${news.folder} (process ${news.pid}, ${seconds(news.ms)}). Changes are taken up; Ctrl-C stops it.`;
      return printable([...news.warnings, said].join("\n"));
    }
    case "reloaded":
      return printable(`${because(news.changed)}reloaded in ${seconds(news.ms)} (process ${news.pid}); ${renderDifference(news)}.`);
    case "failed": {
      const { message } = news.error;
      const hint = InstarError.is(news.error) && news.error.hint !== undefined ? [news.error.hint] : [];
      const now = news.pid === undefined ? "No agent runs; the next change starts it." : `The agent goes on as it was (process ${news.pid}).`;
      return printable([`${because(news.changed)}not taken up.`, message, ...hint, now].join("\n"));
    }
    case "log":
      return renderLogLine(news.line);
    case "ended":
      return "The agent has ended, and nobody here has stopped it (`instar logs` shows why). The next change starts it.";
    case "stopped":
      if (news.outside) return "The agent was stopped from elsewhere (`instar stop`), so nothing is watched any more.";
      return news.pid === undefined ? "The agent was not running any more." : `The agent (process ${news.pid}) has stopped.`;
  }
}

/** As a line for scripts. */
export function newsAsJson(news: WatchNews): object {
  if (news.type === "failed") return { ...news, error: toWireError(news.error) };
  if (news.type !== "log") return news;
  const { raw: _, ...line } = news.line;
  return { type: news.type, ...line };
}
