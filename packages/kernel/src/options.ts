import type { StandardSchemaV1 } from "@standard-schema/spec";
import { markedName } from "./define-config.ts";
import { deepFreeze } from "./hooks/deep-freeze.ts";
import type { MaybePromise } from "./json.ts";
import { nearest } from "./nearest.ts";
import type { Plugin } from "./plugin.ts";

export type Secrets = (name: string) => string | undefined;

/** What is wrong, where in the config, and what to do. */
export interface Problem {
  readonly where: string;
  readonly what: string;
  readonly fix?: string;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** The same value with every `env` marker replaced; the names of the missing ones are gathered. */
function resolveMarkers(value: unknown, secrets: Secrets, missing: (path: string, name: string) => void, path: string): unknown {
  const name = markedName(value);
  if (name !== undefined) {
    const secret = secrets(name);
    if (secret === undefined) missing(path, name);
    return secret ?? value;
  }
  if (Array.isArray(value)) return value.map((item, index) => resolveMarkers(item, secrets, missing, `${path}[${index}]`));
  if (!isRecord(value) || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolveMarkers(inner, secrets, missing, `${path}.${key}`)]));
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly additionalProperties?: unknown;
}

/** What the schema takes, where it can say so: the Standard JSON Schema of https://standardschema.dev. */
function inputSchema(schema: StandardSchemaV1): JsonSchema | undefined {
  const standard = schema["~standard"] as { jsonSchema?: { input(options: { target: string }): JsonSchema } };
  try {
    return standard.jsonSchema?.input({ target: "draft-2020-12" });
  } catch {
    // A schema with transforms may have no JSON Schema; its own validation still speaks.
    return undefined;
  }
}

function unknownKeys(input: unknown, schema: JsonSchema | undefined, path: string, found: (path: string, key: string, known: readonly string[]) => void) {
  if (!isRecord(input) || !schema?.properties) return;
  const known = Object.keys(schema.properties);
  for (const [key, value] of Object.entries(input)) {
    const inner = schema.properties[key];
    if (inner) unknownKeys(value, inner, `${path}.${key}`, found);
    else if (!schema.additionalProperties) found(path, key, known);
  }
}

const pathOf = (root: string, issue: StandardSchemaV1.Issue) =>
  (issue.path ?? []).reduce<string>((path, segment) => {
    const key = typeof segment === "object" ? segment.key : segment;
    return typeof key === "number" ? `${path}[${key}]` : `${path}.${String(key)}`;
  }, root);

/** A plugin's options: secrets resolved, validated, defaults filled in, frozen; or everything that is wrong with them. */
export function readOptions(plugin: Plugin, secrets: Secrets): MaybePromise<{ readonly options: unknown; readonly problems: readonly Problem[] }> {
  const { name, definition, input } = plugin;
  const problems: Problem[] = [];
  const schema = definition.options as StandardSchemaV1 | undefined;
  if (!schema) {
    if (input !== undefined) problems.push({ where: name, what: "takes no options, but was given some.", fix: `Write ${name}() without them.` });
    return { options: undefined, problems };
  }
  const unresolved = new Set<string>();
  const resolved = resolveMarkers(
    input ?? {},
    secrets,
    (path, missing) => {
      unresolved.add(path);
      problems.push({
        where: path,
        what: `needs the secret ${missing}, which is not set.`,
        fix: `Run \`instar secrets set ${missing}\`, or set it in the environment.`,
      });
    },
    name,
  );
  const strangers = new Set<string>();
  unknownKeys(resolved, inputSchema(schema), name, (path, key, known) => {
    strangers.add(`${path}.${key}`);
    const meant = nearest(key, known);
    problems.push({
      where: `${path}.${key}`,
      what: "is not an option.",
      fix: meant ? `Did you mean ${meant}?` : known.length > 0 ? `Known are: ${known.join(", ")}.` : "It takes none.",
    });
  });
  const read = (result: StandardSchemaV1.Result<unknown>) => {
    for (const issue of result.issues ?? []) {
      const where = pathOf(name, issue);
      const keys = (issue as { code?: string; keys?: string[] }).code === "unrecognized_keys" ? ((issue as { keys?: string[] }).keys ?? []) : [];
      const told = keys.length > 0 ? keys.every((key) => strangers.has(`${where}.${key}`)) : [...unresolved].some((path) => path === where);
      if (!told) problems.push({ where, what: `${issue.message}.`.replace(/\.\.$/, ".") });
    }
    const value = result.issues ? undefined : result.value;
    if (!result.issues && isRecord(value) && isRecord(resolved) && !inputSchema(schema)?.properties)
      for (const key of Object.keys(resolved)) {
        const meant = nearest(key, Object.keys(value));
        if (!(key in value)) problems.push({ where: `${name}.${key}`, what: "is not an option.", ...(meant ? { fix: `Did you mean ${meant}?` } : {}) });
      }
    return { options: deepFreeze(value), problems };
  };
  const result = schema["~standard"].validate(resolved);
  return result instanceof Promise ? result.then(read) : read(result);
}
