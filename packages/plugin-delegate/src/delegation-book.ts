import type { Clock } from "@instar/kernel";
import type { Records, Store } from "@instar/kernel/contracts";
import { DelegateError } from "./errors.ts";
import type { StoredDelegation } from "./stored-delegation.ts";

/** All delegations: in memory as they are on disk. */
export interface DelegationBook {
  /** Before anything else. */
  load(): Promise<void>;
  get(name: string): StoredDelegation | undefined;
  ofSession(session: string): StoredDelegation | undefined;
  /** The latest first. */
  all(): readonly StoredDelegation[];
  /** Durable when it resolves. */
  save(delegation: StoredDelegation): Promise<void>;
  /** The same, of what it is by now; undefined when there is none. */
  change(name: string, changes: (current: StoredDelegation) => Partial<StoredDelegation>): Promise<StoredDelegation | undefined>;
  remove(name: string): Promise<void>;
  /** Resolves when something of this delegation changes, at the latest after `ms`. */
  changed(name: string, ms: number, signal: AbortSignal): Promise<void>;
}

export function createDelegationBook(store: Store, records: Records<StoredDelegation>, clock: Clock): DelegationBook {
  const known = new Map<string, StoredDelegation>();
  const waiters = new Set<{ readonly name: string; readonly wake: () => void }>();
  /** Asked for with every tool call of every session. */
  const bySession = new Map<string, string>();
  let loading: Promise<void> | undefined;

  const tell = (name: string) => {
    for (const waiter of [...waiters]) if (waiter.name === name) waiter.wake();
  };

  function know(delegation: StoredDelegation): void {
    known.set(delegation.name, delegation);
    if (delegation.session !== undefined) bySession.set(delegation.session, delegation.name);
  }

  async function save(delegation: StoredDelegation): Promise<void> {
    const former = known.get(delegation.name);
    know(delegation);
    const done = await store
      .commit([records.put(delegation.name, delegation)])
      .catch((cause: unknown) => ({ committed: false as const, conflict: "The store failed.", cause }));
    if (!done.committed) {
      if (former === undefined) known.delete(delegation.name);
      else known.set(delegation.name, former);
      throw DelegateError.NOT_SAVED(done.conflict, "cause" in done ? { cause: done.cause } : {});
    }
    tell(delegation.name);
  }

  return {
    load() {
      loading ??= (async () => {
        for await (const [name, delegation] of records.entries()) if (!known.has(name)) know(delegation);
      })();
      return loading;
    },
    get: (name) => known.get(name),
    ofSession(session) {
      const found = known.get(bySession.get(session) ?? "");
      return found?.session === session ? found : undefined;
    },
    all: () => [...known.values()].sort((a, b) => b.createdAt - a.createdAt),
    save,
    async change(name, changes) {
      const current = known.get(name);
      if (current === undefined) return undefined;
      const next = { ...current, ...changes(current) };
      await save(next);
      return next;
    },
    async remove(name) {
      bySession.delete(known.get(name)?.session ?? "");
      known.delete(name);
      await store.commit([records.delete(name)]);
      tell(name);
    },
    changed(name, ms, signal) {
      return new Promise((resolve) => {
        const done = () => {
          waiters.delete(waiter);
          timer[Symbol.dispose]();
          signal.removeEventListener("abort", done);
          resolve();
        };
        const waiter = { name, wake: done };
        const timer = clock.after(ms, done);
        waiters.add(waiter);
        if (signal.aborted) done();
        else signal.addEventListener("abort", done, { once: true });
      });
    },
  };
}
