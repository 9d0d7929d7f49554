import { chmodSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import type { Caller } from "@instar/kernel/contracts";
import type { ProcessMark } from "@instar/process";
import { admit, removeProofs } from "./admit.ts";
import { type Call, type Challenge, maxLineBytes, type Outcome, type Refusal, toWireError, type Welcome } from "./protocol.ts";
import { readLines } from "./read-lines.ts";

export interface Connection {
  push(event: string, data: unknown): void;
  /** Runs when the other side is gone. */
  onClose(listener: () => void): void;
}

export interface SocketHost {
  /** Whose token it is; undefined when nobody's. */
  identify(token: string): Promise<Caller | undefined>;
  /** Processes of the living sessions: what descends from one is not the owner, whatever token it shows. */
  sessionProcesses(): readonly ProcessMark[];
  /** Somebody showed the owner's token and was not let in; `mark` is the one of the session that it descends from. */
  turnedAway(error: Error, mark: string | undefined): void;
  hello(): Welcome["hello"];
  call(connection: Connection, call: Call, caller: Caller): Promise<unknown>;
}

const isCall = (value: unknown): value is Call => {
  const call = value as Partial<Call> | null;
  return Number.isSafeInteger(call?.id) && typeof call?.service === "string" && typeof call.method === "string" && Array.isArray(call.args);
};

/** How long a stranger may hold a connection without showing the token. */
const greetingMs = 5_000;

function serve(socket: Socket, host: SocketHost, path: string): void {
  let caller: Caller | undefined;
  let greeted = false;
  let answerProof: ((claim: unknown) => void) | undefined;
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
  const answer = async (call: Call, by: Caller) => {
    let line: string;
    try {
      // Not every result is plain data; whoever waits must hear of that too.
      line = JSON.stringify({ id: call.id, result: await host.call(connection, call, by) } satisfies Outcome);
    } catch (error) {
      line = JSON.stringify({ id: call.id, error: toWireError(error) } satisfies Outcome);
    }
    write(line);
  };
  // Counted from the beginning: a byte now and then must not keep it open.
  const late = setTimeout(() => socket.destroy(), greetingMs);
  const prove = (file: string) =>
    new Promise<unknown>((resolve) => {
      answerProof = resolve;
      socket.once("close", () => resolve(undefined));
      send({ prove: file } satisfies Challenge);
    });
  const greet = async (token: unknown) => {
    const admission = await admit(token, prove, { ...host, socket: path });
    if (admission === undefined || socket.destroyed) return void socket.destroy();
    if ("refused" in admission) {
      host.turnedAway(admission.refused, admission.mark);
      return void socket.end(`${JSON.stringify({ refused: toWireError(admission.refused) } satisfies Refusal)}\n`);
    }
    ({ caller } = admission);
    clearTimeout(late);
    send({ hello: host.hello() });
  };
  socket.once("close", () => clearTimeout(late));
  // A client that went away in mid-line is no failure of ours; "close" follows.
  socket.on("error", () => undefined);
  readLines(
    socket,
    () => (caller === undefined ? maxLineBytes.stranger : maxLineBytes.owner),
    (line) => {
      if (!greeted) {
        greeted = true;
        greet((line as { token?: unknown } | null)?.token).catch(() => void socket.destroy());
      } else if (answerProof !== undefined) {
        answerProof(line);
        answerProof = undefined;
      } else if (caller !== undefined && isCall(line)) void answer(line, caller);
      // Who does not wait for the welcome is a stranger still.
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
    serve(socket, host, path);
  });
  rmSync(path, { force: true });
  removeProofs(path);
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
