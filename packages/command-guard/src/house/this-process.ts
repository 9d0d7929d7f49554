import { basename } from "node:path";
import type { DaemonProcess } from "./kill.ts";

/** The process that asks, as `kill` and its friends see it: in the daemon, the daemon. */
export const thisProcess = (): DaemonProcess => ({
  pids: [process.pid],
  names: [basename(process.execPath), process.title, "MainThread"],
  line: [process.execPath, ...process.execArgv, ...process.argv.slice(1)].join(" "),
});
