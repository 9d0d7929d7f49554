import type { Socket } from "node:net";
import { CliError } from "../errors.ts";

/** Calls back with every complete line, parsed; a line over `maxBytes()` or one that is not JSON destroys the socket. */
export function readLines(socket: Socket, maxBytes: () => number, onLine: (value: unknown) => void): void {
  let parts: Buffer[] = [];
  let size = 0;
  socket.on("data", (chunk: Buffer) => {
    let rest = chunk;
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
      const line = Buffer.concat([...parts, rest.subarray(0, end)]);
      parts = [];
      size = 0;
      rest = rest.subarray(end + 1);
      if (line.length > maxBytes()) return void socket.destroy(CliError.LINE_TOO_LONG(maxBytes()));
      let value: unknown;
      try {
        value = JSON.parse(line.toString("utf8"));
      } catch (error) {
        return void socket.destroy(error as Error);
      }
      onLine(value);
      if (socket.destroyed) return;
    }
    parts.push(rest);
    size += rest.length;
    if (size > maxBytes()) socket.destroy(CliError.LINE_TOO_LONG(maxBytes()));
  });
}
