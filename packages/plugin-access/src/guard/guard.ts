import { createHouseGuard, type DaemonProcess, type HouseGuard, type Refusal, thisProcess } from "@instar/command-guard/house";
import { deny, type Objection, type ToolCall } from "@instar/kernel";

/** What a call may be refused for, in the order in which it is looked at. */
function* refusalsOf({ action, cwd, input }: Pick<ToolCall, "action" | "cwd" | "input">, house: HouseGuard): Iterable<Refusal | undefined> {
  switch (action.kind) {
    case "shell":
      return yield house.shell(action.command, cwd);
    case "read":
    case "write": {
      const glob = typeof input["glob"] === "string" && /(^|\/)\.instar(\/|$)/.test(input["glob"]) ? [input["glob"]] : [];
      for (const path of [...action.paths, ...glob]) yield house.path(path, cwd, action.kind === "write");
      return;
    }
    case "web":
      if (action.url.startsWith("file:")) yield house.path(decodeURIComponent(action.url.replace(/^file:\/*/, "/")), cwd, false);
      return;
    default:
      for (const value of Object.values(input)) {
        // A text that names the folder is no path: a path has no line break and is short.
        if (typeof value === "string" && value !== "" && value.length <= 1_024 && !value.includes("\n")) yield house.path(value, cwd, true);
      }
  }
}

/** Decides about a tool call: nothing with which an agent would decide in its owner's place is run. */
export function createGuard(
  paths: { readonly project: string; readonly home: string },
  daemon: DaemonProcess = thisProcess(),
): (call: Pick<ToolCall, "action" | "cwd" | "input">) => Objection | undefined {
  const house = createHouseGuard(paths, daemon);
  return (call) => {
    for (const refusal of refusalsOf(call, house)) if (refusal !== undefined) return deny(refusal.reason, refusal.instead);
    return undefined;
  };
}
