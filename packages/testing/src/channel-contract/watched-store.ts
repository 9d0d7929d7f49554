import type { Plugin } from "@instar/kernel";
import type { Op, Store } from "@instar/kernel/contracts";

type Commit = Store["commit"];
type Choice = (ops: readonly Op[]) => boolean;

/** A real store whose commits can be made to fail, to wait, or to be the last thing that a process ever did. */
export function createWatchedStore(plugin: Plugin) {
  let refusing: Choice | undefined;
  let holding: Choice | undefined;
  let breaking: { left: number; done: boolean } | undefined;
  let broken = false;
  let dead = false;
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

  return {
    plugin: {
      ...plugin,
      definition: {
        ...plugin.definition,
        async setup(context) {
          const inner = (await plugin.definition.setup(context)) as (consumer: string) => Store;
          return (consumer: string) => {
            const store = inner(consumer);
            const commit = watched((ops) => store.commit(ops));
            return new Proxy(store, { get: (target, key) => (key === "commit" ? commit : Reflect.get(target, key, target)) });
          };
        },
      },
    } satisfies Plugin,
    /** Commits for which this holds fail as on a full disk. */
    refuse(when: Choice | undefined) {
      refusing = when;
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
