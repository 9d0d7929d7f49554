import type { Server } from "node:http";
import { definePlugin, type Logger, type Plugin } from "@instar/kernel";
import { EarlyListener } from "@instar/plugin-http/contract";
import { closeServer, openWarmingServer } from "@instar/plugin-http/warming";

export interface EarlyListening {
  /** Hands the server to whoever serves the API. */
  readonly plugin: Plugin;
  /** Closes it, unless somebody has taken it. Idempotent. */
  close(): Promise<void>;
}

/** Listens where the API of this `home` did last time and says that the house warms up, before its config is read. */
export async function openEarlyListener(home: string, log: Logger): Promise<EarlyListening> {
  let server: Server | undefined = await openWarmingServer(home).catch((error: unknown) => {
    log.warn("Nothing can listen for requests yet.", { error });
    return undefined;
  });
  const take = () => {
    const taken = server;
    server = undefined;
    return taken;
  };
  return {
    plugin: definePlugin({ api: 1, name: "early-listener", provides: EarlyListener, setup: () => ({ take }) })(),
    async close() {
      const left = take();
      if (left !== undefined) await closeServer(left);
    },
  };
}
