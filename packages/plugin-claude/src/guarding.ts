import type { Logger } from "@instar/kernel";
import type { ProcessMark } from "@instar/kernel/contracts";
import { type Guardian, openGuardian } from "@instar/process";

/** One guardian process for all programs of this plugin: it ends their trees when the daemon dies. */
export interface Guarding extends AsyncDisposable {
  watch(mark: ProcessMark): Promise<void>;
  forget(mark: Pick<ProcessMark, "mark">): Promise<void>;
}

/** Opened with the first program; replaced, with everything that it watched, when somebody ended it. */
export function createGuarding(log: Logger): Guarding {
  const watched = new Map<string, ProcessMark>();
  let current: Promise<Guardian> | undefined;
  let closing = false;

  const guardian = (): Promise<Guardian> => {
    current ??= open();
    return current;
  };

  async function open(): Promise<Guardian> {
    let opened: Guardian;
    try {
      opened = await openGuardian();
      for (const mark of watched.values()) await opened.watch(mark);
    } catch (error) {
      current = undefined;
      throw error;
    }
    void opened.exited.then(async ({ expected }) => {
      if (expected || closing) return;
      current = undefined;
      log.warn("The guardian process was ended by somebody; a new one watches the agents.");
      if (watched.size > 0) await guardian().catch((error: unknown) => log.error("No guardian could be started; agents would outlive a crash.", { error }));
    });
    return opened;
  }

  return {
    async watch(mark) {
      if (closing) return;
      watched.set(mark.mark, mark);
      await (await guardian()).watch(mark);
    },
    async forget(mark) {
      watched.delete(mark.mark);
      await current
        ?.then((opened) => opened.forget(mark))
        .catch(() => {
          // A guardian that is gone watches nothing any more.
        });
    },
    async [Symbol.asyncDispose]() {
      closing = true;
      const last = await current?.catch(() => undefined);
      await last?.close();
    },
  };
}
