import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerRequest, type Desk, sendJson } from "./answer-request.ts";
import { Refusal } from "./refusal.ts";
import { telegramRules } from "./refusals.ts";

/** The HTTP side: addresses, the token, files. */
export interface Door {
  readonly url: string;
  /** While false, every connection breaks. */
  online(is: boolean): void;
  close(): Promise<void>;
}

export async function openDoor(desk: Desk, token: string, port: number): Promise<Door> {
  let isOnline = true;

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? "/", "http://loopback");
    const path = decodeURIComponent(url.pathname);
    const file = /^\/file\/bot([^/]+)\/(.+)$/.exec(path);
    const call = /^\/bot([^/]+)\/([^/]*)$/.exec(path);
    const given = file?.[1] ?? call?.[1];
    if (given === undefined || !/^\d+:/.test(given)) return sendJson(response, 404, new Refusal(telegramRules.malformedToken).body);
    if (given !== token) return sendJson(response, 401, new Refusal(telegramRules.unauthorized).body);
    if (call) return await answerRequest(desk, call[2] ?? "", url.searchParams, incoming, response);
    if (breaksDownload(desk, response)) return;
    const content = desk.world.files.download(file?.[2] ?? "");
    if (!content) return sendJson(response, 404, new Refusal(telegramRules.fileGone).body);
    response.writeHead(200, { "content-type": "application/octet-stream", "content-length": content.length });
    response.end(content);
  }

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch((error: unknown) => {
      if (response.destroyed || response.headersSent) return void response.destroy();
      sendJson(response, 500, { ok: false, error_code: 500, description: `Internal Server Error: the fake failed: ${String(error)}` });
    });
  });
  // a client must never meet a connection that was closed for being idle: that would be a fault that no test asked for
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  server.on("connection", (socket) => {
    if (!isOnline) socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    online(is) {
      isOnline = is;
      if (!is) server.closeAllConnections();
    },
    close: () => closeServer(server),
  };
}

/** `fail("download", ...)` hits downloads of files. */
function breaksDownload(desk: Desk, response: ServerResponse): boolean {
  const fault = desk.faults.take({ method: "download", sends: false, parameters: {} });
  if (!fault || fault.kind === "slow") return false;
  if (fault.kind === "hang") return true;
  if (fault.kind === "reset") return response.destroy() !== undefined;
  sendJson(response, fault.kind === "error" ? fault.status : 502, { ok: false });
  return true;
}

async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
