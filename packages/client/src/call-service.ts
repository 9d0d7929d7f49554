import { InstarError } from "@instar/kernel/command";
import type { Wire } from "./wire.ts";

/** Calls a service's methods; `missing` is what is thrown where no plugin provides it. */
export function callService(wire: Wire, service: string, missing: (options: { cause: unknown }) => InstarError) {
  return async (method: string, args: readonly unknown[], signal?: AbortSignal): Promise<unknown> => {
    try {
      return await wire.call(service, method, args, signal);
    } catch (error) {
      if (InstarError.is(error, "KERNEL_NO_SERVICE") || InstarError.is(error, "HTTP_NOT_FOUND")) throw missing({ cause: error });
      throw error;
    }
  };
}
