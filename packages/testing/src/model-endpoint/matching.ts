import type { ModelRequest } from "./request.ts";
import type { ModelResponder, ModelStep } from "./step.ts";

export interface ModelMatch {
  /** Looked for in what a person said last. */
  readonly text?: string | RegExp;
  /** Looked for in the results of the tools of the last turn. */
  readonly toolResult?: string | RegExp;
  /** Whether the last turn is the result of a tool. */
  readonly afterTool?: boolean;
  /** Looked for in what the client announced about background work. */
  readonly notification?: string | RegExp;
  /** Looked for in the system prompt. */
  readonly system?: string | RegExp;
  /** Looked for anywhere in what the model would read. */
  readonly anywhere?: string | RegExp;
}

export interface ModelRule extends ModelMatch {
  readonly answer: ModelStep | ModelResponder;
}

export function matchesRequest(request: ModelRequest, match: ModelMatch): boolean {
  return (
    (match.text === undefined || found(match.text, request.lastUserText)) &&
    (match.toolResult === undefined || request.toolResults.some((result) => found(match.toolResult as string | RegExp, result.text))) &&
    (match.afterTool === undefined || match.afterTool === request.afterTool) &&
    (match.notification === undefined || (request.notification !== undefined && found(match.notification, request.notification))) &&
    (match.system === undefined || found(match.system, request.system)) &&
    (match.anywhere === undefined || found(match.anywhere, request.text))
  );
}

/** The first rule that fits answers; when none does, `otherwise` (default: an echo). */
export function answerBy(rules: readonly ModelRule[], otherwise: ModelResponder = echo): ModelResponder {
  return (request) => {
    const rule = rules.find((candidate) => matchesRequest(request, candidate));
    if (!rule) return otherwise(request);
    return typeof rule.answer === "function" ? rule.answer(request) : rule.answer;
  };
}

/** Says back what it was told, what a tool gave, or what was announced. */
export const echo: ModelResponder = (request) => {
  if (request.notification !== undefined) return `Background work has ended: ${/<summary>([\s\S]*?)<\/summary>/.exec(request.notification)?.[1] ?? ""}`;
  if (!request.afterTool) return `You said: ${request.lastUserText}`;
  return `The tool gave: ${request.toolResults.map((result) => result.text).join("\n")}`;
};

function found(pattern: string | RegExp, text: string): boolean {
  return typeof pattern === "string" ? text.includes(pattern) : new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, "")).test(text);
}
