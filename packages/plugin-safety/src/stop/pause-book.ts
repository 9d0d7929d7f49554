import type { Records, Store, Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import type { PauseState } from "../contract.ts";
import { SafetyError } from "../errors.ts";

/** `waits`: messages may wait for the end of a pause, also of one that is over. */
interface StoredPause {
  readonly paused: boolean;
  readonly by: string;
  readonly since: number;
  readonly waits: boolean;
}

const pauseShape: Versioned<StoredPause> = {
  version: 1,
  schema: z.object({ paused: z.boolean(), by: z.string(), since: z.number(), waits: z.boolean() }),
};
const key = "pause";

/** Whether everything is paused, over restarts. */
export interface PauseBook {
  /** As it is; rejects when it cannot be read, and what asks must then take it for a yes. */
  state(): Promise<PauseState>;
  /** As it was last known: undefined when nobody has looked. */
  readonly known: PauseState | undefined;
  /** From this call on; durable when it resolves. Resolves with whether that is news. */
  pause(by: string, at: number): Promise<boolean>;
  /** Durable when it resolves, with whether there was a pause. */
  resume(by: string, at: number): Promise<boolean>;
  /** Messages may be left that waited for a pause which is over. */
  mayWait(): Promise<boolean>;
  nothingWaits(): Promise<void>;
}

export function createPauseBook(store: Store): PauseBook {
  const records: Records<StoredPause> = store.records("pause", pauseShape);
  let current: StoredPause | undefined;
  let loading: Promise<void> | undefined;

  const load = (): Promise<void> => {
    loading ??= records.get(key).then(
      (found) => {
        current ??= found?.value ?? { paused: false, by: "", since: 0, waits: false };
      },
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };

  async function keep(next: StoredPause): Promise<void> {
    const result = await store.commit([records.put(key, next)]);
    if (!result.committed) throw SafetyError.NOT_SAVED(result.conflict);
  }

  const shown = ({ paused, by, since }: StoredPause): PauseState => (paused ? { paused, by, since } : { paused });

  return {
    async state() {
      await load();
      return shown(current as StoredPause);
    },
    get known() {
      return current && shown(current);
    },
    async pause(by, at) {
      const before = current ?? (await load().then(() => current)); // a call before the first look
      if (before?.paused) return false;
      current = { paused: true, by, since: at, waits: true };
      await keep(current);
      return true;
    },
    async resume(by, at) {
      await load();
      const before = current as StoredPause;
      if (!before.paused) return false;
      const next = { paused: false, by, since: at, waits: true };
      await keep(next);
      current = next;
      return true;
    },
    async mayWait() {
      await load();
      return current?.paused === false && current.waits;
    },
    async nothingWaits() {
      if (current?.paused !== false) return;
      const next = { ...current, waits: false };
      await keep(next);
      if (current.paused === false) current = next;
    },
  };
}
