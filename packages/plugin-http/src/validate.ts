import type { RouteSchema } from "@instar/kernel/contracts";
import { withStatus } from "./error-status.ts";
import { HttpError } from "./errors.ts";
import { withExtras } from "./problem.ts";

type Schema = NonNullable<RouteSchema["body"]>;
type Issue = { readonly message: string; readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined };

const mostFields = 20;
const longestMessage = 300;
const statusOf = { params: 400, query: 400, body: 422 } as const;

const fieldOf = ({ path = [], message }: Issue) => ({
  path: path.map((part) => String(typeof part === "object" ? part.key : part)).join("."),
  message: message.slice(0, longestMessage),
});

/** What the schema makes of the value, or throws HTTP_INVALID with the fields that don't fit: 422 for a body, 400 for the rest. */
export async function validate(schema: Schema | undefined, value: unknown, where: keyof typeof statusOf): Promise<unknown> {
  if (schema === undefined) return value;
  const result = await schema["~standard"].validate(value);
  if (result.issues === undefined) return result.value;
  const fields = result.issues.slice(0, mostFields).map(fieldOf);
  const text = fields.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join("; ");
  throw withExtras(withStatus(HttpError.INVALID(where, text), statusOf[where]), { fields });
}

/** A query's values: a string each, a list where a name comes several times. */
export function queryOf(url: string): Readonly<Record<string, string | readonly string[]>> {
  if (!url.includes("?")) return {};
  const { searchParams } = new URL(url);
  const query: Record<string, string | readonly string[]> = Object.create(null) as Record<string, string | readonly string[]>;
  for (const name of new Set(searchParams.keys())) {
    const values = searchParams.getAll(name);
    query[name] = values.length === 1 ? (values[0] as string) : values;
  }
  return { ...query };
}
