import type { Json } from "@instar/kernel";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { IsolationError } from "../errors.ts";

/** The Standard JSON Schema of https://standardschema.dev. */
interface Describing {
  readonly jsonSchema?: { input(options: { readonly target: string }): Json; output?(options: { readonly target: string }): Json };
}

export interface SchemaData {
  readonly input?: Json;
  readonly output?: Json;
}

export interface WireIssue {
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly keys?: readonly string[];
}

export type WireResult = { readonly value: unknown } | { readonly issues: readonly WireIssue[] };

/** What a schema takes and gives, as JSON Schema, so far as it can say. */
export function describeSchema(schema: StandardSchemaV1): SchemaData {
  const { jsonSchema } = schema["~standard"] as Describing;
  const read = (side: "input" | "output") => {
    try {
      return jsonSchema?.[side]?.({ target: "draft-2020-12" });
    } catch {
      // A schema with transforms may have no JSON Schema; whoever cannot do without it says so.
      return undefined;
    }
  };
  const [input, output] = [read("input"), read("output")];
  return { ...(input === undefined ? {} : { input }), ...(output === undefined ? {} : { output }) };
}

/** Throws ISOLATION_SCHEMA_UNKNOWN when the schema cannot say what it takes. */
export function requireSchema(schema: StandardSchemaV1, what: string): SchemaData {
  const described = describeSchema(schema);
  if (described.input === undefined) throw IsolationError.SCHEMA_UNKNOWN(what);
  return described;
}

export async function validateAcross(schema: StandardSchemaV1, value: unknown): Promise<WireResult> {
  const result = await schema["~standard"].validate(value);
  if (!result.issues) return { value: result.value };
  return {
    issues: result.issues.map((issue) => {
      const { keys } = issue as { keys?: readonly string[] };
      const path = (issue.path ?? [])
        .map((segment) => (typeof segment === "object" ? segment.key : segment))
        .map((key) => (typeof key === "symbol" ? String(key) : key));
      return { message: issue.message, path, ...(keys === undefined ? {} : { keys: keys.map(String) }) };
    }),
  };
}

/** A schema whose checks take place on the other side. */
export function restoreSchema({ input, output }: SchemaData, validate: (value: unknown) => Promise<unknown>): StandardSchemaV1 {
  const standard = {
    version: 1,
    vendor: "instar-isolation",
    validate: async (value: unknown) => (await validate(value)) as StandardSchemaV1.Result<unknown>,
    ...(input === undefined ? {} : { jsonSchema: { input: () => input, output: () => output ?? input } }),
  } as const;
  return { "~standard": standard };
}
