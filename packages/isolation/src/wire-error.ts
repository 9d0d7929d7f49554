import { InstarError } from "@instar/kernel";
import { asError } from "./as-error.ts";

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

export function toWireError(thrown: unknown): WireError {
  if (!(thrown instanceof Error)) return toWireError(asError(thrown));
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
