import { chmodSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { dirname } from "node:path";
import { isSameToken } from "../project/owner-token.ts";
import { makePrivateFolder } from "../project/project-paths.ts";
import { type Call, maxLineBytes, type Outcome, toWireError, type Welcome } from "./protocol.ts";
import { readLines } from "./read-lines.ts";

export interface Connection {
  push(event: string, data: unknown): void;
  /** Runs when the other side is gone. */
  onClose(listener: () => void): void;
}

export interface SocketHost {
  readonly token: string;
  hello(): Welcome["hello"];
  call(connection: Connection, call: Call): Promise<unknown>;
}

const isCall = (value: unknown): value is Call => {
  const call = value as Partial<Call> | null;
  return Number.isSafeInteger(call?.id) && typeof call?.service === "string" && typeof call.method === "string" && Array.isArray(call.args);
};

/** How long a stranger may hold a connection without showing the token. */
const greetingMs = 5_000;

function serve(socket: Socket, host: SocketHost): void {
  let known = false;
  const send = (value: unknown) => {
    if (!socket.destroyed) socket.write(`${JSON.stringify(value)}\n`);
  };
  const connection: Connection = {
    push: (event, data) => send({ event, data }),
    onClose: (listener) => void socket.once("close", listener),
  };
  const answer = async (call: Call) => {
    let outcome: Outcome;
    try {
      outcome = { id: call.id, result: await host.call(connection, call) };
    } catch (error) {
      outcome = { id: call.id, error: toWireError(error) };
    }
    send(outcome);
  };
  socket.setTimeout(greetingMs, () => known || socket.destroy());
  // A client that went away in mid-line is no failure of ours; "close" follows.
  socket.on("error", () => undefined);
  readLines(
    socket,
    () => (known ? maxLineBytes.owner : maxLineBytes.stranger),
    (line) => {
      if (!known) {
        known = isSameToken((line as { token?: unknown } | null)?.token, host.token);
        if (!known) return void socket.destroy();
        socket.setTimeout(0);
        return send({ hello: host.hello() });
      }
      if (isCall(line)) void answer(line);
      else socket.destroy();
    },
  );
}

/** Listens on a Unix socket that only its owner can open. The caller holds the folder's lock, so a file in the way is a dead daemon's. */
export async function openSocket(path: string, host: SocketHost): Promise<AsyncDisposable> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    serve(socket, host);
  });
  makePrivateFolder(dirname(path));
  rmSync(path, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, resolve);
  });
  chmodSync(path, 0o600);
  return {
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.end();
      const cut = setImmediate(() => {
        for (const socket of sockets) socket.destroySoon();
      });
      await closed;
      clearImmediate(cut);
      rmSync(path, { force: true });
    },
  };
}
