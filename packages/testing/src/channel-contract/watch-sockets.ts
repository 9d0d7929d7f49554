import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";

const loopback = /^(127\.|::1$|::ffff:127\.|localhost$)/;

/** Notes every connection of this process that leaves the machine, tried or made. */
export function watchSockets() {
  const seen = new Set<string>();
  const watch = (message: unknown) => {
    const { socket } = message as { socket: Socket };
    socket.once("lookup", (_error: Error | null, address: string, _family: unknown, host: string) => {
      if (!loopback.test(host)) seen.add(`${host} (${address})`);
    });
    socket.on("connectionAttempt", (address: string) => {
      if (!loopback.test(address)) seen.add(address);
    });
  };
  subscribe("net.client.socket", watch);
  return {
    strangers: () => [...seen],
    [Symbol.dispose]: () => void unsubscribe("net.client.socket", watch),
  };
}
