import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CompletionAnswer, CompletionCall } from "@instar/kernel/contracts";
import { startClaude } from "./claude-process.ts";
import { ClaudeError } from "./errors.ts";
import type { Guarding } from "./guarding.ts";
import { completionLine } from "./launch-line.ts";
import { completionPrefix } from "./left-files.ts";
import { type CliLine, isObject, objectAt, textAt, userLine } from "./protocol.ts";
import { startFailure } from "./start-failure.ts";
import { apiTrouble, turnError } from "./turn-error.ts";
import { sumOf } from "./usage-figures.ts";

export interface CompletionRequest {
  readonly call: CompletionCall;
  readonly executable: string;
  readonly model: string;
  readonly env: Readonly<Record<string, string>>;
  readonly guarding: Guarding;
  /** Of this plugin. */
  readonly stateFolder: string;
}

/**
 * One answer of the model from a process of its own, which has no tool, no setting and no memory, and leaves nothing behind. The prompt goes in by its
 * input, never by its arguments. Rejects with CLAUDE_COMPLETION_FAILED, or with the signal's reason once the process is gone.
 */
export async function complete({ call, executable, model, env, guarding, stateFolder }: CompletionRequest, signal: AbortSignal): Promise<CompletionAnswer> {
  signal.throwIfAborted();
  await mkdir(stateFolder, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(stateFolder, completionPrefix));
  try {
    const systemPromptFile = join(folder, "system.md");
    await writeFile(systemPromptFile, call.system ?? "", { mode: 0o600 });
    const child = await startClaude({
      executable,
      args: completionLine({ model, systemPromptFile, thinks: call.tier !== "fast" }),
      cwd: folder,
      // Its memory would leave a folder in the settings of this person.
      env: { ...env, CLAUDE_CODE_MAX_OUTPUT_TOKENS: String(call.maxTokens), CLAUDE_CODE_DISABLE_AUTO_MEMORY: "1" },
      guarding,
    });
    const abort = () => void child.end(0, false);
    signal.addEventListener("abort", abort, { once: true });
    try {
      if (signal.aborted) abort();
      // Marked as composed, so that a prompt is never taken for a command of the program.
      child.write(userLine({ uuid: randomUUID(), texts: [call.prompt], composed: true }));
      const answer = await readAnswer(child.lines(), () => child.write({ type: "control_request", request_id: "enough", request: { subtype: "interrupt" } }));
      if (answer !== undefined) return answer;
      const code = await child.ended;
      signal.throwIfAborted();
      throw startFailure({ session: "", code, stderr: child.errors(), line: undefined });
    } finally {
      signal.removeEventListener("abort", abort);
      await child.end(0, false);
      signal.throwIfAborted();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The same error, saying what the attempt cost in US dollars. */
export const costing = <E extends object>(error: E, costUsd: number): E & { readonly costUsd: number } => Object.assign(error, { costUsd });

/** Undefined when the program ended without a result. */
async function readAnswer(lines: AsyncIterable<CliLine>, interrupt: () => void): Promise<CompletionAnswer | undefined> {
  let text = "";
  let full = false;
  let trouble: ReturnType<typeof apiTrouble>;
  for await (const line of lines) {
    trouble = apiTrouble(line) ?? trouble;
    const delta = objectAt(objectAt(line, "event"), "delta");
    if (line.type === "stream_event" && !full) {
      if (delta.type === "text_delta") text += textAt(delta, "text") ?? "";
      // It would go on by itself in further requests, each as long as the first.
      full = delta.stop_reason === "max_tokens";
      if (full) interrupt();
    }
    if (line.type !== "result") continue;
    const { input, output, cost } = sumOf(isObject(line.modelUsage) ? line.modelUsage : {});
    if (!full && line.is_error === true) throw costing(ClaudeError.COMPLETION_FAILED(turnError(line, trouble, undefined).text), cost);
    return { text: full ? text : (textAt(line, "result") ?? ""), costUsd: cost, inputTokens: input, outputTokens: output };
  }
  return undefined;
}
