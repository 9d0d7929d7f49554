import { systemCode } from "./errors.ts";

/** Signals everybody in a process group; 0 only asks. Whether somebody is in it. */
export function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  if (group <= 1) return false;
  try {
    process.kill(-group, signal);
    return true;
  } catch (error) {
    if (systemCode(error) === "ESRCH") return false;
    // Somebody is in it who changed to another user; the others got the signal.
    if (systemCode(error) === "EPERM") return true;
    throw error;
  }
}
