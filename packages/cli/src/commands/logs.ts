import { defineCommand } from "@instar/kernel/command";
import { checkRange } from "../check-flags.ts";
import { followLog } from "../logs/follow-log.ts";
import { fits, type Level, type LogFilter, levels, parseLogLine } from "../logs/log-line.ts";
import { readLogLines } from "../logs/read-log-lines.ts";
import { renderLogLine } from "../logs/render-log-line.ts";
import { parseSince } from "../parse-since.ts";
import { printableJson } from "../printable.ts";
import { requireProject } from "../project/find-project.ts";
import { projectPaths } from "../project/project-paths.ts";

export default defineCommand({
  summary: "Show what the agent logged, the newest last",
  flags: {
    follow: { type: "boolean", char: "f", description: "go on with what comes, until Ctrl-C; with --json one line each" },
    lines: { type: "integer", char: "n", default: 50, description: "how many of the last lines, at most 10000" },
    level: { options: levels, description: "only lines that are this serious, or more" },
    plugin: { description: "only lines of this plugin; instar: of the house itself" },
    since: { description: "only since then: 30m, 2h, 1d, or a date" },
  },
  async run({ flags, project, print, json, signal }) {
    const { log } = projectPaths(requireProject(project));
    checkRange("lines", flags.lines, 0, 10_000);
    const filter: LogFilter = {
      ...(flags.level === undefined ? {} : { level: flags.level as Level }),
      ...(flags.plugin === undefined ? {} : { plugin: flags.plugin }),
      ...(flags.since === undefined ? {} : { since: parseSince(flags.since, Date.now()) }),
    };
    const narrowed = Object.keys(filter).length > 0;
    // Before the reading: what is written in between is shown twice rather than never.
    const coming = flags.follow ? followLog(log, signal)[Symbol.asyncIterator]() : undefined;
    const first = coming?.next();
    const found = flags.lines === 0 ? [] : readLogLines(log, { limit: flags.lines, ...filter });
    const nothing = narrowed
      ? "No line of the log fits. Leave out --level, --plugin or --since to see more."
      : "There is no log yet; the agent writes one when it runs. Start it with: instar start";
    if (coming === undefined || first === undefined) {
      const rows = found.map(({ raw, ...line }) => (line.at === 0 ? { text: raw } : line));
      print(rows, found.length === 0 ? nothing : found.map(renderLogLine).join("\n"));
      return;
    }
    const show = (raw: string) => void process.stdout.write(`${json ? printableJson(raw) : renderLogLine(parseLogLine(raw))}\n`);
    for (const { raw } of found) show(raw);
    if (found.length === 0 && !json) process.stderr.write(`${nothing}\nWaiting for what comes; Ctrl-C ends it.\n`);
    for (let next = await first; next.done !== true; next = await coming.next()) if (fits(parseLogLine(next.value), filter)) show(next.value);
  },
});
