import { CliError } from "../errors.ts";
import { isSecretName } from "../project/secrets.ts";
import type { OptionSchema } from "./check-report.ts";

type Options = Record<string, unknown>;

const secretWord = /(token|secret|password|passphrase|(api|access|private|auth|bot)[_-]?key)$/i;

/** Whether an option is one that nobody else may read, going by its name. */
export const looksSecret = (key: string, schema: OptionSchema | undefined): boolean =>
  secretWord.test(key) && (schema?.type === undefined || schema.type === "string" || (Array.isArray(schema.type) && schema.type.includes("string")));

const inCapitals = (words: string) =>
  words
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^a-zA-Z0-9]+/g, "_")
    .toUpperCase()
    .replace(/^(?=\d)/, "P");

/** `telegram` and `botToken` make TELEGRAM_BOT_TOKEN. `wanted`: as the option itself calls it, which counts when it tells whose it is as well. */
export const secretNameFor = (plugin: string, key: string, wanted?: unknown): string =>
  typeof wanted === "string" && isSecretName(wanted) && wanted.startsWith(`${inCapitals(plugin)}_`) ? wanted : inCapitals(`${plugin}_${key}`);

export const markerOf = (secret: string): string => `\${env:${secret}}`;

/** What the schema says of the option at a path of keys. */
export const typeAt = (schema: OptionSchema | undefined, path: readonly string[]): OptionSchema | undefined =>
  path.reduce<OptionSchema | undefined>((at, key) => at?.properties?.[key], schema);

/** A value as the schema wants it; without one, what JSON takes is JSON and the rest is text. */
function readValue(given: string, text: string, schema: OptionSchema | undefined): unknown {
  const types = ([] as readonly string[]).concat(schema?.type ?? []);
  const wants = (...names: readonly string[]) => types.length > 0 && types.every((type) => names.includes(type) || type === "null");
  if (/^env:/.test(text) && isSecretName(text.slice(4))) return markerOf(text.slice(4));
  if (wants("string")) return text;
  if (wants("number", "integer")) {
    if (text.trim() === "" || Number.isNaN(Number(text))) throw CliError.BAD_OPTION(given, `a number is wanted, not "${text}".`);
    return Number(text);
  }
  if (wants("boolean")) {
    if (text !== "true" && text !== "false") throw CliError.BAD_OPTION(given, `true or false is wanted, not "${text}".`);
    return text === "true";
  }
  if (wants("array") && !text.trim().startsWith("[")) return text.split(",").map((item) => readValue(given, item.trim(), schema?.items));
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (wants("array", "object")) throw CliError.BAD_OPTION(given, "JSON is wanted.", { cause: error });
    // Without a type to go by, what is no JSON is text.
    return text;
  }
}

/** Puts a value at a path of keys, into a copy. */
export function withOption(options: Readonly<Options>, [key = "", ...rest]: readonly string[], value: unknown): Options {
  const inner = options[key];
  const below = typeof inner === "object" && inner !== null && !Array.isArray(inner) ? (inner as Options) : {};
  return { ...options, [key]: rest.length === 0 ? value : withOption(below, rest, value) };
}

/** `key=value`, `a.b=value` and `key=env:NAME` as options. Throws CLI_BAD_OPTION, also for a secret in plain sight. */
export function readOptions(given: readonly string[], schema: OptionSchema | undefined): Readonly<Options> {
  return given.reduce<Options>((options, each) => {
    const at = each.indexOf("=");
    const path = each.slice(0, at).split(".");
    if (at < 1 || path.some((key) => key === "" || key === "__proto__"))
      throw CliError.BAD_OPTION(at < 1 ? each : each.slice(0, at), "it is not of the form key=value.");
    const wanted = typeAt(schema, path);
    const key = path.join(".");
    const value = readValue(key, each.slice(at + 1), wanted);
    if (looksSecret(path.at(-1) ?? "", wanted) && !/^\$\{env:/.test(String(value)))
      throw CliError.BAD_OPTION(key, `it looks like a secret, and this would be read by others; give it with --secret ${key}, or as ${key}=env:NAME.`);
    return withOption(options, path, value);
  }, {});
}

/** The options that must be given and were not. */
export const missingOptions = (schema: OptionSchema | undefined, given: Readonly<Options>): readonly string[] =>
  (schema?.required ?? []).filter((key) => !Object.hasOwn(given, key));
