import { IsolationError } from "./errors.ts";
import type { RemoteObject } from "./peer.ts";
import { type Methods, type Offered, offer } from "./plain-data.ts";

/** A service as the other side sees it: methods that it may call, and members that it may not. */
export interface OfferedService {
  readonly object: Offered;
  readonly values: readonly string[];
}

/** The names of an object's members, its classes' included, up to what every object has. */
function memberNames(of: object): readonly string[] {
  const names = new Set<string>();
  for (let at: object | null = of; at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at) as object | null)
    for (const name of Object.getOwnPropertyNames(at)) if (name !== "constructor") names.add(name);
  return [...names];
}

const isGetter = (of: object, name: string): boolean => {
  for (let at: object | null = of; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const found = Object.getOwnPropertyDescriptor(at, name);
    if (found) return found.get !== undefined;
  }
  return false;
};

/** A service's methods for the other side; one that answers at once, and with something, is refused when it is called: ISOLATION_SYNCHRONOUS. */
export function offerService(id: string, service: object, refused: (error: Error) => void = () => undefined): OfferedService {
  const held = service as Readonly<Record<string, unknown>>;
  const isMethod = (name: string) => !isGetter(service, name) && typeof held[name] === "function";
  const names = memberNames(service);
  const methods: Methods = Object.fromEntries(
    names.filter(isMethod).map((name) => [
      name,
      async (...args: readonly unknown[]) => {
        const answer: unknown = Reflect.apply(held[name] as (...args: readonly unknown[]) => unknown, service, args);
        if (answer === undefined || typeof (answer as PromiseLike<unknown> | null)?.then === "function") return answer;
        const error = IsolationError.SYNCHRONOUS(`The method ${name} of the service "${id}"`);
        refused(error);
        throw error;
      },
    ]),
  );
  return { object: offer(methods), values: names.filter((name) => !isMethod(name)) };
}

/** A service of the other side: every method answers later, a member that is no method throws ISOLATION_SYNCHRONOUS. */
export function restoreService(id: string, methods: readonly string[], values: readonly string[], call: RemoteObject["call"]): object {
  const service: Record<string, unknown> = {};
  for (const name of methods)
    service[name] = (...args: readonly unknown[]) => {
      const answer = call(name, ...args);
      // Who does not wait for an answer does not fail by it either
      answer.catch(() => undefined);
      return answer;
    };
  for (const name of values)
    Object.defineProperty(service, name, {
      get() {
        throw IsolationError.SYNCHRONOUS(`The member ${name} of the service "${id}"`);
      },
    });
  return Object.freeze(service);
}
