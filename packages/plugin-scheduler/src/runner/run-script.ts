import type { Outcome } from "./outcome.ts";
import { outputTail } from "./outcome.ts";
import { runShell, type ShellEnd, type ShellRequest } from "./run-shell.ts";

/** A script: succeeded is exit code 0, and nothing that it printed. */
export async function runScript({ redact, ...request }: ShellRequest & { readonly redact: (text: string) => string }): Promise<Outcome> {
  try {
    return outcomeOfScript(await runShell(request), redact);
  } catch (error) {
    if (request.signal.aborted) return { state: "failed", failure: "not-started", why: "It was ended before it began." };
    return { state: "failed", failure: "not-started", why: `It could not be started: ${(error as Error).message}` };
  }
}

export function outcomeOfScript({ code, signal, output, remains }: ShellEnd, redact: (text: string) => string): Outcome {
  const printed = outputTail(output, redact);
  const shown = { ...(code !== null && { exitCode: code }), ...(printed !== "" && { output: printed }) };
  const end = code === null ? `A signal ended it (${signal ?? "unknown"}).` : `It ended with exit code ${code}.`;
  if (remains !== undefined) {
    const first = code === null && signal === null ? "It does not end" : `${end.slice(0, -1)}, but what it began does not`;
    return { state: "failed", failure: code === null ? "signal" : "exit", why: `${first}: ${remains}`, remains, ...shown };
  }
  if (code === 0) return { state: "succeeded", ...shown, said: printed };
  return { state: "failed", failure: code === null ? "signal" : "exit", why: end, ...shown };
}
