import type { Logger } from "@instar/kernel";
import { schedule } from "node-cron";

/** Looks once a minute until it is disposed of. */
export interface SecondLook extends AsyncDisposable {
  /** The clock was put back: it begins anew, for it would wait until that time comes again. */
  again(): void;
}

/**
 * Looks again once a minute of real time, whatever the timer of the nearest job believes: the machine slept, or somebody set the clock. It keeps no
 * process alive.
 */
export function startSecondLook(look: () => Promise<void>, log: Logger): SecondLook {
  const quiet = {
    info: () => undefined,
    warn: () => undefined,
    debug: () => undefined,
    error: (message: string | Error) => log.warn("The look of the minute failed.", { error: message }),
  };
  const begin = () =>
    schedule("* * * * *", () => look(), {
      name: "look again at what is due",
      noOverlap: true,
      suppressMissedWarning: true,
      unref: true,
      logger: quiet,
    });
  let task = begin();
  return {
    again() {
      void task.destroy();
      task = begin();
    },
    async [Symbol.asyncDispose]() {
      await task.destroy();
    },
  };
}
