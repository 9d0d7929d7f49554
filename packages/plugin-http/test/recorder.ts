import { definePlugin } from "@instar/kernel";
import { Events, type HouseEvent, type RecordedEvent } from "@instar/kernel/contracts";

/** A journal of events in memory, at the edge of a test. */
export function recorderOf(recorded: HouseEvent[]) {
  const listeners = new Set<(event: RecordedEvent) => void>();
  return definePlugin({
    api: 1,
    name: "recorder",
    provides: Events,
    setup: () => ({
      record(event) {
        recorded.push(event);
        for (const listener of listeners) listener({ ...event, position: recorded.length, at: 0 });
      },
      op: () => ({ op: "none" }),
      list: async () => recorded.map((event, index) => ({ ...event, position: index + 1, at: index })).reverse(),
      async *follow(_filter, signal) {
        const waiting: RecordedEvent[] = [];
        let wake: () => void = () => undefined;
        const listener = (event: RecordedEvent) => {
          waiting.push(event);
          wake();
        };
        listeners.add(listener);
        signal.addEventListener("abort", () => wake(), { once: true });
        try {
          while (!signal.aborted) {
            yield* waiting.splice(0);
            await new Promise<void>((resolve) => {
              wake = resolve;
              if (signal.aborted) resolve();
            });
          }
        } finally {
          listeners.delete(listener);
        }
      },
    }),
  })();
}
