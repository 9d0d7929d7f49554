import type { Clock } from "@instar/kernel";

/** Below what a proxy or a client takes for a dead connection. */
const heartbeatMs = 15_000;
/** Who reads slower than that has lost the thread: the stream ends, and a new one begins where it left off. */
const mostWaitingBytes = 1_048_576;

/** One answer of server-sent events. */
export interface EventStream {
  readonly response: Response;
  send(event: string, data: unknown, id?: string): void;
  /** Says why as an `end` event, once; nothing is sent after. */
  end(reason: string): void;
  /** Aborted when it has ended, from either side. */
  readonly ended: AbortSignal;
}

/** Ends when the reader goes away, when `signal` is aborted, and by `end`. */
export function openEventStream({ clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal }): EventStream {
  const encoder = new TextEncoder();
  const over = new AbortController();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let heartbeat: Disposable | undefined;

  const body = new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given;
      },
      cancel: () => close(),
    },
    { highWaterMark: mostWaitingBytes, size: (chunk) => chunk?.byteLength ?? 0 },
  );

  function close() {
    heartbeat?.[Symbol.dispose]();
    signal.removeEventListener("abort", stopped);
    controller = undefined;
    over.abort(new Error("The stream has ended."));
  }
  function write(text: string) {
    if (controller === undefined) return;
    controller.enqueue(encoder.encode(text));
    const reading = controller;
    if ((reading.desiredSize ?? 0) < 0) {
      close();
      reading.close();
    }
  }
  function beat() {
    write(": alive\n\n");
    if (controller !== undefined) heartbeat = clock.after(heartbeatMs, beat);
  }
  function send(event: string, data: unknown, id?: string) {
    write(`${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }
  function end(reason: string) {
    send("end", { reason });
    const open = controller;
    close();
    open?.close();
  }
  const stopped = () => end((signal.reason as Error).message);

  if (signal.aborted) stopped();
  else {
    signal.addEventListener("abort", stopped, { once: true });
    heartbeat = clock.after(heartbeatMs, beat);
    write(": open\n\n");
  }
  return {
    response: new Response(body, { headers: { "content-type": "text/event-stream", "cache-control": "no-store" } }),
    send,
    end,
    ended: over.signal,
  };
}
