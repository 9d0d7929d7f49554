import type { Clock } from "@instar/kernel";
import type { Records, SessionEvent, Store, Versioned } from "@instar/kernel/contracts";
import { z } from "zod";

export interface Limited {
  readonly until: number;
  readonly text: string;
}

export const limitedShape: Versioned<Limited> = { version: 1, schema: z.object({ until: z.number(), text: z.string() }) };

const longestText = 300;

/** What the model's service said of its own limit, over restarts. */
export interface ModelLimit {
  heard(event: SessionEvent): Promise<void>;
  /** Undefined when there is none, or when it has passed. */
  now(): Promise<Limited | undefined>;
}

export function createModelLimit(store: Store, records: Records<Limited>, clock: Clock): ModelLimit {
  let reading: Promise<void> | undefined;
  let known: Limited | undefined;

  const read = () => {
    reading ??= records.get("model").then((found) => {
      known ??= found?.value;
    });
    return reading;
  };

  return {
    async heard(event) {
      const error = event.type === "turn-end" || event.type === "retry" ? event.error : undefined;
      if (error?.kind !== "limit" || error.resetsAt === undefined || error.resetsAt <= clock.now()) return;
      await read();
      if (known?.until === error.resetsAt) return;
      known = { until: error.resetsAt, text: error.text.slice(0, longestText) };
      await store.commit([records.put("model", known, { ttlMs: Math.max(1, known.until - clock.now()) })]);
    },
    async now() {
      await read();
      return known !== undefined && known.until > clock.now() ? known : undefined;
    },
  };
}
