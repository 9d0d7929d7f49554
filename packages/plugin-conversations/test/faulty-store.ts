import { join } from "node:path";
import { definePlugin } from "@instar/kernel";
import { type Op, Store } from "@instar/kernel/contracts";
import { openStore } from "@instar/plugin-store";

/** The real store with a disk that can be full, and with a count of what was written. */
export function createFaultyStore() {
  let opened: Awaited<ReturnType<typeof openStore>> | undefined;
  const commits: (readonly Op[])[] = [];
  /** `left`: so many commits of the conversations are still made, then nothing is written any more. */
  const state: { full: boolean; sessionsWait?: Promise<void>; left?: number } = { full: false };
  const plugin = definePlugin({
    api: 1,
    name: "store",
    provides: Store,
    async setup({ paths, clock, own }) {
      opened = own(await openStore({ file: join(paths.home, "instar.db"), clock }));
      const { store } = opened;
      return (consumer: string) => {
        const real = store(consumer);
        return {
          ...real,
          async commit(ops: readonly Op[]) {
            if (state.full || state.left === 0) throw new Error("The disk is full.");
            if (state.left !== undefined && consumer === "conversations") state.left--;
            if (consumer === "sessions") await state.sessionsWait;
            const result = await real.commit(ops);
            if (consumer === "conversations") commits.push(ops);
            return result;
          },
        };
      };
    },
  })();
  return {
    plugin,
    state,
    /** What the conversations have committed. */
    commits,
    /** What a killed process does: nothing is written any more. */
    drop: async () => void (await opened?.close()),
  };
}
