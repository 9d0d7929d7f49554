import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { MaybePromise } from "../json.ts";
import { point } from "../token.ts";

/** Validation, OpenAPI and `--json` come from these. */
export interface RouteSchema {
  readonly params?: StandardSchemaV1;
  readonly query?: StandardSchemaV1;
  readonly body?: StandardSchemaV1;
  readonly answer?: StandardSchemaV1;
}

/**
 * Absolute path; a first segment belongs to one plugin, a clash is a boot error. Web `Request`/`Response`: no framework type
 * crosses the boundary. `signed` routes bring their own check (a webhook's signature) and are listed by doctor. Only `/health` is open.
 */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: `/${string}`;
  readonly access: "agent" | "owner" | { readonly signed: (request: Request) => MaybePromise<boolean> };
  readonly schema?: RouteSchema;
  handle(request: Request, params: Readonly<Record<string, string>>): MaybePromise<Response>;
}

export const Routes = point<Route>("routes");
