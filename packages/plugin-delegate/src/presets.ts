import { sep } from "node:path";
import { deny, type Objection, type ToolCall } from "@instar/kernel";
import type { SessionShape } from "@instar/kernel/contracts";
import type { Preset } from "./contract.ts";

/** The tools of who only looks, by the names that Claude Code gives them. */
const lookingTools = ["Read", "Glob", "Grep", "WebSearch", "WebFetch", "Task", "TaskOutput"] as const;

const shapes: Readonly<Record<Preset, SessionShape>> = {
  "read-only": { permissionMode: "manual", tools: lookingTools },
  review: { permissionMode: "manual", tools: lookingTools },
  edit: { permissionMode: "acceptEdits" },
  // Whatever the person's config gives to sessions: nothing is wider than the house.
  full: {},
  plan: { permissionMode: "plan" },
};

/** How a session of this preset is opened. */
export const shapeOf = (preset: Preset): SessionShape => shapes[preset];

const instead = (preset: Preset) => `Describe in your answer what you would do; the preset "${preset}" only looks.`;

/** In plan mode the plan itself is a file. */
const isPlan = (path: string) => path.includes(`${sep}.claude${sep}plans${sep}`);

/** What a preset refuses by itself, by what a call means and not by what the agent calls its tools. */
export function judgePreset(preset: Preset, { action, tool }: Pick<ToolCall, "action" | "tool">): Objection | undefined {
  if (preset === "edit" || preset === "full") return undefined;
  switch (action.kind) {
    case "read":
    case "web":
      return undefined;
    case "write":
      if (preset === "plan" && action.paths.length > 0 && action.paths.every(isPlan)) return undefined;
      return deny(`This delegation is ${preset}, so nothing is written.`, instead(preset));
    case "shell":
      return deny(`This delegation is ${preset}, so no command is run.`, instead(preset));
    case "mcp":
      return deny(`This delegation is ${preset}, and what ${action.server} does with "${action.tool}" can't be told.`, instead(preset));
    default:
      if (preset === "plan" || (lookingTools as readonly string[]).includes(tool)) return undefined;
      return deny(`This delegation is ${preset}, and what the tool "${tool}" does can't be told.`, instead(preset));
  }
}
