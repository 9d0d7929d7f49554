import { InstarError } from "@instar/kernel/command";

/** The first line of a connection; a wrong token is answered by closing it. */
export interface Greeting {
  readonly token: string;
}

/** The answer to the owner's token, where the system tells who holds a file: open this one, and answer with a `HeldFile`. */
export interface Challenge {
  readonly prove: string;
}

/** The answer to a right token of somebody who is not let in; the connection is closed after it. */
export interface Refusal {
  readonly refused: WireError;
}

/** The answer to a right token, and to a proof. */
export interface Welcome {
  readonly hello: { readonly pid: number; readonly version: string; readonly phase: DaemonPhase };
}

/** `warming`: the config is being read and the plugins are set up. */
export type DaemonPhase = "warming" | "running" | "stopping";

export interface Call {
  readonly id: number;
  readonly service: string;
  readonly method: string;
  readonly args: readonly unknown[];
}

export interface WireError {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

export type Outcome = { readonly id: number; readonly result?: unknown } | { readonly id: number; readonly error: WireError };

/** What the daemon says unasked: a part of a reply, a sign of work. */
export interface Push {
  readonly event: string;
  readonly data: unknown;
}

/** Before the token is seen, and after. */
export const maxLineBytes = { stranger: 1_024, owner: 16 * 1_024 * 1_024 } as const;

export function toWireError(error: unknown): WireError {
  if (InstarError.is(error)) return { code: error.code, message: error.message, ...(error.hint === undefined ? {} : { hint: error.hint }) };
  return { code: "UNEXPECTED", message: error instanceof Error ? error.message : String(error) };
}

/** Without the secrets that somebody else's error may repeat. */
export const redactWireError = ({ code, message, hint }: WireError, redact: (text: string) => string): WireError => ({
  code,
  message: redact(message),
  ...(hint === undefined ? {} : { hint: redact(hint) }),
});

export const fromWireError = (error: WireError): InstarError =>
  new InstarError(error.code, { message: error.message, ...(error.hint === undefined ? {} : { hint: error.hint }) });
