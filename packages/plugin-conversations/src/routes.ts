import type { Address } from "@instar/kernel";
import type { Op, Records, Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import { addressKey } from "./address-key.ts";

/** A conversation that moved. `home`: messages from `to` are its own; not set where the new place had a conversation already. */
export interface Route {
  readonly from: Address;
  readonly to: Address;
  readonly home: boolean;
  /** Where it was in between: messages from there are its own, too. */
  readonly past?: readonly Address[];
}

const address = z.object({ channel: z.string(), conversation: z.string(), thread: z.string().optional() });
export const routeShape = {
  version: 1,
  schema: z.object({ from: address, to: address, home: z.boolean(), past: z.array(address).optional() }),
} as unknown as Versioned<Route>;

/**
 * Where conversations went when their service moved them (a topic was deleted, a group migrated). A conversation keeps the name of the address where it
 * began, and its session with it: what goes out to it is sent to where it is now, and what comes from there is its own. Only where the new
 * place had a conversation of its own before does that one keep what is written there.
 */
export interface Routes {
  load(): Promise<void>;
  /** Where this conversation is now. */
  current(address: Address): Address;
  /** The conversation that what comes from there belongs to. */
  home(address: Address): Address;
  /** `where` moved on to `to`. The change for a commit; `done` when it is made. */
  move(where: Address, to: Address): Promise<{ readonly ops: readonly Op[]; done(): void }>;
}

const mostPast = 20;

/** `isTaken`: an address has a conversation of its own. */
export function createRoutes(records: Records<Route>, isTaken: (address: Address) => Promise<boolean>): Routes {
  const routes = new Map<string, Route>();
  const homes = new Map<string, Address>();
  let loading: Promise<void> | undefined;

  const note = (route: Route) => {
    routes.set(addressKey(route.from), route);
    for (const place of [...(route.past ?? []), ...(route.home ? [route.to] : [])]) homes.set(addressKey(place), route.from);
  };

  async function read() {
    for await (const [, route] of records.entries()) note(route);
  }

  const routesObject: Routes = {
    load() {
      loading ??= read().catch((error: unknown) => {
        loading = undefined;
        throw error;
      });
      return loading;
    },
    current: (asked) => routes.get(addressKey(asked))?.to ?? asked,
    home: (asked) => homes.get(addressKey(asked)) ?? asked,
    async move(where, to) {
      await routesObject.load();
      // Whoever was sent to `where` before goes on with it, each under the name where it began
      const moved = [...routes.values()].filter((route) => addressKey(route.to) === addressKey(where)).map(({ from }) => from);
      const own = homes.has(addressKey(where)) ? [] : [where];
      const isBack = moved.some((from) => addressKey(from) === addressKey(to));
      const free = !isBack && !homes.has(addressKey(to)) && !(await isTaken(to));
      const changed = [...moved, ...own].map((from, index): Route => {
        const { home = false, to: former, past = [] } = routes.get(addressKey(from)) ?? {};
        const left = home && former ? [...past, former].slice(-mostPast) : past;
        return { from, to, home: free && index === 0, ...(left.length > 0 ? { past: left } : {}) };
      });
      return {
        ops: changed.map((route) => records.put(addressKey(route.from), route)),
        done() {
          for (const route of changed) note(route);
        },
      };
    },
  };
  return routesObject;
}
