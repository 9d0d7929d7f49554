import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { MaybePromise } from "../json.ts";
import { point } from "../token.ts";
import type { Caller } from "./access.ts";

/** Validation, OpenAPI and `--json` come from these. */
export interface RouteSchema {
  readonly params?: StandardSchemaV1;
  readonly query?: StandardSchemaV1;
  readonly body?: StandardSchemaV1;
  readonly answer?: StandardSchemaV1;
}

/** What a route's handler is given beside the request; `query` and `body` as the schemas made them. */
export interface RouteCall {
  readonly params: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
  /** Absent on signed routes. */
  readonly caller?: Caller;
}

/**
 * Absolute path with `:name` parameters; a first segment belongs to one plugin, a clash is a boot error. Web `Request`/`Response`: no framework type
 * crosses the boundary. `signed` routes bring their own check (a webhook's signature) and are listed by doctor. Only `/health` is open.
 */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: `/${string}`;
  readonly access: "agent" | "owner" | { readonly signed: (request: Request) => MaybePromise<boolean> };
  /** A sentence for the OpenAPI document. */
  readonly summary?: string;
  readonly schema?: RouteSchema;
  /** It starts work, such as a turn of the agent: how often one caller may do that is limited. */
  readonly spawns?: boolean;
  /** Validated before: a `Request` whose body was read is given anew. A thrown InstarError becomes a problem document without internals. */
  handle(request: Request, call: RouteCall): MaybePromise<Response>;
}

export const Routes = point<Route>("routes");
