import type { Kernel, Point, Service } from "@instar/kernel";
import type { Route } from "@instar/kernel/contracts";
import { ClientError } from "./errors.ts";
import type { Wire, WireRequest } from "./wire.ts";

// The tokens themselves are compared by id, and importing them would load the kernel
const routesPoint: Point<Route> = { kind: "point", id: "routes" };

type Methods = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** What `work` comes to, unless the signal is aborted before; the work itself goes on then. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/** The values of a path's `:name` parts; undefined when the path is another one. */
function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const value = given[at] ?? "";
    if (part.startsWith(":")) params[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return undefined;
  }
  return params;
}

/** A running kernel in this process: services are called as they are, routes without a server in between. */
export function createKernelWire(kernel: Pick<Kernel, "service" | "contributions">): Wire {
  async function request<T>({ method, path, query = [], body, signal }: WireRequest, read: (response: Response) => Promise<T>): Promise<T> {
    for (const { value: route } of kernel.contributions(routesPoint)) {
      const params = route.method === method ? matchPath(route.path, path) : undefined;
      if (params === undefined) continue;
      const asked = new Request(`http://127.0.0.1${path}`, { method, ...(signal === undefined ? {} : { signal }) });
      return read(await route.handle(asked, { params, query: Object.fromEntries(query), body, caller: { kind: "owner" } }));
    }
    throw ClientError.NO_ROUTE(`${method} ${path}`);
  }
  return {
    request,
    async call(service, method, args, signal) {
      const found = kernel.service({ kind: "service", id: service } as Service<Methods>);
      return unlessAborted((async () => found[method]?.(...args))(), signal);
    },
    async [Symbol.asyncDispose]() {
      // The kernel belongs to whoever made it.
    },
  };
}
