import { once } from "node:events";
import { createServer, type Server, STATUS_CODES } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { HttpError } from "./errors.ts";
import { problemOf, problemType } from "./problem.ts";

const firstPort = 4_040;
const lastPort = firstPort + 199;
/** Browsers and `fetch` refuse to connect to these (the Fetch standard's bad ports). */
const refusedPorts = new Set([4_045, 4_190]);

/** Slow senders hold a connection no longer than this. */
const headersTimeoutMs = 10_000;
const keepAliveTimeoutMs = 5_000;
const lookEveryMs = 5_000;

const rawStatus: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** What could not even be parsed is answered too, and its connection ends. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const status = rawStatus[error.code ?? ""] ?? 400;
  // Whoever asked with HEAD would take a body for the next answer
  const head = (error as { rawPacket?: Buffer }).rawPacket?.subarray(0, 5).toString("latin1").toUpperCase() === "HEAD ";
  const body = JSON.stringify({ ...problemOf(HttpError.BAD_REQUEST("it is not HTTP as we understand it")).problem, status, title: STATUS_CODES[status] });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: ${problemType}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${head ? "" : body}`,
  );
}

export function createLoopbackServer(): Server {
  const server = createServer({
    headersTimeout: headersTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    connectionsCheckingInterval: lookEveryMs,
    requireHostHeader: false,
  });
  server.maxHeadersCount = 100;
  server.maxConnections = 512;
  server.on("clientError", answerUnreadable);
  return server;
}

export const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** False when the port is taken. */
async function tryPort(server: Server, host: string, port: number): Promise<boolean> {
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, "listening");
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE" || code === "EACCES") return false;
    throw error;
  }
}

/**
 * Listens on the port that was asked for, or rejects with HTTP_PORT_TAKEN; else on the remembered one when it is free, else on the
 * first free one from 4040, or rejects with HTTP_NO_FREE_PORT.
 */
export async function listen(
  server: Server,
  host: string,
  { asked, remembered }: { readonly asked?: number | undefined; readonly remembered?: number | undefined },
): Promise<void> {
  if (asked !== undefined) {
    if (await tryPort(server, host, asked)) return;
    throw HttpError.PORT_TAKEN(host, asked);
  }
  if (remembered !== undefined && (await tryPort(server, host, remembered))) return;
  for (let port = firstPort; port <= lastPort; port++) if (!refusedPorts.has(port) && (await tryPort(server, host, port))) return;
  throw HttpError.NO_FREE_PORT(host, firstPort, lastPort);
}

/** Ends listening and every connection. */
export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}
