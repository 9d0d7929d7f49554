import { InstarError } from "@instar/kernel/command";
import { ClientError } from "./errors.ts";

interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly hint?: string;
}

const isProblem = (value: unknown): value is Problem => {
  const { code, detail } = (value ?? {}) as Partial<Problem>;
  return typeof code === "string" && typeof detail === "string";
};

/** An answer that is a problem document (RFC 9457), as the error that the house threw. */
export async function readProblem(response: Response, what: string): Promise<InstarError> {
  const read: unknown = await response.json().catch(() => undefined); // not JSON: then it is no problem document either
  if (!isProblem(read)) return ClientError.BAD_ANSWER(what, response.status);
  return new InstarError(read.code, { message: read.detail, ...(typeof read.hint === "string" ? { hint: read.hint } : {}) });
}
