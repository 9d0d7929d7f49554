import { chmodSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { isSameToken } from "../project/owner-token.ts";
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
  const write = (line: string) => {
    if (socket.destroyed || socket.write(`${line}\n`) || socket.isPaused()) return;
    // Who asks and does not read is not asked for more: what waits for them is in our memory.
    socket.pause();
    socket.once("drain", () => socket.resume());
  };
  const send = (value: unknown) => write(JSON.stringify(value));
  const connection: Connection = {
    push: (event, data) => send({ event, data }),
    onClose: (listener) => void socket.once("close", listener),
  };
  const answer = async (call: Call) => {
    let line: string;
    try {
      // Not every result is plain data; whoever waits must hear of that too.
      line = JSON.stringify({ id: call.id, result: await host.call(connection, call) } satisfies Outcome);
    } catch (error) {
      line = JSON.stringify({ id: call.id, error: toWireError(error) } satisfies Outcome);
    }
    write(line);
  };
  // Counted from the beginning: a byte now and then must not keep it open.
  const late = setTimeout(() => socket.destroy(), greetingMs);
  socket.once("close", () => clearTimeout(late));
  // A client that went away in mid-line is no failure of ours; "close" follows.
  socket.on("error", () => undefined);
  readLines(
    socket,
    () => (known ? maxLineBytes.owner : maxLineBytes.stranger),
    (line) => {
      if (!known) {
        known = isSameToken((line as { token?: unknown } | null)?.token, host.token);
        if (!known) return void socket.destroy();
        clearTimeout(late);
        return send({ hello: host.hello() });
      }
      if (isCall(line)) void answer(line);
      else socket.destroy();
    },
  );
}

/** Listens on a Unix socket that only its owner can open. The caller made its folder and holds the lock of the agent's, so a file in the way is a dead daemon's. */
export async function openSocket(path: string, host: SocketHost): Promise<AsyncDisposable> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    serve(socket, host);
  });
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
