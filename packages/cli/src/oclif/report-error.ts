import { printable, printableJson } from "../printable.ts";
import { toWireError } from "../socket/protocol.ts";

interface Parsing {
  readonly oclif?: { readonly exit?: number };
  readonly code?: string;
  readonly parse?: unknown;
  readonly showHelp?: boolean;
}

const strip = (text: string) => text.replace(/\nSee more help with --help$/, "");

/** Says on stderr what went wrong and what to do, or prints it as JSON; the exit code. */
export function reportError(error: unknown, json: boolean): number {
  const { oclif, code, parse } = error as Parsing;
  if (code === "EEXIT") return oclif?.exit ?? 0;
  const usage = parse !== undefined || oclif?.exit === 2 || /^command .* not found$/.test((error as Error).message);
  const { message, hint, ...known } = toWireError(error);
  const said = usage
    ? { code: "USAGE", message: strip(message), hint: "See `instar --help`, or --help after a command." }
    : { ...known, message, ...(hint === undefined ? {} : { hint }) };
  if (json) process.stdout.write(`${printableJson(JSON.stringify({ error: said }, null, 2))}\n`);
  else {
    process.stderr.write(printable(`${said.message}\n${said.hint === undefined ? "" : `${said.hint}\n`}`));
    if (process.env["INSTAR_DEBUG"] !== undefined && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  }
  if (usage) return 2;
  return said.code === "CLI_NOT_RUNNING" ? 3 : 1;
}
