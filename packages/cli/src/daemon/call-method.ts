import type { Service } from "@instar/kernel";
import { CliError } from "../errors.ts";

const isReachable = (service: unknown, method: string) =>
  typeof service === "object" &&
  service !== null &&
  method !== "constructor" &&
  !(method in Object.prototype) &&
  typeof (service as Record<string, unknown>)[method] === "function";

/** Calls a service by the names that came over the socket. Whatever everything inherits is not reachable. */
export async function callMethod(
  kernel: { service<T>(token: Service<T>): T; describe(): { readonly services: Readonly<Record<string, string>> } },
  id: string,
  method: string,
  args: readonly unknown[],
): Promise<unknown> {
  if (!Object.hasOwn(kernel.describe().services, id)) throw CliError.NO_SERVICE(id);
  const service = kernel.service({ kind: "service", id } as Service<Record<string, (...args: readonly unknown[]) => unknown>>);
  if (!isReachable(service, method)) throw CliError.NO_METHOD(id, method);
  return service[method]?.(...args);
}
