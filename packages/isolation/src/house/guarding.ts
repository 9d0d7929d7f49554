import type { ProcessMark } from "@instar/kernel/contracts";
import { type Guardian, openGuardian } from "@instar/process";

/** One guardian for all isolated plugins of a house: while one of their processes lives, it watches, and ends them when the house dies. */
export interface Guarding {
  watch(mark: ProcessMark): Promise<void>;
  forget(mark: Pick<ProcessMark, "mark">): Promise<void>;
}

export function createGuarding(): Guarding {
  const watched = new Map<string, ProcessMark>();
  let current: Promise<Guardian> | undefined;

  async function open(): Promise<Guardian> {
    const guardian = await openGuardian();
    // A command that only looks at the config must be able to end
    guardian.unref();
    void guardian.exited.then(({ expected }) => {
      if (!expected) current = undefined;
    });
    for (const mark of watched.values()) await guardian.watch(mark);
    return guardian;
  }

  return {
    async watch(mark) {
      watched.set(mark.mark, mark);
      current ??= open();
      const opening = current;
      try {
        await (await opening).watch(mark);
      } catch (error) {
        if (current === opening) current = undefined;
        throw error;
      }
    },
    async forget({ mark }) {
      if (!watched.delete(mark) || watched.size > 0) return;
      const last = current;
      current = undefined;
      await last
        ?.then((guardian) => guardian.close())
        .catch(() => {
          // One that is gone watches nothing any more.
        });
    },
  };
}
