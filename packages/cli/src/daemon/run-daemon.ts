import { makePrivateFolder, projectPaths } from "../project/project-paths.ts";
import { toWireError, type WireError } from "../socket/protocol.ts";
import { blameFailures } from "./blame-failures.ts";
import { captureOutput } from "./capture-output.ts";
import { openLog } from "./open-log.ts";
import { type Daemon, startDaemon } from "./start-daemon.ts";

/** What the daemon tells the process that started it. */
export type Announcement =
  | { readonly type: "ready"; readonly pid: number; readonly name: string; readonly socket: string }
  | { readonly type: "failed"; readonly error: WireError };

/** The kernel ends everything in this time; what hangs longer ends with the process. */
const stopWithinMs = 10_000;

/** Lives as the agent of `project` until it is told to stop; the exit code. `announce` hears once how the start went. */
export async function runDaemon(
  project: string,
  { echo, announce }: { readonly echo: boolean; announce(announcement: Announcement): Promise<void> },
): Promise<number> {
  const paths = projectPaths(project);
  makePrivateFolder(paths.home);
  const log = openLog(paths, { echo, level: process.env["INSTAR_LOG_LEVEL"] ?? "info" });
  using _output = echo ? undefined : captureOutput(paths.output, log.redact);
  await using failures = blameFailures(log, { file: paths.log, echo, watchdog: process.env["INSTAR_WATCHDOG"] !== "off" });

  let daemon: Daemon | undefined;
  let asked: string | undefined;
  const limitStop = () => {
    const late = setTimeout(() => {
      log.error("Stopping took too long, so the process ends now.", { afterMs: stopWithinMs });
      process.exit(1);
    }, stopWithinMs);
    late.unref();
  };
  const stop = (signal: string) => {
    if (asked !== undefined) return;
    asked = signal;
    limitStop();
    void daemon?.stop(`The process got ${signal}.`);
  };
  process.on("SIGTERM", () => stop("SIGTERM"));
  process.on("SIGINT", () => stop("SIGINT"));
  // The terminal that started it may go away.
  process.on("SIGHUP", () => undefined);

  try {
    daemon = await startDaemon(project, log, failures.follow);
  } catch (error) {
    await announce({ type: "failed", error: toWireError(error) });
    return 1;
  }
  void daemon.stopping.then(limitStop);
  await announce({ type: "ready", pid: process.pid, name: daemon.name, socket: daemon.socket });
  if (asked !== undefined) await daemon.stop(`The process got ${asked}.`);
  await daemon.stopped;
  return 0;
}
