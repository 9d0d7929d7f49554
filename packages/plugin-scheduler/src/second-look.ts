import type { Logger } from "@instar/kernel";
import { schedule } from "node-cron";

/**
 * Looks again once a minute of real time, whatever the timer of the nearest job believes: the machine slept, or somebody set the clock. It keeps no
 * process alive.
 */
export function startSecondLook(look: () => Promise<void>, log: Logger): AsyncDisposable {
  const quiet = {
    info: () => undefined,
    warn: () => undefined,
    debug: () => undefined,
    error: (message: string | Error) => log.warn("The look of the minute failed.", { error: message }),
  };
  const task = schedule("* * * * *", () => look(), {
    name: "look again at what is due",
    noOverlap: true,
    suppressMissedWarning: true,
    unref: true,
    logger: quiet,
  });
  return {
    async [Symbol.asyncDispose]() {
      await task.destroy();
    },
  };
}
