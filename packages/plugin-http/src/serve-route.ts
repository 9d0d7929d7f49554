import type { Clock, Logger } from "@instar/kernel";
import type { Caller, Events, RouteCall } from "@instar/kernel/contracts";
import { HttpError } from "./errors.ts";
import type { HttpOptions } from "./options.ts";
import type { PlannedRoute } from "./plan-routes.ts";
import { withExtras } from "./problem.ts";
import { parseJson, readBody } from "./read-body.ts";
import type { SpawnLimit } from "./spawn-limit.ts";
import type { Exchange } from "./traffic.ts";
import { queryOf, validate } from "./validate.ts";

/** What serving needs of the house. */
export interface Serving {
  readonly options: HttpOptions;
  readonly clock: Clock;
  readonly log: Logger;
  readonly events: Events | undefined;
  readonly spawns: SpawnLimit;
  isOpen(route: PlannedRoute): boolean;
}

export interface Asking {
  readonly request: Request;
  readonly params: Readonly<Record<string, string>>;
  readonly exchange: Exchange;
  findCaller(): Promise<Caller | undefined>;
}

/** What a session's process tried and may not is worth remembering; a path that is not made of plain words is not repeated. */
export function recordRefusal(events: Events | undefined, session: string | undefined, method: string, asked: string): void {
  const path = /^[\w/.:~-]{1,200}$/.test(asked) ? asked : "an unusual path";
  events?.record({
    type: "access.refused",
    about: session === undefined ? {} : { session },
    text: `A process of an agent asked for ${method} ${path}, which is the owner's.`,
    data: { method, path },
  });
}

async function checkAnswer({ route, plugin }: PlannedRoute, response: Response, log: Logger): Promise<void> {
  if (route.schema?.answer === undefined || !response.ok || response.headers.get("content-type")?.startsWith("application/json") !== true) return;
  const result = await route.schema.answer["~standard"].validate(await response.clone().json());
  if (result.issues !== undefined)
    log.warn("An answer does not fit the schema of its route.", { by: plugin, method: route.method, path: route.path, issues: result.issues.slice(0, 5) });
}

async function answer(planned: PlannedRoute, { request, params, exchange, findCaller }: Asking, serving: Serving): Promise<Response> {
  const { route } = planned;
  const { options, events, spawns, log } = serving;
  const signed = typeof route.access === "string" ? undefined : route.access.signed;
  const caller = signed === undefined ? await findCaller() : undefined;
  if (signed === undefined && caller === undefined && !serving.isOpen(planned)) throw HttpError.UNAUTHORIZED();
  if (route.access === "owner" && caller?.kind !== "owner") {
    recordRefusal(events, caller?.kind === "agent" ? caller.session : undefined, route.method, route.path);
    throw HttpError.OWNER_ONLY();
  }
  const bare = request.method === "GET" || request.method === "HEAD";
  const bytes = bare ? new Uint8Array() : await readBody(request, options.maxBodyBytes);
  // To make one anew costs more than all the rest, so only a body is worth it
  const whole = () =>
    bare
      ? Object.defineProperty(request, "signal", { get: () => exchange.signal, configurable: true })
      : new Request(request.url, {
          method: request.method,
          headers: [...request.headers],
          signal: exchange.signal,
          ...(bytes.length === 0 ? {} : { body: bytes }),
        });
  if (signed !== undefined && (await signed(whole())) !== true) throw HttpError.UNAUTHORIZED();
  const { schema = {} } = route;
  const call: RouteCall = {
    params: (await validate(schema.params, params, "params")) as RouteCall["params"],
    query: await validate(schema.query, queryOf(request.url), "query"),
    body: schema.body === undefined ? undefined : await validate(schema.body, parseJson(bytes, request.headers.get("content-type")), "body"),
    ...(caller === undefined ? {} : { caller }),
  };
  if (route.spawns === true && caller !== undefined) {
    const waitMs = spawns.take(caller);
    if (waitMs > 0)
      throw withExtras(HttpError.TOO_OFTEN(options.spawnsPerMinute, spawns.windowMs), { headers: { "retry-after": String(Math.ceil(waitMs / 1_000)) } });
  }
  const response = await route.handle(whole(), call);
  if (!(response instanceof Response) || response.status < 200)
    throw new TypeError(`The route ${route.method} ${route.path} of ${planned.plugin} gave no answer.`);
  if (options.checkAnswers) await checkAnswer(planned, response, log);
  return response;
}

/** Runs a route for one request, within its time. Rejects with what is to be answered instead. */
export async function serveRoute(planned: PlannedRoute, asking: Asking, serving: Serving): Promise<Response> {
  const { request, exchange } = asking;
  const { clock, options } = serving;
  using _limit = clock.after(options.requestTimeoutMs, () =>
    exchange.abort(withExtras(HttpError.TIMEOUT(options.requestTimeoutMs), { headers: { connection: "close" } })),
  );
  const work = answer(planned, asking, serving).catch((error: unknown) => {
    const failure: Error & { plugin?: string } = error instanceof Error ? error : new Error("A route threw what is no error.", { cause: error });
    // For the log: the request alone does not say whose route it was
    if (Object.isExtensible(failure)) failure.plugin ??= planned.plugin;
    throw failure;
  });
  work.catch(() => undefined); // given up: whoever asked has been answered
  const response = await Promise.race([work, exchange.over]);
  exchange.begin(response.headers.get("content-type")?.startsWith("text/event-stream") === true);
  if (request.method !== "HEAD") return response;
  await response.body?.cancel();
  return new Response(null, { status: response.status, headers: response.headers });
}
