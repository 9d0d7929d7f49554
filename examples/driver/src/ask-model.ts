import type { TurnError } from "@instar/kernel/contracts";
import { z } from "zod";

const completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).optional(),
});

export interface Answer {
  readonly text: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** An answer, or what went wrong in the house's words. Rejects only with the signal's reason. */
export type AskModel = (messages: readonly object[], signal: AbortSignal) => Promise<Answer | { readonly error: TurnError }>;

/** Asks a server that speaks the chat completions of OpenAI, as Ollama, llama.cpp, LM Studio and vLLM do. */
export function createAskModel({ server, model }: { readonly server: string; readonly model: string }): AskModel {
  const url = `${server.replace(/\/$/, "")}/chat/completions`;
  return async (messages, signal) => {
    try {
      const body = JSON.stringify({ model, messages, stream: false });
      const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body, signal });
      if (response.status === 429 || response.status === 503) return { error: { kind: "overloaded", text: `The model at ${server} is busy.` } };
      if (!response.ok)
        return { error: { kind: "model", text: `The model at ${server} answered ${response.status}.`, hint: `Is there a model called "${model}"?` } };
      const { choices, usage } = completion.parse(await response.json());
      return { text: choices[0]?.message.content ?? "", inputTokens: usage?.prompt_tokens ?? 0, outputTokens: usage?.completion_tokens ?? 0 };
    } catch (error) {
      signal.throwIfAborted();
      return { error: { kind: "model", text: `The model at ${server} did not answer: ${(error as Error).message}.`, hint: "Is its server running?" } };
    }
  };
}
