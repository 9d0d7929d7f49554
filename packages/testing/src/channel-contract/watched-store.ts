import type { Plugin } from "@instar/kernel";
import type { Op, Records, Store } from "@instar/kernel/contracts";

type Commit = Store["commit"];
type Choice = (ops: readonly Op[]) => boolean;

/** A real store whose commits can be made to fail, to wait, or to be the last thing that a process ever did. */
export function createWatchedStore(plugin: Plugin) {
  let refusing: Choice | undefined;
  let holding: Choice | undefined;
  let breaking: { left: number; done: boolean } | undefined;
  let broken = false;
  let dead = false;
  let told: { readonly name: string; tell(value: unknown): void } | undefined;
  const written = new WeakMap<Op, unknown>();
  const frozen = new Set<() => void>();

  /** Waits until the process counts as dead, then fails as its last commit would. */
  const never = () =>
    new Promise<never>((_, reject) => {
      const end = () => reject(new Error("The process of this store is gone."));
      if (dead) end();
      else frozen.add(end);
    });

  const watched =
    (commit: Commit): Commit =>
    async (ops) => {
      if (broken || dead || holding?.(ops)) return never();
      if (refusing?.(ops)) throw new Error("ENOSPC: no space left on device, write");
      if (!breaking || --breaking.left > 0) return commit(ops);
      broken = true;
      if (breaking.done) await commit(ops);
      return never();
    };

  const announced =
    (commit: Commit): Commit =>
    async (ops) => {
      const done = await commit(ops);
      for (const op of ops) if (done.committed && written.has(op)) told?.tell(written.get(op));
      return done;
    };

  /** Records that remember what each of their changes writes. */
  const remembering = <T>(records: Records<T>): Records<T> =>
    new Proxy(records, {
      get: (target, key) =>
        key !== "put"
          ? Reflect.get(target, key, target)
          : (...put: Parameters<Records<T>["put"]>) => {
              const op = target.put(...put);
              written.set(op, put[1]);
              return op;
            },
    });

  return {
    plugin: {
      ...plugin,
      definition: {
        ...plugin.definition,
        async setup(context) {
          const inner = (await plugin.definition.setup(context)) as (consumer: string) => Store;
          return (consumer: string) => {
            const store = inner(consumer);
            const commit = watched(announced((ops) => store.commit(ops)));
            const records: Store["records"] = (name, shape) => (name === told?.name ? remembering(store.records(name, shape)) : store.records(name, shape));
            const own = { commit, records };
            return new Proxy(store, { get: (target, key) => Reflect.get(key in own ? own : target, key, key in own ? own : target) });
          };
        },
      },
    } satisfies Plugin,
    /** Commits for which this holds fail as on a full disk. */
    refuse(when: Choice | undefined) {
      refusing = when;
    },
    /** Hears of every value that is durable in the records of this name, before who has committed it does. To be said before the kernel is set up. */
    follow(name: string, tell: (value: unknown) => void) {
      told = { name, tell };
    },
    /** Commits for which this holds are never made and never answered. */
    hold(when: Choice) {
      holding = when;
    },
    /** The `nth` commit from now is the last: not made, or (`done`) made without anybody hearing of it. */
    breakAt(nth: number, done: boolean) {
      breaking = { left: nth, done };
    },
    get broken() {
      return broken;
    },
    /** Nothing is written any more. */
    kill() {
      dead = true;
      for (const end of frozen) end();
    },
  };
}
