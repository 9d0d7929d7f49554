import type { Clock } from "@instar/kernel";
import { ClaudeError } from "./errors.ts";
import { type CliLine, isObject, type JsonObject, objectAt, textAt } from "./protocol.ts";

export interface Control {
  /** Asks the program and waits for its answer. Rejects with CLAUDE_REFUSED, CLAUDE_NOT_ANSWERED or CLAUDE_ENDED. */
  request(request: JsonObject & { readonly subtype: string }, timeoutMs: number): Promise<JsonObject>;
  /** Takes a control line of the program; false when it is none. */
  take(line: CliLine): boolean;
  /** Rejects everything that still waits. */
  close(error: Error): void;
}

export interface ControlOptions {
  readonly clock: Clock;
  write(line: JsonObject): void;
  /** Answers a request of the program. Whatever it rejects with becomes an error reply, which the program takes as a no. */
  answer(request: JsonObject, cancelled: AbortSignal): Promise<JsonObject>;
}

/** Requests and answers in both directions beside the conversation. */
export function createControl({ clock, write, answer }: ControlOptions): Control {
  const waiting = new Map<string, { settle(line: JsonObject): void; fail(error: Error): void }>();
  const answering = new Map<string, AbortController>();
  let closed: Error | undefined;
  let count = 0;

  async function serve(line: CliLine): Promise<void> {
    const id = textAt(line, "request_id");
    if (id === undefined) return;
    const cancelled = new AbortController();
    answering.set(id, cancelled);
    try {
      const response = await answer(objectAt(line, "request"), cancelled.signal);
      if (!cancelled.signal.aborted && !closed) write({ type: "control_response", response: { subtype: "success", request_id: id, response } });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!cancelled.signal.aborted && !closed) write({ type: "control_response", response: { subtype: "error", request_id: id, error: reason } });
    } finally {
      answering.delete(id);
    }
  }

  return {
    request(request, timeoutMs) {
      if (closed) return Promise.reject(closed);
      count += 1;
      const id = `instar-${count}`;
      return new Promise((resolve, reject) => {
        const timer = clock.after(timeoutMs, () => finish(() => reject(ClaudeError.NOT_ANSWERED(request.subtype, timeoutMs / 1_000))));
        const finish = (done: () => void) => {
          timer[Symbol.dispose]();
          waiting.delete(id);
          done();
        };
        waiting.set(id, {
          settle: (response) =>
            finish(() => {
              if (textAt(response, "subtype") === "success") resolve(isObject(response.response) ? response.response : {});
              else reject(ClaudeError.REFUSED(request.subtype, textAt(response, "error") ?? textAt(response, "error_code") ?? "no reason given"));
            }),
          fail: (error) => finish(() => reject(error)),
        });
        write({ type: "control_request", request_id: id, request });
      });
    },
    take(line) {
      if (line.type === "control_response") {
        const response = objectAt(line, "response");
        waiting.get(textAt(response, "request_id") ?? "")?.settle(response);
        return true;
      }
      if (line.type === "control_request") {
        void serve(line);
        return true;
      }
      if (line.type === "control_cancel_request") {
        answering.get(textAt(line, "request_id") ?? "")?.abort();
        return true;
      }
      return false;
    },
    close(error) {
      closed = error;
      for (const entry of [...waiting.values()]) entry.fail(error);
      for (const entry of answering.values()) entry.abort(error);
    },
  };
}
