import { callRequest } from "./call-request.ts";
import { createPatience, type Patience } from "./patience.ts";
import type { Wire } from "./wire.ts";

/** An agent in another process, over its HTTP API. */
export function createHttpWire(patience: Patience): Wire {
  const ask = createPatience(patience);
  return {
    async call(service, method, args, signal) {
      const { unwrap, ...request } = callRequest(service, method, args);
      return unwrap(await ask({ ...request, signal }, async (response) => (response.status === 204 ? undefined : ((await response.json()) as unknown))));
    },
    request: ask,
    async [Symbol.asyncDispose]() {
      // Nothing is kept open between requests.
    },
  };
}
