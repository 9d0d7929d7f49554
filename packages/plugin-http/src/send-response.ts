import type { ServerResponse } from "node:http";

const drained = (outgoing: ServerResponse) =>
  new Promise<void>((resolve) => {
    const done = () => {
      outgoing.off("drain", done);
      outgoing.off("close", done);
      resolve();
    };
    outgoing.on("drain", done);
    outgoing.on("close", done);
  });

/** Writes an answer out, at the pace of its reader. Rejects when its body breaks off; then the connection is of no more use. */
export async function sendResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  const headers: Record<string, string | string[]> = Object.fromEntries(response.headers);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) headers["set-cookie"] = cookies;
  if (response.body === null) return void outgoing.writeHead(response.status, headers).end();
  if (headers["content-type"]?.includes("json") === true) {
    const text = await response.text();
    return void outgoing.writeHead(response.status, { ...headers, "content-length": Buffer.byteLength(text) }).end(text);
  }
  outgoing.writeHead(response.status, headers);
  outgoing.flushHeaders();
  const reader = response.body.getReader();
  const gone = () => void reader.cancel().catch(() => undefined); // the reader has gone: how the source takes it is its own business
  outgoing.on("close", gone);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || outgoing.destroyed) break;
      if (!outgoing.write(value)) await drained(outgoing);
    }
  } finally {
    outgoing.off("close", gone);
  }
  outgoing.end();
}
