import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleFolder } from "../bundle-folder.ts";
import { CliError } from "../errors.ts";
import { keepConfigCompiled } from "../project/keep-config-compiled.ts";
import { makePrivateFolder, projectPaths } from "../project/project-paths.ts";
import { fromWireError } from "../socket/protocol.ts";
import { outputLimitBytes } from "./capture-output.ts";
import type { Announcement } from "./run-daemon.ts";

export interface Started {
  readonly pid: number;
  readonly name: string;
  readonly socket: string;
}

/**
 * Room for young objects, in MB for each half: with V8's own 16 an agent at rest holds about 8 MB of what is long gone. It can only be said at
 * the start of a process, so an agent in the foreground holds them.
 */
const flags = ["--max-semi-space-size=2"];

/** What the process itself wrote, for when it dies before it can tell. */
function outputSince(file: string, position: number): string {
  const text = readFileSync(file).subarray(position).toString("utf8");
  return text.trim().split("\n").slice(-5).join("\n");
}

/** Starts the daemon as a process of its own and waits until it is ready; what keeps it from that is thrown, with its code. */
export async function spawnDaemon(project: string, withinMs: number): Promise<Started> {
  const paths = projectPaths(project);
  makePrivateFolder(paths.home);
  await keepConfigCompiled(project);
  makePrivateFolder(paths.logs);
  const outputFile = paths.output;
  if ((statSync(outputFile, { throwIfNoEntry: false })?.size ?? 0) > outputLimitBytes) renameSync(outputFile, join(paths.logs, "output.1.log"));
  const output = openSync(outputFile, "a", 0o600);
  const position = statSync(outputFile).size;
  const child = spawn(process.execPath, [...flags, fileURLToPath(new URL("daemon.js", bundleFolder)), project], {
    cwd: project,
    detached: true,
    stdio: ["ignore", output, output, "ipc"],
  });
  closeSync(output);
  return new Promise((resolve, reject) => {
    const end = (finish: () => void) => {
      clearTimeout(late);
      child.removeAllListeners();
      if (child.connected) child.disconnect();
      child.unref();
      finish();
    };
    const late = setTimeout(() => end(() => reject(CliError.STILL_STARTING(withinMs, paths.log))), withinMs);
    child.on("error", (error) => end(() => reject(CliError.START_FAILED(error.message, outputFile, { cause: error }))));
    child.on("exit", (code, signal) =>
      end(() => reject(CliError.START_FAILED(outputSince(outputFile, position) || `its process ended with ${signal ?? `exit code ${code}`}.`, outputFile))),
    );
    child.on("message", (announcement: Announcement) =>
      end(() => (announcement.type === "ready" ? resolve(announcement) : reject(fromWireError(announcement.error)))),
    );
  });
}
