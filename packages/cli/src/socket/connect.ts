import { closeSync, openSync } from "node:fs";
import { createConnection } from "node:net";
import { InstarError } from "@instar/kernel/command";
import type { HeldFile } from "@instar/process";
import { CliError } from "../errors.ts";
import { findHolder } from "../project/find-holder.ts";
import { readOwnerToken } from "../project/owner-token.ts";
import { projectPaths } from "../project/project-paths.ts";
import { readRunFile } from "../project/run-file.ts";
import { isSocketOurs } from "../project/socket-folder.ts";
import { type Challenge, fromWireError, maxLineBytes, type Outcome, type Push, type Refusal, type Welcome } from "./protocol.ts";
import { readLines } from "./read-lines.ts";

/** A connection to the running agent. */
export interface AgentConnection extends Disposable {
  readonly hello: Welcome["hello"];
  call(service: string, method: string, args: readonly unknown[], signal?: AbortSignal): Promise<unknown>;
  /** Resolves when the connection is gone, for whatever reason. */
  readonly closed: Promise<void>;
}

export interface ConnectOptions {
  /** Until the agent has said hello. Default 2,000 ms. */
  readonly withinMs?: number;
  readonly onPush?: (push: Push) => void;
}

/** What a process of a session is given instead of the owner's token, which it must not even read. */
const sessionToken = (): string | undefined => process.env["INSTAR_TOKEN"] || undefined;

const isAbsent = (error: NodeJS.ErrnoException) => error.code === "ENOENT" || error.code === "ECONNREFUSED" || error.code === "ENOTSOCK";

/** The other side died with something unread. */
const isCut = (error: NodeJS.ErrnoException) => error.code === "ECONNRESET" || error.code === "EPIPE";

/** Rejects with CLI_NOT_RUNNING when nobody listens, CLI_SOCKET_GONE when the agent runs all the same, CLI_NOT_ANSWERING when somebody does but is silent, CLI_NOT_LET_IN for a wrong token, CLI_OWNER_ONLY for the owner's token in an agent's hands. */
export async function connect(project: string, options: ConnectOptions = {}): Promise<AgentConnection> {
  try {
    return await dial(project, options);
  } catch (error) {
    const absent = InstarError.is(error, "CLI_NOT_RUNNING");
    if (!absent && !InstarError.is(error, "CLI_NOT_LET_IN")) throw error;
    const holder = await findHolder(projectPaths(project));
    if (absent) throw holder === undefined ? error : CliError.SOCKET_GONE(holder);
    // Who dies in the middle of the greeting has turned nobody away.
    throw holder === undefined ? CliError.NOT_RUNNING(project) : error;
  }
}

function dial(project: string, { withinMs = 2_000, onPush }: ConnectOptions): Promise<AgentConnection> {
  const paths = projectPaths(project);
  const session = sessionToken();
  const token = session ?? readOwnerToken(paths);
  if (token === undefined || !isSocketOurs(paths)) return Promise.reject(CliError.NOT_RUNNING(project));
  return new Promise((resolve, reject) => {
    const socket = createConnection(paths.socket);
    const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
    let calls = 0;
    let greeted = false;
    let held: number | undefined;
    const letGo = () => {
      if (held !== undefined) closeSync(held);
      held = undefined;
    };
    let failure: Error | undefined;
    socket.setTimeout(withinMs, () => {
      if (!greeted) failure = CliError.NOT_ANSWERING(readRunFile(paths)?.pid, withinMs);
      if (!greeted) socket.destroy();
    });
    socket.on("connect", () => socket.write(`${JSON.stringify({ token })}\n`));
    socket.on("error", (error: NodeJS.ErrnoException) => {
      failure ??= isAbsent(error) ? CliError.NOT_RUNNING(project) : isCut(error) ? CliError.CONNECTION_LOST() : error;
    });
    const closed = new Promise<void>((done) =>
      socket.once("close", () => {
        letGo();
        if (!greeted) reject(failure ?? (session === undefined ? CliError.NOT_LET_IN() : CliError.SESSION_NOT_KNOWN()));
        for (const call of waiting.values()) call.reject(failure ?? CliError.CONNECTION_LOST());
        waiting.clear();
        done();
      }),
    );
    const call: AgentConnection["call"] = (service, method, args, signal) =>
      new Promise((settle, fail) => {
        if (socket.destroyed || socket.writableEnded) return fail(CliError.CONNECTION_LOST());
        signal?.throwIfAborted();
        const id = ++calls;
        const abort = () => {
          waiting.delete(id);
          fail(signal?.reason as Error);
        };
        signal?.addEventListener("abort", abort, { once: true });
        const done =
          <T>(then: (value: T) => void) =>
          (value: T) => {
            signal?.removeEventListener("abort", abort);
            then(value);
          };
        waiting.set(id, { resolve: done(settle), reject: done(fail) });
        // JSON has no undefined: an argument that was left out must not arrive as null.
        const given = args.slice(0, args.findLastIndex((arg) => arg !== undefined) + 1);
        socket.write(`${JSON.stringify({ id, service, method, args: given })}\n`);
      });
    readLines(
      socket,
      () => maxLineBytes.owner,
      (line) => {
        const value = line as Partial<Welcome & Push & Challenge & Refusal> & Partial<Outcome> & { error?: never };
        if (value.prove !== undefined && !greeted && held === undefined) {
          try {
            held = openSync(value.prove, "r");
          } catch {
            // We see another file system than the agent does; so it does not see who we are.
            return void socket.destroy(CliError.NOT_PROVEN());
          }
          socket.write(`${JSON.stringify({ pid: process.pid, fd: held } satisfies HeldFile)}\n`);
        } else if (value.refused !== undefined) failure = fromWireError(value.refused);
        else if (value.hello !== undefined) {
          greeted = true;
          letGo();
          socket.setTimeout(0);
          resolve({ hello: value.hello, call, closed, [Symbol.dispose]: () => void socket.destroy() });
        } else if (value.event !== undefined) onPush?.({ event: value.event, data: value.data });
        else if (value.id !== undefined) {
          const call = waiting.get(value.id);
          waiting.delete(value.id);
          const outcome = value as Outcome;
          if ("error" in outcome) call?.reject(fromWireError(outcome.error));
          else call?.resolve(outcome.result);
        }
      },
    );
  });
}
