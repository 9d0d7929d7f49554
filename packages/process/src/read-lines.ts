import type { Readable } from "node:stream";
import { processErrors } from "./errors.ts";

const newline = 0x0a;

/**
 * The lines of a stream, one at a time and as fast as they are taken: the program waits meanwhile. Only "\n" ends a line (a JSON string may hold U+2028, which
 * node:readline takes for an end); a last line without one counts. Rejects with PROCESS_LINE_TOO_LONG beyond `maxBytes` (default 64 MiB).
 */
export async function* readLines(stream: Readable, options: { readonly maxBytes?: number } = {}): AsyncGenerator<string, void, undefined> {
  const maxBytes = options.maxBytes ?? 64 * 1024 * 1024;
  let parts: Buffer[] = [];
  let size = 0;
  for await (const received of stream) {
    const chunk: Buffer = Buffer.isBuffer(received) ? received : Buffer.from(received as string);
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      parts.push(chunk.subarray(start, end));
      yield Buffer.concat(parts).toString("utf8");
      parts = [];
      size = 0;
      start = end + 1;
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
    size += chunk.length - start;
    if (size > maxBytes) throw processErrors.lineTooLong(maxBytes);
  }
  if (size > 0) yield Buffer.concat(parts).toString("utf8");
}
