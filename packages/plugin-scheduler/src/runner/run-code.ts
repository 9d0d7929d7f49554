import type { Job } from "@instar/kernel/contracts";
import { type Outcome, outputTail } from "./outcome.ts";

/** A job in code. It is told by the signal to end; when it does not, it is left behind, for nothing can end it. */
export async function runCode(
  job: Job,
  context: { readonly dueAt: number; readonly attempt: number },
  signal: AbortSignal,
  { leaveAfter, redact }: { readonly leaveAfter: () => Promise<void>; readonly redact: (text: string) => string },
): Promise<Outcome> {
  const left = new Promise<Outcome>((resolve) => {
    const leave = () =>
      void leaveAfter().then(() => resolve({ state: "failed", failure: "code", why: "It did not end when it was told to, and was left behind." }));
    if (signal.aborted) leave();
    else signal.addEventListener("abort", leave, { once: true });
  });
  const ran = (async (): Promise<Outcome> => {
    try {
      const text = await job.run({ ...context, signal });
      const output = typeof text === "string" ? outputTail(text, redact) : "";
      return { state: "succeeded", ...(output !== "" && { output }), said: output };
    } catch (error) {
      return {
        state: "failed",
        failure: "code",
        why: outputTail(error instanceof Error ? error.message : String(error), redact).slice(0, 1_000) || "It failed without a word.",
      };
    }
  })();
  return Promise.race([ran, left]);
}
