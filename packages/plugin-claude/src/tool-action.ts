import { homedir } from "node:os";
import { resolve } from "node:path";
import type { Action, Json } from "@instar/kernel";

type ToolInput = { readonly [name: string]: Json };

const text = (value: Json | undefined): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

const pathFields = ["file_path", "notebook_path", "path"];

/** As Claude Code's own tools read it: `~` is the home folder, anything else is relative to the working folder. */
const absolute = (path: string, cwd: string) => resolve(cwd, path === "~" || path.startsWith("~/") ? homedir() + path.slice(1) : path);

/** What a tool of Claude Code is about to do, in the house's words. An unknown tool is `other`, never harmless. `cwd`: the absolute folder in which it runs. */
export function toolAction(tool: string, input: ToolInput, cwd: string): Action {
  const paths = () => pathFields.flatMap((field) => text(input[field]) ?? []).map((path) => absolute(path, cwd));
  const mcp = /^mcp__(.+?)__(.+)$/.exec(tool);
  if (mcp?.[1] && mcp[2]) return { kind: "mcp", server: mcp[1], tool: mcp[2] };
  switch (tool) {
    case "Bash":
    case "PowerShell":
    case "Monitor": {
      const command = text(input.command);
      return command === undefined ? { kind: "other" } : { kind: "shell", command };
    }
    case "Read":
    case "Glob":
    case "Grep":
    case "LS":
    case "NotebookRead":
      return { kind: "read", paths: paths() };
    case "Write":
    case "Edit":
    case "MultiEdit":
    case "NotebookEdit":
      return { kind: "write", paths: paths() };
    case "WebFetch": {
      const url = text(input.url);
      return url === undefined ? { kind: "other" } : { kind: "web", url };
    }
    default:
      return { kind: "other" };
  }
}
