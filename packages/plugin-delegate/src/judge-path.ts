import type { ToolCall } from "@instar/kernel";
import type { ProtectedPaths } from "./protected-paths.ts";
import { shellReach } from "./shell-reach.ts";

/** The protected path that a tool call would change, as far as it can be told before it runs. */
export function judgePath({ action, cwd, input }: Pick<ToolCall, "action" | "cwd" | "input">, protection: ProtectedPaths): string | undefined {
  const first = (paths: readonly string[]) => {
    for (const path of paths) {
      const reached = protection.reached(path, cwd);
      if (reached !== undefined) return reached;
    }
    return undefined;
  };
  switch (action.kind) {
    case "read":
    case "web":
      return undefined;
    case "write":
      return first(action.paths);
    case "shell":
      return shellReach(action.command, cwd, protection);
    default:
      // What it does can't be told; a text that names a file may be the file it writes. A path has no line break and is short.
      return first(
        Object.values(input).filter((value): value is string => typeof value === "string" && value !== "" && value.length <= 1_024 && !value.includes("\n")),
      );
  }
}
