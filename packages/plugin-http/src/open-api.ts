import type { Json } from "@instar/kernel";
import type { RouteSchema } from "@instar/kernel/contracts";
import type { PlannedPath, PlannedRoute } from "./plan-routes.ts";

type Schema = NonNullable<RouteSchema["body"]>;
type JsonObject = { readonly [key: string]: Json };

interface Describing {
  readonly jsonSchema?: {
    readonly input?: (options: { readonly target: string }) => unknown;
    readonly output?: (options: { readonly target: string }) => unknown;
  };
}

/** The schema as JSON Schema where its library tells (Standard JSON Schema); else anything. */
function describeSchema(schema: Schema, side: "input" | "output" = "input"): JsonObject {
  try {
    const described = (schema["~standard"] as Describing).jsonSchema?.[side]?.({ target: "draft-2020-12" });
    const { $schema: _, ...rest } = JSON.parse(JSON.stringify(described ?? {})) as Record<string, Json>;
    return rest;
  } catch {
    // Some types (a function, a date) have no JSON Schema: anything is described then.
    return {};
  }
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, JsonObject>>;
  readonly required?: readonly string[];
}

const parametersOf = (schema: Schema | undefined, place: "path" | "query"): readonly Json[] => {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = describeSchema(schema) as ObjectSchema;
  return Object.entries(properties).map(([name, described]) => ({ name, in: place, required: place === "path" || required.includes(name), schema: described }));
};

const namesIn = (path: string) => [...path.matchAll(/:([^/]+)/g)].map((match) => match[1] as string);
const problemAnswer = { description: "What went wrong", content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } };

function describeRoute(path: string, { plugin, route }: PlannedRoute, open: boolean): Json {
  const { params, query, body, answer } = route.schema ?? {};
  const described = parametersOf(params, "path");
  const missing = namesIn(path).filter((name) => !described.some((parameter) => (parameter as { name: string }).name === name));
  const parameters = [
    ...described,
    ...missing.map((name): Json => ({ name, in: "path", required: true, schema: { type: "string" } })),
    ...parametersOf(query, "query"),
  ];
  return {
    operationId: `${route.method.toLowerCase()}${path.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => (next ?? "").toUpperCase())}`,
    ...(route.summary === undefined ? {} : { summary: route.summary }),
    tags: [plugin],
    "x-instar-access": typeof route.access === "string" ? (open ? "open" : route.access) : "signed",
    ...(open ? { security: [{}, { token: [] }] } : typeof route.access === "string" ? {} : { security: [] }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined ? {} : { requestBody: { required: true, content: { "application/json": { schema: describeSchema(body) } } } }),
    responses: {
      "2XX": { description: "Done", ...(answer === undefined ? {} : { content: { "application/json": { schema: describeSchema(answer, "output") } } }) },
      default: problemAnswer,
    },
  };
}

const problemSchema: Json = {
  type: "object",
  required: ["type", "title", "status", "detail", "instance", "code"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    instance: { type: "string" },
    code: { type: "string" },
    hint: { type: "string" },
    errors: { type: "array", items: { type: "object", properties: { path: { type: "string" }, message: { type: "string" } } } },
  },
};

/** The OpenAPI 3.1 document of the routes that are served. */
export function describeApi(
  paths: readonly PlannedPath[],
  { title, version, url, isOpen }: { readonly title: string; readonly version: string; readonly url: string | undefined; isOpen(route: PlannedRoute): boolean },
): Json {
  return {
    openapi: "3.1.0",
    info: { title, version },
    ...(url === undefined ? {} : { servers: [{ url }] }),
    security: [{ token: [] }],
    paths: Object.fromEntries(
      paths.map(({ path, methods }) => [
        path.replace(/:([^/]+)/g, "{$1}"),
        Object.fromEntries([...methods].map(([method, planned]) => [method.toLowerCase(), describeRoute(path, planned, isOpen(planned))])),
      ]),
    ),
    components: { securitySchemes: { token: { type: "http", scheme: "bearer" } }, schemas: { Problem: problemSchema } },
  };
}
