import type { IncomingMessage } from "node:http";
import { InstarError } from "@instar/kernel";
import { type Context, Hono } from "hono";
import { HttpError } from "./errors.ts";
import { type FindCaller, sessionBehind } from "./find-caller.ts";
import type { PlannedPath } from "./plan-routes.ts";
import { problemOf, problemResponse, withExtras } from "./problem.ts";
import { recordRefusal, type Serving, serveRoute } from "./serve-route.ts";
import type { Exchange } from "./traffic.ts";

/** What comes with a request from the server. */
export interface Arrival {
  readonly incoming: IncomingMessage;
  readonly exchange: Exchange;
}

interface Environment {
  Bindings: Arrival;
  Variables: { allowed?: Set<string> };
}

export interface ApiHouse extends Serving {
  readonly findCaller: FindCaller;
  redact(text: string): string;
}

export interface Api {
  fetch(request: Request, arrival: Arrival): Response | Promise<Response>;
}

/** The application of a plan: finds the route, and answers whatever goes wrong as a problem. */
export function createApi(paths: readonly PlannedPath[], house: ApiHouse): Api {
  const { findCaller, redact, log, events } = house;
  const callerOf = ({ env: { incoming } }: Context<Environment>) => findCaller(incoming.headers.authorization, incoming.socket);
  const allow = (c: Context<Environment>) => [...(c.get("allowed") ?? [])].sort().join(", ");

  const app = new Hono<Environment>();
  for (const { path, methods } of paths) {
    const possible = [...methods.keys(), ...(methods.has("GET") ? ["HEAD"] : []), "OPTIONS"];
    app.all(path, async (c, next) => {
      const { method } = c.req.raw;
      const planned = methods.get(method === "HEAD" ? "GET" : method);
      if (planned !== undefined)
        return serveRoute(planned, { request: c.req.raw, params: c.req.param(), exchange: c.env.exchange, findCaller: () => callerOf(c) }, house);
      c.set("allowed", new Set([...(c.get("allowed") ?? []), ...possible]));
      await next();
    });
  }
  app.notFound(async (c) => {
    // Who shows no token learns nothing, not even what is not there
    if ((await callerOf(c)) === undefined) throw HttpError.UNAUTHORIZED();
    if (allow(c) === "") throw HttpError.NOT_FOUND();
    if (c.req.raw.method === "OPTIONS") return new Response(null, { status: 204, headers: { allow: allow(c) } });
    throw withExtras(HttpError.METHOD_NOT_ALLOWED(c.req.raw.method), { headers: { allow: allow(c) } });
  });
  app.onError((error, c) => {
    const answerable = problemOf(error, redact);
    const { status, instance, code } = answerable.problem;
    const { method } = c.req.raw;
    if (InstarError.is(error, "HTTP_AGENT_PROCESS")) recordRefusal(events, sessionBehind(error), method, c.req.path);
    if (status >= 500 && InstarError.is(error) && code.startsWith("HTTP_")) log.debug("A request was not served.", { method, instance, code });
    else if (status >= 500) log.error("A request failed.", { method, path: c.req.path, instance, error });
    else log.debug("A request was refused.", { method, status, code, instance });
    return problemResponse(answerable);
  });
  return { fetch: (request, arrival) => app.fetch(request, arrival) };
}
