import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Clock, Logger } from "@instar/kernel";
import { ownHosts, refusalOf } from "./admit.ts";
import type { Arrival } from "./create-api.ts";
import { HttpError } from "./errors.ts";
import { readHttpFile, writeHttpFile } from "./http-file.ts";
import { closeServer, createLoopbackServer, listen, portOf } from "./loopback-server.ts";
import type { HttpOptions } from "./options.ts";
import { type Answerable, problemOf, problemResponse } from "./problem.ts";
import { sendResponse } from "./send-response.ts";
import { createTraffic, type Exchange } from "./traffic.ts";

export interface Listening {
  readonly url: string;
  /** Streams end at once, requests have `graceMs`; then the server is closed. */
  close(graceMs: number): Promise<void>;
}

/** A body that nobody reads, because its request was refused, may come a little longer than one that somebody reads. */
const refusedMs = 5_000;

const addressOf = (host: string) => (host === "localhost" ? "127.0.0.1" : host);

/** The early server, when it listens where the options say; else it is closed and another one listens there. */
async function takeServer(early: Server | undefined, { host, port }: HttpOptions, home: string): Promise<Server> {
  const address = addressOf(host);
  const at = early?.address();
  if (early !== undefined && typeof at === "object" && at?.address === address && (port === undefined || port === at.port)) return early;
  if (early !== undefined) await closeServer(early);
  const server = createLoopbackServer();
  await listen(server, address, { asked: port, remembered: readHttpFile(home)?.port });
  return server;
}

function sendProblem(outgoing: ServerResponse, { problem, headers }: Answerable): void {
  outgoing.writeHead(problem.status, headers);
  outgoing.end(outgoing.req.method === "HEAD" ? undefined : JSON.stringify(problem));
}

interface ListeningHouse {
  readonly early: Server | undefined;
  readonly home: string;
  readonly clock: Clock;
  readonly log: Logger;
  fetch(request: Request, arrival: Arrival): Response | Promise<Response>;
}

/** Begins to answer on the port of the options; the port is remembered in `.instar/http.json`. */
export async function openListening(options: HttpOptions, { early, home, clock, log, fetch }: ListeningHouse): Promise<Listening> {
  const server = await takeServer(early, options, home);
  const port = portOf(server);
  const own = ownHosts(options.host, port);
  const traffic = createTraffic(clock, { mostRequests: options.maxRequests, mostStreams: options.maxStreams });
  const exchanges = new WeakMap<IncomingMessage, Exchange>();
  const answer = getRequestListener(
    async (request, env) => {
      const { incoming, outgoing } = env as { incoming: IncomingMessage; outgoing: ServerResponse };
      const response = await fetch(request, { incoming, exchange: exchanges.get(incoming) as Exchange });
      // Written out by us: what the adapter does with a body that breaks off tells too much, and to the console
      await sendResponse(response, outgoing).catch((error: unknown) => {
        log.debug("An answer broke off.", { error });
        outgoing.destroy();
      });
      return RESPONSE_ALREADY_SENT;
    },
    {
      overrideGlobalObjects: false,
      errorHandler: (error) =>
        problemResponse(problemOf((error as Error).name === "RequestError" ? HttpError.BAD_REQUEST("its target cannot be understood") : undefined)),
    },
  );

  server.requestTimeout = options.requestTimeoutMs + refusedMs;
  server.removeAllListeners("request");
  server.on("request", (incoming: IncomingMessage, outgoing: ServerResponse) => {
    outgoing.setHeader("cache-control", "no-store");
    outgoing.setHeader("x-content-type-options", "nosniff");
    const refusal = refusalOf(incoming, own) ?? (traffic.stopping ? HttpError.STOPPING() : undefined);
    if (refusal !== undefined) return sendProblem(outgoing, problemOf(refusal));
    const exchange = traffic.enter(outgoing);
    if (exchange === undefined) return sendProblem(outgoing, problemOf(HttpError.BUSY()));
    exchanges.set(incoming, exchange);
    void answer(incoming, outgoing);
  });
  const url = `http://${options.host.includes(":") ? `[${options.host}]` : options.host}:${port}`;
  writeHttpFile(home, { port, pid: process.pid, startedAt: clock.now(), url });

  return {
    url,
    async close(graceMs) {
      await traffic.drain(graceMs);
      await closeServer(server);
      writeHttpFile(home, { port });
    },
  };
}
