import type { Outcome } from "./outcome.ts";
import { outputTail } from "./outcome.ts";
import { runShell, type ShellRequest } from "./run-shell.ts";

/** A script: succeeded is exit code 0, and nothing that it printed. */
export async function runScript({ redact, ...request }: ShellRequest & { readonly redact: (text: string) => string }): Promise<Outcome> {
  try {
    const { code, signal, output } = await runShell(request);
    const printed = outputTail(output, redact);
    const shown = printed === "" ? {} : { output: printed };
    if (code === 0) return { state: "succeeded", exitCode: 0, ...shown, said: printed };
    if (code === null) return { state: "failed", failure: "signal", why: `A signal ended it (${signal ?? "unknown"}).`, ...shown };
    return { state: "failed", failure: "exit", exitCode: code, why: `It ended with exit code ${code}.`, ...shown };
  } catch (error) {
    if (request.signal.aborted) return { state: "failed", failure: "not-started", why: "It was ended before it began." };
    return { state: "failed", failure: "not-started", why: `It could not be started: ${(error as Error).message}` };
  }
}
