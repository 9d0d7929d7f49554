import { InstarError } from "@instar/kernel/command";
import { CliError } from "../errors.ts";

/** The config with a new entry does not hold: what of that is the command line's own, by its flags; no values, which may be nobody else's. Any other error as it is. */
export function explainRefusal(error: Error, plugin: string, secrets: readonly string[]): Error {
  if (!InstarError.is(error, "KERNEL_CONFIG_INVALID")) return error;
  const [, ...problems] = error.message.split("\n  - ");
  if (problems.some((problem) => problem.startsWith(`${plugin}: is listed twice.`))) return CliError.PLUGIN_HERE(plugin, undefined, { cause: error });
  const mistakes = problems.flatMap((problem) => {
    if (problem.startsWith(`${plugin}: takes no options`)) return ["--option: it takes no options."];
    const [, path, what] = /^([^:]+): (.*)$/s.exec(problem.startsWith(`${plugin}.`) ? problem.slice(plugin.length + 1) : "") ?? [];
    return path === undefined ? [] : [`${secrets.includes(path) ? "--secret" : "--option"} ${path}: ${what}`];
  });
  return mistakes.length === 0 || mistakes.length < problems.length ? error : CliError.OPTIONS_REFUSED(plugin, mistakes, { cause: error });
}
