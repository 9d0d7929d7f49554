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

const unknownCommand = /^command (.*) not found$/;
const wrongChoice = /^Expected --\S+=(.*) to be one of: (.*)$/m;
/** What a command itself says of flags that it cannot take. */
const usageCodes = new Set(["CLI_OUT_OF_RANGE", "CLI_BAD_SINCE"]);

function usageHint(message: string): string {
  const [, given = "", known = ""] = wrongChoice.exec(message) ?? [];
  const meant = given === "" ? undefined : nearest(given, known.split(", "));
  return meant === undefined ? "See `instar --help`, or --help after a command." : `Did you mean ${meant}?`;
}

/** oclif indents with tabs and adds a hint of its own. */
const tidy = (text: string) => text.replace(/\nSee more help with --help$/, "").replace(/\s*\n\t/g, ": ");

/** Says on stderr what went wrong and what to do, or prints it as JSON; the exit code. `commands`: the ids of those that there are. */
export function reportError(error: unknown, json: boolean, commands: readonly string[] = []): number {
  const { oclif, code, parse, wrongUse } = error as Parsing;
  if (code === "EEXIT") return oclif?.exit ?? 0;
  const words = unknownCommand.exec((error as Error).message)?.[1]?.split(":");
  const usage = parse !== undefined || oclif?.exit === 2 || words !== undefined;
  const { message, hint, ...known } = toWireError(error);
  const said = usage
    ? {
        code: "USAGE",
        ...(words === undefined ? { message: tidy(message), hint: usageHint(message) } : describeUnknownCommand(words, commands)),
      }
    : { ...known, message, ...(hint === undefined ? {} : { hint }) };
  if (json) process.stdout.write(`${printableJson(JSON.stringify({ error: said }, null, 2))}\n`);
  else {
    process.stderr.write(printable(`${said.message}\n${said.hint === undefined ? "" : `${said.hint}\n`}`));
    if (process.env["INSTAR_DEBUG"] !== undefined && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  }
  if (usage || wrongUse === true || usageCodes.has(said.code ?? "")) return 2;
  return said.code === "CLI_NOT_RUNNING" ? 3 : 1;
}
