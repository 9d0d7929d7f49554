import { Command, type Interfaces } from "@oclif/core";
import { createAsk } from "../ask-in-terminal.ts";
import { printResult } from "../print-result.ts";
import { requireProject } from "../project/find-project.ts";
import { refuseOwnerCommand } from "../project/refuse-inside-session.ts";
import { openServices } from "../services.ts";
import { type ListedCommand, loadCommand } from "./command-list.ts";

const isUsage = (error: unknown, { usageErrors = [] }: ListedCommand): error is Error =>
  error instanceof Error && usageErrors.includes(String((error as { readonly code?: unknown }).code));

/** The oclif command around a declared one: parses, gives it its context, undoes what it opened. Its result is the exit code. */
export function createCommandClass(
  listed: ListedCommand,
  parsed: { readonly args: Interfaces.ArgInput; readonly flags: Interfaces.FlagInput },
  project: string | undefined,
): Command.Class {
  class DeclaredCommand extends Command {
    static override id = listed.id.replaceAll(" ", ":");
    static override summary = listed.summary;
    static override args = parsed.args;
    static override flags = parsed.flags;

    override async run(): Promise<number> {
      const { args, flags } = await this.parse(DeclaredCommand);
      await refuseOwnerCommand(listed.id);
      const { json, dir: _, ...own } = flags as Record<string, unknown>;
      for (const [name, flag] of Object.entries(listed.flags ?? {})) {
        if (flag.multiple === true) own[name] ??= [];
        else if (flag.type === "boolean") own[name] ??= false;
      }
      const interrupted = new AbortController();
      const interrupt = () => {
        if (interrupted.signal.aborted) process.exit(130);
        interrupted.abort();
      };
      process.on("SIGINT", interrupt);
      // Services that are set up here wait with timers that keep no process alive; whoever waits for them must.
      const waiting = setInterval(() => undefined, 60_000);
      await using services = openServices(project, interrupted.signal);
      try {
        const command = await loadCommand(listed, project);
        const code = await command.run({
          args: args as never,
          flags: own as never,
          service: services.service,
          print: (value, text) => printResult(value, { json: json === true, ...(text === undefined ? {} : { text }) }),
          json: json === true,
          ask: json !== true && process.stdin.isTTY === true && process.stdout.isTTY === true ? createAsk(interrupted.signal) : undefined,
          async command(words) {
            await services.release();
            const { giveCommand } = await import("../give-command.ts");
            return giveCommand(words, { project, quiet: json === true });
          },
          async keepSecret(option, value) {
            const { keepSecret } = await import("../project/keep-secret.ts");
            const name = await keepSecret(requireProject(project), listed.plugin ?? "", option, value);
            // What was set up here stands on the former value
            await services.release();
            return name;
          },
          signal: interrupted.signal,
          project,
        });
        return code ?? 0;
      } catch (error) {
        throw isUsage(error, listed) ? Object.assign(error, { wrongUse: true }) : error;
      } finally {
        clearInterval(waiting);
        process.off("SIGINT", interrupt);
      }
    }

    protected override async catch(error: Error): Promise<never> {
      throw error;
    }
  }
  return DeclaredCommand as unknown as Command.Class;
}
