import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import { InstarError } from "@instar/kernel/command";
import { givenStatus } from "./error-status.ts";
import { HttpError, ownStatus } from "./errors.ts";

/** RFC 9457, with our code and hint. `instance` is the word under which the log tells more. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly hint?: string;
  /** What does not fit, for 400 and 422. */
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

export const problemType = "application/problem+json";

const headersOf = Symbol("headers of the answer");
const fieldsOf = Symbol("fields that do not fit");

interface Extras {
  readonly headers?: Readonly<Record<string, string>>;
  readonly fields?: Problem["errors"];
}

/** What the answer to an error carries beside its text. */
export const withExtras = <E extends Error>(error: E, { headers, fields }: Extras): E => Object.assign(error, { [headersOf]: headers, [fieldsOf]: fields });

export interface Answerable {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;
}

/** Whatever was thrown, as an answer. Only errors with a code and a text made for readers are told; of all others nothing is. */
export function problemOf(thrown: unknown, redact: (text: string) => string = (text) => text): Answerable {
  const error = InstarError.is(thrown) ? thrown : HttpError.FAILED();
  const status = givenStatus(error) ?? ownStatus(error.code) ?? 500;
  const extras = error as { [headersOf]?: Record<string, string>; [fieldsOf]?: Problem["errors"] };
  return {
    problem: {
      type: `urn:instar:error:${error.code}`,
      title: STATUS_CODES[status] ?? "Error",
      status,
      detail: redact(error.message),
      instance: `urn:uuid:${randomUUID()}`,
      code: error.code,
      ...(error.hint === undefined || status === 401 ? {} : { hint: redact(error.hint) }),
      ...(extras[fieldsOf] === undefined ? {} : { errors: extras[fieldsOf] }),
    },
    headers: {
      "content-type": problemType,
      ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
      ...(status === 503 ? { "retry-after": "1" } : {}),
      ...extras[headersOf],
    },
  };
}

export const problemResponse = ({ problem, headers }: Answerable): Response => new Response(JSON.stringify(problem), { status: problem.status, headers });
