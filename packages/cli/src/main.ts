import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Config, run } from "@oclif/core";
import { CliError } from "./errors.ts";
import { bringCommands } from "./oclif/bring-commands.ts";
import { createOclifPlugin } from "./oclif/create-oclif-plugin.ts";
import { missingCommands } from "./oclif/missing-commands.ts";
import { aliases, topics } from "./oclif/own-commands.ts";
import { reportError } from "./oclif/report-error.ts";
import { findProject } from "./project/find-project.ts";
import { version } from "./version.ts";

const here = dirname(fileURLToPath(import.meta.url));

/** Those that write the list of the plugins' commands anew need not be told that it is old; nor does who names a command that is there. */
const refreshing = new Set(["start", "restart", "reload", "add", "remove", "plugins", "config", "server", "init", "setup"]);

function folderAsked(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((word) => word === "--dir" || word.startsWith("--dir="));
  return argv[at]?.startsWith("--dir=") ? argv[at]?.slice("--dir=".length) : at === -1 ? undefined : argv[at + 1];
}

/** Runs one command line. Sets the exit code: 0 done, 1 failed, 2 used wrongly, 3 not running. */
export async function main(words: readonly string[]): Promise<void> {
  // A reader that has enough (`| head`) is no failure.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  const argv = words.length > 0 ? [...words] : [process.stdin.isTTY && process.stdout.isTTY ? "setup" : "--help"];
  const commands: string[] = [];
  process.exitCode = await runCommandLine(helpAsFlag(argv), commands).catch((error: unknown) =>
    reportError(error, argv.includes("--json"), {
      words: argv,
      commands,
      missing: () => missingCommands(argv[0] ?? "", findProject(resolve(folderAsked(argv) ?? process.cwd()))),
    }),
  );
}

/** `help start` is what many type. */
const helpAsFlag = (argv: string[]) => (argv[0] === "help" ? [...argv.slice(1), "--help"] : argv);

/** `commands` takes the ids of all commands, for whoever reports a mistake. */
async function runCommandLine(argv: string[], commands: string[]): Promise<number> {
  // oclif would read settings from the person's home folder.
  process.env["INSTAR_DISABLE_THEME"] = "1";
  // oclif would look the person's shell up, which fails for a user id without an entry, as containers have it.
  if (process.platform !== "win32") process.env["SHELL"] ??= "/bin/sh";
  const asked = folderAsked(argv);
  const project = findProject(resolve(asked ?? process.cwd()));
  if (asked !== undefined && project === undefined) throw CliError.NO_AGENT_FOLDER(resolve(asked));
  const { own, contributed, warning } = await bringCommands(argv[0] ?? "", project);
  const isThere = [...own, ...contributed].some(({ id }) => id === argv[0] || id.startsWith(`${argv[0]} `));
  if (warning !== undefined && !isThere && !refreshing.has(argv[0] ?? "")) process.stderr.write(`${warning}\n`);
  const root = createOclifPlugin({ name: "instar", version, root: here, commands: own, aliases, topics }, project);
  const plugins = new Map([[root.name, root]]);
  if (contributed.length > 0) {
    const fromProject = createOclifPlugin({ name: "instar-project", version, root: project ?? here, commands: contributed }, project);
    plugins.set(fromProject.name, fromProject);
  }
  commands.push(...own.map(({ id }) => id), ...Object.keys(aliases), ...contributed.map(({ id }) => id));
  const config = await Config.load({ root: here, plugins, version });
  const code: unknown = await run(argv, config);
  return typeof code === "number" ? code : 0;
}
