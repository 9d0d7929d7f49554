import { systemClock } from "@instar/kernel";
import { defineCommand } from "@instar/kernel/command";
import { Quota, type UsageDimension } from "../contract.ts";
import { parseSince } from "../since.ts";
import { drawState } from "../terminal/draw-state.ts";
import { drawUsed, totalLine } from "../terminal/draw-usage.ts";

const dimensions = [
  "day",
  "job",
  "conversation",
  "person",
  "plugin",
  "model",
  "session",
  "driver",
  "cause",
  "source",
] as const satisfies readonly UsageDimension[];
const dearest = 5;

export default defineCommand({
  summary: "Show what was used, for what, and what the budgets leave",
  flags: {
    by: { options: dimensions, description: "sum it up by this alone" },
    since: { description: "from when on: 12h, 7d, 4w or a date; default 30 days ago" },
    limit: { type: "integer", default: 20, description: "how many rows of anything but days, 1 to 1000" },
    rescan: { type: "boolean", description: "first read what the agents' programs recorded, and book what nobody told" },
  },
  async run({ flags, service, print, json }) {
    const now = systemClock.now();
    const since = flags.since === undefined ? {} : { since: parseSince(flags.since, now) };
    const by = flags.by as UsageDimension | undefined;
    // Records are read by the agents' drivers, which only a running house has.
    const quota = await (flags.rescan ? service(Quota, { running: true }) : service(Quota));
    const rescan = flags.rescan ? await quota.rescan() : undefined;
    const used = await quota.usage({ by: by ?? "day", ...since, limit: by === undefined || by === "day" ? 1_000 : flags.limit });
    const state = by === undefined ? await quota.state() : undefined;
    if (json) return print({ ...(rescan && { rescan }), ...used, ...(state && { state }) });

    const causes = by === undefined ? await quota.usage({ by: "cause", ...since, limit: dearest }) : undefined;
    const width = Math.min(100, Math.max(60, process.stdout.columns ?? 80));
    const read = rescan && `Read ${rescan.read} records of agents and booked ${rescan.found} that nobody had told.`;
    const time = flags.since === undefined ? "in the last 30 days" : `since ${new Date(since.since ?? now).toLocaleString("sv-SE").slice(0, 16)}`;
    const isEmpty = used.total.entries === 0;
    const rows = isEmpty
      ? [`Nothing was used ${time}.`, "What agents use is counted as they work.", "For what was used by hand in this folder: instar usage --rescan"]
      : [`Used ${time}${by === undefined || by === "day" ? "" : `, by ${by}`}`, ...drawUsed(used, by ?? "day", width), totalLine(used.total)];
    const more = used.more ? ["  There are more: --limit 1000, or --json."] : [];
    const spent = causes && !isEmpty ? ["", "The dearest causes", ...drawUsed(causes, "cause", width)] : [];
    const left = state ? ["", ...drawState(state, now)] : [];
    print(used, [...(read ? [read, ""] : []), ...rows, ...more, ...spent, ...left].join("\n"));
  },
});
