import { basename } from "node:path";
import { deny, type Objection, type ToolCall } from "@instar/kernel";
import { judgeShell } from "./command.ts";
import type { DaemonProcess } from "./kill.ts";
import { createPlaces, jobsPlace, type Places } from "./places.ts";

const documents = "Your own documents there are MEMORY.md and skills/.";
const askOwner = "Tell the owner in your answer what you want changed and why; they do it in a terminal of their own, or with a word in the chat.";

/** This process, as `kill` and its friends see it. */
const thisProcess = (): DaemonProcess => ({
  pids: [process.pid],
  names: [basename(process.execPath), process.title, "MainThread"],
  line: [process.execPath, ...process.execArgv, ...process.argv.slice(1)].join(" "),
});

const reaches = (target: string) =>
  target.startsWith(jobsPlace)
    ? deny(
        `That would change ${jobsPlace}, or can't be told from it: agents read the files there and change jobs through the house.`,
        "Use job_add, job_edit and job_remove, or `instar job add` in the shell; to look, use job_show or cat.",
      )
    : deny(`That reaches ${target}, which is the owner's.`, `${documents} ${askOwner}`);

/** Each look goes through the file system while the house waits. Far more than any line that somebody writes. */
const mostLooks = 5_000;

/** One line's share of looks. What is beyond is refused, for a pad of words must not hide the last. */
function bounded(places: Places): Places {
  let left = mostLooks;
  return {
    ...places,
    reached: (path, cwd, writing) => (left-- > 0 ? places.reached(path, cwd, writing) : "more paths than are looked at for one command; so perhaps one"),
  };
}

/**
 * Decides about a tool call: nothing with which an agent would decide in its owner's place is run. A seat belt: what a program does that an allowed command
 * starts is not seen here.
 */
export function createGuard(
  paths: { readonly project: string; readonly home: string },
  daemon: DaemonProcess = thisProcess(),
): (call: Pick<ToolCall, "action" | "cwd" | "input">) => Objection | undefined {
  const places = createPlaces(paths);
  return ({ action, cwd, input }) => {
    switch (action.kind) {
      case "shell": {
        const refusal = judgeShell(action.command, cwd, { places: bounded(places), daemon });
        if (refusal === undefined) return undefined;
        if (refusal.what === "owner") return deny(`"instar ${refusal.target}" is the owner's to give, and not an agent's.`, askOwner);
        if (refusal.what === "kills")
          return deny(`That would end ${refusal.target}.`, "End what you started by its own process id. Only the owner stops the agent.");
        return reaches(refusal.target);
      }
      case "read":
      case "write": {
        const glob = typeof input["glob"] === "string" && /(^|\/)\.instar(\/|$)/.test(input["glob"]) ? [input["glob"]] : [];
        for (const path of [...action.paths, ...glob]) {
          const target = places.reached(path, cwd, action.kind === "write");
          if (target !== undefined) return reaches(target);
        }
        return undefined;
      }
      case "web": {
        const target = action.url.startsWith("file:") ? places.reached(decodeURIComponent(action.url.replace(/^file:\/*/, "/")), cwd, false) : undefined;
        return target === undefined ? undefined : reaches(target);
      }
      default: {
        for (const value of Object.values(input)) {
          // A text that names the folder is no path: a path has no line break and is short.
          if (typeof value !== "string" || value === "" || value.length > 1_024 || value.includes("\n")) continue;
          const target = places.reached(value, cwd, true);
          if (target !== undefined) return reaches(target);
        }
        return undefined;
      }
    }
  };
}
