export const levels = ["debug", "info", "warn", "error"] as const;
export type Level = (typeof levels)[number];

/** One line of the agent's log. `at` in epoch ms; 0 for a line that is none of ours. */
export interface LogLine {
  readonly at: number;
  readonly level: Level;
  readonly text: string;
  readonly plugin?: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** As it stands in the file. */
  readonly raw: string;
}

const isLevel = (level: unknown): level is Level => levels.includes(level as Level);

/** A line that is cut off or not JSON stays readable as it is. */
export function parseLogLine(raw: string): LogLine {
  try {
    const { time, level, msg, plugin, ...fields } = JSON.parse(raw) as Record<string, unknown>;
    const at = Date.parse(String(time));
    return {
      at: Number.isNaN(at) ? 0 : at,
      level: isLevel(level) ? level : level === "fatal" ? "error" : "info",
      text: String(msg ?? ""),
      ...(typeof plugin === "string" ? { plugin } : {}),
      fields,
      raw,
    };
  } catch {
    return { at: 0, level: "info", text: raw, fields: {}, raw };
  }
}

export interface LogFilter {
  /** This one and worse. */
  readonly level?: Level;
  readonly plugin?: string;
  /** Epoch ms, inclusive. */
  readonly since?: number;
}

export const fits = ({ at, level, plugin }: LogLine, filter: LogFilter): boolean =>
  levels.indexOf(level) >= levels.indexOf(filter.level ?? "debug") &&
  (filter.plugin === undefined || plugin === filter.plugin || (filter.plugin === "instar" && plugin === undefined)) &&
  (filter.since === undefined || at >= filter.since);
