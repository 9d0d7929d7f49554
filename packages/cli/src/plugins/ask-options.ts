import { confirm, isCancel, select, text } from "@clack/prompts";
import { CliError } from "../errors.ts";
import { printable } from "../printable.ts";
import { readHidden } from "../read-hidden.ts";
import type { OptionSchema } from "./check-report.ts";
import { looksSecret, markerOf, missingOptions, readOptions, secretNameFor, typeAt, withOption } from "./read-options.ts";

export interface AskedOptions {
  readonly options: Readonly<Record<string, unknown>>;
  /** Values by the names under which they are kept. */
  readonly secrets: ReadonlyMap<string, string>;
}

export interface OptionWishes {
  readonly plugin: string;
  readonly schema: OptionSchema | undefined;
  /** `key=value` each. */
  readonly given: readonly string[];
  /** Options whose values are asked for without showing them. */
  readonly secret: readonly string[];
  /** Somebody sits at a terminal and may be asked. */
  readonly asking: boolean;
  /** Whether a secret of that name is kept already: then no value means that one. */
  isKept(name: string): boolean;
}

async function askOne(key: string, schema: OptionSchema | undefined): Promise<string> {
  const message = `${key}${schema?.description === undefined ? "" : `: ${schema.description}`}`;
  const choices = schema?.enum?.map(String);
  const answer =
    choices !== undefined
      ? await select({ message, options: choices.map((value) => ({ value, label: value })) })
      : schema?.type === "boolean"
        ? await confirm({ message })
        : await text({ message, validate: (value) => (value === undefined || value === "" ? "It is needed." : undefined) });
  if (isCancel(answer)) throw CliError.ADD_LEFT();
  return String(answer);
}

/** All options that were given and, at a terminal, those that are still needed; secrets apart. Rejects with CLI_BAD_OPTION, CLI_MISSING_OPTIONS, CLI_STDIN_ONCE. */
export async function askOptions({ plugin, schema, given, secret, asking, isKept }: OptionWishes): Promise<AskedOptions> {
  let options = readOptions(given, schema);
  const missing = missingOptions(schema, options).filter((key) => !secret.includes(key));
  const isSecret = (key: string) => looksSecret(key, schema?.properties?.[key]);
  const optional = Object.keys(schema?.properties ?? {}).filter((key) => isSecret(key) && !(key in options) && ![...missing, ...secret].includes(key));
  if (!asking && missing.length > 0)
    throw CliError.MISSING_OPTIONS(
      plugin,
      missing.map((key) => (isSecret(key) ? `--secret ${key}` : `--option ${key}=…`)),
      optional.map((key) => `--secret ${key}`),
    );
  const hidden = [...new Set([...secret, ...(asking ? missing.filter(isSecret) : [])])];
  const secrets = new Map<string, string>();
  let stdinRead = false;
  for (const key of hidden) {
    const at = typeAt(schema, key.split("."));
    const name = secretNameFor(plugin, key, at?.secret);
    options = withOption(options, key.split("."), markerOf(name));
    if (!process.stdin.isTTY && stdinRead) {
      if (isKept(name)) continue;
      throw CliError.STDIN_ONCE();
    }
    stdinRead = true;
    const about = at?.description === undefined ? "" : `${printable(at.description)}\n`;
    const value = (await readHidden(`${about}${key} (kept as the secret ${name}${isKept(name) ? "; Enter keeps the one that is there" : ""}): `)).trim();
    if (value !== "") secrets.set(name, value);
    else if (!isKept(name)) throw CliError.NO_SECRET_VALUE(name);
  }
  for (const key of missing)
    if (!hidden.includes(key)) options = { ...options, ...readOptions([`${key}=${await askOne(key, schema?.properties?.[key])}`], schema) };
  return { options, secrets };
}
