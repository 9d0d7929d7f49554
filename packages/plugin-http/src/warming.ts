import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { ownHosts, refusalOf } from "./admit.ts";
import { readHttpFile } from "./http-file.ts";
import { createLoopbackServer, listen, portOf } from "./loopback-server.ts";
import { problemOf } from "./problem.ts";

export { closeServer } from "./loopback-server.ts";

const host = "127.0.0.1";

/** Everything is 503 while the house warms up, so that a status code alone tells; only `/health` says why. */
function answerWarming(incoming: IncomingMessage, outgoing: ServerResponse, own: ReadonlySet<string>): void {
  const refusal = refusalOf(incoming, own);
  if (refusal !== undefined) {
    const { problem, headers } = problemOf(refusal);
    outgoing.writeHead(problem.status, headers).end(JSON.stringify(problem));
    return;
  }
  const health = incoming.url === "/health";
  outgoing.writeHead(503, { "retry-after": "1", "cache-control": "no-store", ...(health ? { "content-type": "application/json" } : {}) });
  outgoing.end(health && incoming.method !== "HEAD" ? '{"status":"warming"}' : "");
}

/** Listens where the agent of this `home` did last time, or on the first free port, until the API takes the server over. */
export async function openWarmingServer(home: string): Promise<Server> {
  const server = createLoopbackServer();
  await listen(server, host, { remembered: readHttpFile(home)?.port });
  const own = ownHosts(host, portOf(server));
  server.on("request", (incoming, outgoing) => answerWarming(incoming, outgoing, own));
  return server;
}
