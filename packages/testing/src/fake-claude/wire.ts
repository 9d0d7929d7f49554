import { randomUUID } from "node:crypto";

export type Line = Readonly<Record<string, unknown>>;
export type Reply = { readonly ok: true; readonly response: Line } | { readonly ok: false } | { readonly ok: "gone" };

/** The two pipes: one JSON object per line, and requests in both directions. */
export interface Wire {
  /** Adds the session and an id of the line's own. */
  write(line: Line): void;
  /** Not JSON at all. */
  writeRaw(text: string): void;
  /** Asks the program at the other end. `gone` when it has closed its side. */
  ask(request: Line, toolUseId?: string): Promise<Reply>;
  answered(line: Line): void;
  close(): void;
}

export function createWire(output: NodeJS.WritableStream, sessionId: () => string, echoesAnswers: boolean): Wire {
  const pending = new Map<string, (reply: Reply) => void>();
  let closed = false;
  const writeRaw = (text: string) => void output.write(text);
  const put = (line: Line) => writeRaw(`${JSON.stringify(line)}\n`);
  return {
    write: (line) => put({ ...line, session_id: sessionId(), uuid: line.uuid ?? randomUUID() }),
    writeRaw,
    ask(request, toolUseId) {
      if (closed) return Promise.resolve({ ok: "gone" });
      const id = randomUUID();
      put({ type: "control_request", request_id: id, request, ...(toolUseId !== undefined && { tool_use_id: toolUseId }) });
      return new Promise((resolve) => pending.set(id, resolve));
    },
    answered(line) {
      const answer = line.response as { subtype: string; request_id: string; response?: Line } | undefined;
      if (!answer) return;
      if (echoesAnswers) put({ type: "control_response", response: answer });
      pending.get(answer.request_id)?.(answer.subtype === "success" ? { ok: true, response: answer.response ?? {} } : { ok: false });
      pending.delete(answer.request_id);
    },
    close() {
      closed = true;
      for (const resolve of pending.values()) resolve({ ok: "gone" });
      pending.clear();
    },
  };
}
