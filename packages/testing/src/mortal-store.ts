import path from "node:path";
import { definePlugin, type Plugin } from "@instar/kernel";
import { type Op, Store } from "@instar/kernel/contracts";
import { openStore } from "@instar/plugin-store";

type Committed = Awaited<ReturnType<Store["commit"]>>;

export interface MortalStore {
  /** Provides the store, on a real file at the usual place. For one kernel: the next life has a store of its own on the same file. */
  readonly plugin: Plugin;
  /** How many commits were asked for. */
  readonly commits: number;
  /** So many commits are still made, then no more. */
  dieAfter(commits: number): void;
  /** The process is killed: nothing is written any more. Then stop the kernel, which fails, and start the next one. */
  close(): Promise<void>;
  /** The file as a consumer sees it, with nothing in the way. */
  store(consumer: string): Store;
}

export interface MortalStoreOptions {
  /** Only this consumer's commits are counted and die. Default everybody's. */
  readonly of?: string;
  /** What becomes of a commit behind the last one. Default `"unheard"`: as in a killed process, nobody hears of it, until `close`. `"fails"`: at once, for a test that waits for what it began. */
  readonly behind?: "unheard" | "fails";
  /** Stands in the way of each commit: it fails with what is thrown, and what is returned is its result. */
  readonly fault?: (consumer: string, ops: readonly Op[]) => Committed | undefined | Promise<Committed | undefined>;
}

/** The real store, whose process can be killed between any two commits, and whose disk can fail. */
export function createMortalStore({ of, behind = "unheard", fault }: MortalStoreOptions = {}): MortalStore {
  let opened: Awaited<ReturnType<typeof openStore>> | undefined;
  let commits = 0;
  let left = Number.POSITIVE_INFINITY;
  let closed = false;
  const unheard = new Set<() => void>();

  async function commit(real: Store, consumer: string, ops: readonly Op[]): Promise<Committed> {
    const counts = of === undefined || consumer === of;
    if (counts) commits += 1;
    if (counts && left <= 0) {
      if (behind === "unheard" && !closed) await new Promise<void>((resolve) => unheard.add(resolve));
      throw new Error("The process was killed.");
    }
    if (counts) left -= 1;
    const met = fault?.(consumer, ops);
    // Who commits first comes first: without a fault, nothing is put off
    return met === undefined ? real.commit(ops) : ((await met) ?? real.commit(ops));
  }

  const definition = definePlugin({
    api: 1,
    name: "store",
    provides: Store,
    async setup({ paths, clock, own }) {
      const file = own(await openStore({ file: path.join(paths.home, "instar.db"), clock }));
      opened = file;
      return (consumer: string): Store => {
        const real = file.store(consumer);
        return { ...real, commit: (ops) => commit(real, consumer, ops) };
      };
    },
  });

  return {
    plugin: definition(),
    get commits() {
      return commits;
    },
    dieAfter(more) {
      left = more;
    },
    async close() {
      left = 0;
      closed = true;
      await opened?.close();
      for (const hear of unheard) hear();
    },
    store: (consumer) => (opened as NonNullable<typeof opened>).store(consumer),
  };
}
