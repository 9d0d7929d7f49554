import { InstarError } from "@instar/kernel";
import { asError } from "./as-error.ts";
import { IsolationError } from "./errors.ts";

/** The mark that `sendFailed` puts on an error; it must survive the way. */
const sendFailure = Symbol.for("instar.send-failure");
const longestStack = 4_000;

/** What of an error crosses: code, message, hint, and where it was thrown. */
export interface WireError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
  readonly hint?: string;
  readonly sendFailure?: unknown;
}

const permissions: Readonly<Record<string, string>> = {
  FileSystemRead: "to read",
  FileSystemWrite: "to write",
  ChildProcess: "to start other programs",
  WorkerThreads: "to start worker threads",
};

/** What Node refuses is told in words: its own error names neither the file nor what to do. */
function explainDenial(error: Error): Error {
  const { code, permission, resource } = error as { code?: unknown; permission?: unknown; resource?: unknown };
  if (code === "ERR_DLOPEN_DISABLED") return IsolationError.ACCESS_DENIED("to load addons", "", { cause: error });
  if (code !== "ERR_ACCESS_DENIED") return error;
  const denied = IsolationError.ACCESS_DENIED(permissions[String(permission)] ?? String(permission), typeof resource === "string" ? resource : "", {
    cause: error,
  });
  if (error.stack !== undefined) denied.stack = error.stack;
  return denied;
}

export function toWireError(given: unknown): WireError {
  const thrown = explainDenial(asError(given));
  const { name, message, stack } = thrown;
  const { [sendFailure]: failure } = thrown as { [sendFailure]?: unknown };
  return {
    name: String(name),
    message: String(message),
    ...(typeof stack === "string" ? { stack: stack.slice(0, longestStack) } : {}),
    ...(InstarError.is(thrown) ? { code: thrown.code, ...(thrown.hint === undefined ? {} : { hint: thrown.hint }) } : {}),
    ...(failure === undefined ? {} : { sendFailure: failure }),
  };
}

export function fromWireError({ name, message, stack, code, hint, sendFailure: failure }: WireError): Error {
  const error = code === undefined ? new Error(message) : new InstarError(code, hint === undefined ? { message } : { message, hint });
  if (code === undefined) error.name = name;
  if (stack !== undefined) error.stack = stack;
  return failure === undefined ? error : Object.assign(error, { [sendFailure]: failure });
}
