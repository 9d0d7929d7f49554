import type { KernelDescription, Service } from "@instar/kernel";
import { CliError } from "../errors.ts";

const isReachable = (service: unknown, method: string) =>
  typeof service === "object" &&
  service !== null &&
  method !== "constructor" &&
  !(method in Object.prototype) &&
  typeof (service as Record<string, unknown>)[method] === "function";

interface House {
  service<T>(token: Service<T>): T;
  describe(): Pick<KernelDescription, "services" | "plugins">;
}

/** Throws CLI_SERVICE_DOWN when the plugin that provides it is not up, CLI_NO_SERVICE when there is none. `changed`: files that a reload would take up. */
export function requireService(kernel: Pick<House, "describe">, id: string, changed: readonly string[] = []): void {
  const { services, plugins } = kernel.describe();
  if (Object.hasOwn(services, id)) return;
  const provider = plugins.find((plugin) => plugin.provides === id && plugin.state === "failed");
  throw provider === undefined
    ? CliError.NO_SERVICE(id, changed)
    : CliError.SERVICE_DOWN(id, provider.name, provider.error ?? "the reason is in the log.", provider.hint);
}

/** Calls a service by the names that came over the socket, or what stands in its place for this caller. Whatever everything inherits is not reachable. */
export async function callMethod(kernel: House, id: string, method: string, args: readonly unknown[], instead?: object): Promise<unknown> {
  requireService(kernel, id);
  const service = (instead ?? kernel.service({ kind: "service", id } as Service<object>)) as Record<string, (...args: readonly unknown[]) => unknown>;
  if (!isReachable(service, method)) throw CliError.NO_METHOD(id, method);
  return service[method]?.(...args);
}
