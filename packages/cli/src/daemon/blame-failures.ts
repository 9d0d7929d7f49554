import type { Kernel } from "@instar/kernel";
import { CliError } from "../errors.ts";
import { keepFailureBudgets } from "./failure-budget-keeper.ts";
import type { DaemonLog } from "./open-log.ts";
import { startWatchdog } from "./watchdog.ts";
import { type Block, placeOf } from "./watchdog-settings.ts";

/** The package that an error's stack goes through first, beside our own: all that is known before there are plugins. */
const packageOf = (error: unknown) => /node_modules[/\\]((?:@[^/\\]+[/\\])?[^/\\]+)/.exec(error instanceof Error ? (error.stack ?? "") : "")?.[1];

const withStack = (stack: string) => Object.assign(new Error("What runs now."), { stack });

export interface FailureBlame extends AsyncDisposable {
  /** From now on failures are the plugins' of this kernel, a plugin that fails too often is paused, and who blocks the process is named. */
  follow(kernel: Kernel): void;
}

/** Keeps this process alive when something fails that nobody caught, and names the plugin: for exceptions, rejections, blocks and exits. */
export function blameFailures(
  log: DaemonLog,
  { file, echo, watchdog }: { readonly file: string; readonly echo: boolean; readonly watchdog: boolean },
): FailureBlame {
  let kernel: Kernel | undefined;
  let watching: AsyncDisposable | undefined;

  const uncaught = (error: unknown) => {
    if (kernel?.uncaught(error) === undefined) log.error("Something failed that nobody caught.", { error, package: packageOf(error) });
  };
  const blocked = ({ blockedMs, plugin, stack = "" }: Block) => {
    const at = placeOf(stack) ?? "something";
    const error = Object.assign(CliError.BLOCKED(blockedMs, at), { plugin });
    if (plugin === undefined || kernel === undefined) log.error("The process was blocked.", { error });
    else kernel.uncaught(error);
  };
  const { exit } = process;
  process.exit = (code) => {
    const error = new Error("process.exit");
    Error.captureStackTrace(error, process.exit);
    const plugin = kernel?.blame(error);
    if (plugin !== undefined) log.error("A plugin ends the process of the agent.", { plugin, code: code ?? process.exitCode ?? 0, stack: error.stack });
    return exit.call(process, code);
  };
  process.on("uncaughtException", uncaught);
  process.on("unhandledRejection", uncaught);

  return {
    follow(house) {
      kernel = house;
      keepFailureBudgets(house, { log });
      if (watchdog) watching ??= startWatchdog({ log: file, echo, blame: (stack) => kernel?.blame(withStack(stack)), blocked });
    },
    async [Symbol.asyncDispose]() {
      process.off("uncaughtException", uncaught);
      process.off("unhandledRejection", uncaught);
      process.exit = exit;
      await watching?.[Symbol.asyncDispose]();
    },
  };
}
