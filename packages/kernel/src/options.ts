import { isDeepStrictEqual } from "node:util";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { replaceMarkers } from "./define-config.ts";
import { asError } from "./errors.ts";
import { deepFreeze } from "./hooks/deep-freeze.ts";
import { nearest } from "./nearest.ts";
import type { Plugin } from "./plugin.ts";
import { type Problem, unknownKey } from "./problem.ts";

export type Secrets = (name: string) => string | undefined;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** The same value with every string replaced by what `replace` makes of it. */
function mapStrings(value: unknown, at: string, replace: (text: string, at: string) => string): unknown {
  if (typeof value === "string") return replace(value, at);
  if (Array.isArray(value)) return value.map((item, index) => mapStrings(item, `${at}[${index}]`, replace));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapStrings(inner, `${at}.${key}`, replace)]));
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly additionalProperties?: unknown;
}

/** What the schema takes, where it can say so: the Standard JSON Schema of https://standardschema.dev. */
function schemaOf(schema: StandardSchemaV1): JsonSchema | undefined {
  const { jsonSchema } = schema["~standard"] as { jsonSchema?: { input(options: { target: string }): JsonSchema } };
  try {
    return jsonSchema?.input({ target: "draft-2020-12" });
  } catch {
    // A schema with transforms may have no JSON Schema; its own validation still speaks.
    return undefined;
  }
}

/** Where a schema cannot say what it takes, its output tells which keys it knows. */
const schemaLike = (output: unknown): JsonSchema =>
  isRecord(output) ? { properties: Object.fromEntries(Object.entries(output).map(([key, inner]) => [key, schemaLike(inner)])) } : {};

/** Keys that `schema` does not know, each with those that it knows and that were not given. */
function strangers(
  given: unknown,
  schema: JsonSchema | undefined,
  at: string,
): { at: string; key: string; known: string[]; holder: Record<string, unknown> }[] {
  if (Array.isArray(given)) return given.flatMap((item, index) => strangers(item, schema?.items, `${at}[${index}]`));
  if (!isRecord(given) || !schema?.properties) return [];
  const properties = new Map(Object.entries(schema.properties));
  return Object.entries(given).flatMap(([key, inner]) => {
    if (properties.has(key)) return strangers(inner, properties.get(key), `${at}.${key}`);
    return schema.additionalProperties ? [] : [{ at, key, known: [...properties.keys()].filter((name) => !(name in given)), holder: given }];
  });
}

/** zod says which keys a strict object does not know. */
interface KeyedIssue extends StandardSchemaV1.Issue {
  readonly keys?: readonly string[];
}

const pathOf = (root: string, { path = [] }: StandardSchemaV1.Issue) =>
  path.reduce<string>((at, segment) => {
    const key = typeof segment === "object" ? segment.key : segment;
    return typeof key === "number" ? `${at}[${key}]` : `${at}.${String(key)}`;
  }, root);

/** A plugin's options: secrets resolved, validated, defaults filled in, frozen; or everything that is wrong with them. */
export async function readOptions(
  { name, definition, input }: Plugin,
  secrets: Secrets,
): Promise<{ readonly options: unknown; readonly problems: readonly Problem[] }> {
  const schema = definition.options as StandardSchemaV1 | undefined;
  const unwanted = { where: name, what: "takes no options, but was given some.", fix: `Write ${name}() without them.` };
  if (!schema) return { options: undefined, problems: input === undefined ? [] : [unwanted] };

  const problems: Problem[] = [];
  const told = new Set<string>();
  const given = mapStrings(input ?? {}, name, (text, at) =>
    replaceMarkers(text, (secret) => {
      const value = secrets(secret);
      if (value !== undefined) return value;
      told.add(at);
      const fix = `Run \`instar secrets set ${secret}\`, or set it in the environment.`;
      problems.push({ where: at, what: `needs the secret ${secret}, which is not set.`, fix });
      return undefined;
    }),
  );
  const accepted = input === undefined ? undefined : schemaOf(schema);
  for (const { at, key, known } of strangers(given, accepted, name)) {
    told.add(`${at}.${key}`);
    problems.push(unknownKey(at, "an option", key, known));
  }
  const validate = async () => schema["~standard"].validate(given);
  const result = await validate().catch(
    (error): StandardSchemaV1.FailureResult => ({ issues: [{ message: `could not be checked: ${asError(error).message}` }] }),
  );
  if (!result.issues) {
    for (const { at, key, known, holder } of accepted ? [] : strangers(given, schemaLike(result.value), name)) {
      // Such a schema may have renamed the key: only one that looks like a slip, and whose absence changes nothing, is refused
      const { [key]: value } = holder;
      delete holder[key];
      if (nearest(key, known) && isDeepStrictEqual(await validate(), result)) problems.push(unknownKey(at, "an option", key, known));
      holder[key] = value;
    }
    return { options: deepFreeze(result.value), problems };
  }
  for (const { keys = [], ...issue } of result.issues as readonly KeyedIssue[]) {
    const where = pathOf(name, issue);
    const known = told.has(where) || (keys.length > 0 && keys.every((key) => told.has(`${where}.${key}`)));
    if (!known) problems.push({ where, what: issue.message.replace(/^.*expected (.+), received undefined$/, "is required: $1").replace(/[^.?!]$/, "$&.") });
  }
  return { options: undefined, problems };
}
