import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answer } from "./model-endpoint/answer.ts";
import { echo, type ModelMatch, matchesRequest } from "./model-endpoint/matching.ts";
import { type ModelRequest, parseModelRequest } from "./model-endpoint/request.ts";
import type { ModelResponder, ModelStep } from "./model-endpoint/step.ts";

export { type ClaudeTestEnvironment, claudeExecutable, claudeTestEnvironment } from "./claude-environment.ts";
export { answerBy, echo, type ModelMatch, type ModelRule, matchesRequest } from "./model-endpoint/matching.ts";
export type { ModelBlock, ModelMessage, ModelRequest } from "./model-endpoint/request.ts";
export {
  type ModelFault,
  type ModelHang,
  type ModelReply,
  type ModelResponder,
  type ModelStep,
  type ModelTool,
  type ModelUsage,
  modelFault,
  type UsageLimit,
  useShell,
  useTool,
} from "./model-endpoint/step.ts";

export interface ModelEndpointOptions {
  /** Answers when the script is empty. Default: `echo`. */
  readonly respond?: ModelResponder;
  /** Default: a free port. */
  readonly port?: number;
}

/** A stand-in for the Anthropic Messages API on loopback. */
export interface ModelEndpoint extends AsyncDisposable {
  /** For `ANTHROPIC_BASE_URL`. */
  readonly url: string;
  /** Every request to the model so far, oldest first. Counting tokens is not one. */
  readonly requests: readonly ModelRequest[];
  /** Appends steps; each request to the model uses one up, in order of arrival. When none is left, the responder answers. */
  script(...steps: readonly (ModelStep | ModelResponder)[]): void;
  /** Replaces the responder. */
  respond(responder: ModelResponder): void;
  /** The first request that fits, past or to come. Rejects when the endpoint closes first. */
  waitFor(match: ModelMatch | ((request: ModelRequest) => boolean)): Promise<ModelRequest>;
  close(): Promise<void>;
}

export async function startModelEndpoint(options: ModelEndpointOptions = {}): Promise<ModelEndpoint> {
  const requests: ModelRequest[] = [];
  const steps: (ModelStep | ModelResponder)[] = [];
  const waiting = new Set<{ fits(request: ModelRequest): boolean; resolve(request: ModelRequest): void; reject(error: Error): void }>();
  const closing = new AbortController();
  let responder = options.respond ?? echo;

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = incoming.url ?? "/";
    const text = await readAll(incoming);
    if (incoming.method !== "POST") return send(response, incoming.method === "HEAD" || path === "/" ? 200 : 404, {});
    if (path.startsWith("/v1/messages/count_tokens")) return send(response, 200, { input_tokens: Math.max(1, Math.ceil(text.length / 4)) });
    if (!path.startsWith("/v1/messages"))
      return send(response, 404, { type: "error", error: { type: "not_found_error", message: `Nothing answers at ${path}.` } });
    const request = parseModelRequest(requests.length + 1, Date.now(), path, incoming.headers, text);
    requests.push(request);
    for (const waiter of waiting) if (waiter.fits(request)) waiter.resolve(request);
    const next = steps.shift() ?? responder;
    const step = typeof next === "function" ? await next(request) : next;
    if (typeof step === "object" && "hang" in step) return;
    await answer(response, request, typeof step === "string" ? { text: step } : step, closing.signal);
  }

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch((error: unknown) => {
      if (closing.signal.aborted || response.destroyed) return;
      if (response.headersSent) response.destroy();
      else send(response, 500, { type: "error", error: { type: "api_error", message: `The scripted responder failed: ${String(error)}` } });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });

  async function close(): Promise<void> {
    if (closing.signal.aborted) return;
    closing.abort();
    for (const waiter of waiting) waiter.reject(new Error("The model endpoint closed before such a request came."));
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    script: (...more) => void steps.push(...more),
    respond: (next) => {
      responder = next;
    },
    waitFor: (match) => {
      const fits = typeof match === "function" ? match : (request: ModelRequest) => matchesRequest(request, match);
      const seen = requests.find(fits);
      if (seen) return Promise.resolve(seen);
      return new Promise((resolve, reject) => {
        const waiter = {
          fits,
          resolve: (request: ModelRequest) => {
            waiting.delete(waiter);
            resolve(request);
          },
          reject,
        };
        waiting.add(waiter);
      });
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

async function readAll(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
