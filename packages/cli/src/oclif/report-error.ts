import { nearest } from "@instar/kernel/nearest";
import { printable, printableJson } from "../printable.ts";
import { toWireError } from "../socket/protocol.ts";
import { describeUnknownCommand } from "./describe-unknown-command.ts";

interface Parsing {
  readonly oclif?: { readonly exit?: number };
  readonly code?: string;
  readonly parse?: unknown;
  readonly showHelp?: boolean;
  /** Its command's package lists its code among those of wrong use. */
  readonly wrongUse?: true;
}

const unknownCommand = /^command (.*) not found\.?$/i;
const wrongChoice = /^Expected --\S+=(.*) to be one of: (.*)$/m;
/** What a command itself says of flags that it cannot take. */
const usageCodes = new Set([
  "CLI_OUT_OF_RANGE",
  "CLI_THREAD_OF_WHAT",
  "CLI_ONLY_WITH",
  "CLI_BAD_SINCE",
  "CLI_TWO_AGENTS",
  "CLI_BAD_SECRET_NAME",
  "CLI_NOTHING_TO_SAY",
  "CLI_BAD_PLUGIN_NAME",
  "CLI_PLUGIN_NAME_TAKEN",
  "CLI_WHICH_KIND",
  "CLI_HERE_OR_FOLDER",
]);

/** The person gave up a question, as Ctrl-C would have. */
const leftCodes = new Set(["CLI_GAVE_UP", "CLI_LEFT", "CLI_ADD_LEFT"]);

function usageHint(message: string, command: string | undefined): string {
  const [, given = "", known = ""] = wrongChoice.exec(message) ?? [];
  const meant = given === "" ? undefined : nearest(given, known.split(", "));
  if (meant !== undefined) return `Did you mean ${meant}?`;
  return command === undefined ? "See `instar --help`, or --help after a command." : `See \`instar ${command} --help\`.`;
}

/** The command that the words begin with. */
const commandOf = (words: readonly string[], commands: readonly string[]) =>
  words.map((_, index) => words.slice(0, words.length - index).join(" ")).find((start) => commands.includes(start));

/** oclif indents with tabs and adds hints of its own, one of which (that a repeated flag takes all words behind it) is not so here. */
const tidy = (text: string) =>
  text
    .replace(/\nSee more help with --help$/, "")
    .replace(/\n\nNote: --[\s\S]*$/, "")
    .replace(/\s*\n\t/g, ": ");

export interface CommandLine {
  readonly words: readonly string[];
  /** The ids of the commands that there are. */
  readonly commands: readonly string[];
  /** See `describeUnknownCommand`. */
  readonly missing?: () => string | undefined;
}

/** Says on stderr what went wrong and what to do, or prints it as JSON; the exit code. */
export function reportError(error: unknown, json: boolean, line: CommandLine = { words: [], commands: [] }): number {
  const { oclif, code, parse, wrongUse } = error as Parsing;
  if (code === "EEXIT") return oclif?.exit ?? 0;
  const words = unknownCommand.exec((error as Error).message)?.[1]?.split(":");
  const usage = parse !== undefined || oclif?.exit === 2 || words !== undefined;
  const { message, hint, ...known } = toWireError(error);
  const said = usage
    ? {
        code: "USAGE",
        ...(words === undefined
          ? { message: tidy(message), hint: usageHint(message, commandOf(line.words, line.commands)) }
          : describeUnknownCommand(words, line.commands, line.missing)),
      }
    : { ...known, message, ...(hint === undefined ? {} : { hint }) };
  if (json) process.stdout.write(`${printableJson(JSON.stringify({ error: said }, null, 2))}\n`);
  else {
    process.stderr.write(printable(`${said.message}\n${said.hint === undefined ? "" : `${said.hint}\n`}`));
    if (process.env["INSTAR_DEBUG"] !== undefined && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  }
  if (usage || wrongUse === true || usageCodes.has(said.code ?? "")) return 2;
  if (leftCodes.has(said.code ?? "")) return 130;
  return said.code === "CLI_NOT_RUNNING" ? 3 : 1;
}
