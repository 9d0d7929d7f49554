import { setTimeout as sleep } from "node:timers/promises";
import type { Held, ToolCall, ToolResult } from "@instar/kernel";
import type { Decision, ProcessMark, SessionEvent, SessionHost, Snapshot } from "@instar/kernel/contracts";

type EventOf<T extends SessionEvent["type"]> = Extract<SessionEvent, { readonly type: T }>;

const patienceMs = 20_000;

/** A house that writes everything down and answers what the case wants. */
export interface RecordingHost extends SessionHost {
  readonly events: readonly SessionEvent[];
  /** What happened, in order: `gate`, `tool done`, and the types of events. */
  readonly order: readonly string[];
  readonly calls: readonly ToolCall[];
  readonly results: readonly ToolResult[];
  gate: (call: ToolCall) => Promise<Decision>;
  output: (result: ToolResult) => Promise<ToolResult | Held>;
  /** While set, `snapshot` and `process` events are not durable yet. */
  disk: Promise<void> | undefined;
  /** The first event that fits, past or to come. Rejects after 20 s, telling what came instead. */
  wait<T extends SessionEvent["type"]>(type: T, fits?: (event: EventOf<T>) => boolean): Promise<EventOf<T>>;
  turnEnd(inputId: string): Promise<EventOf<"turn-end">>;
  turnEnds(): readonly EventOf<"turn-end">[];
  /** The newest one that is durable. */
  lastSnapshot(): Snapshot;
  lastProcess(): ProcessMark | undefined;
}

export const allowed: Decision = { allow: true, advice: [] };
export const denied = (reason: string): Decision => ({ allow: false, reason, by: "a contract", advice: [] });

export function createRecordingHost(): RecordingHost {
  const events: SessionEvent[] = [];
  const durable: SessionEvent[] = [];
  const order: string[] = [];
  const calls: ToolCall[] = [];
  const results: ToolResult[] = [];
  const waiting = new Set<(event: SessionEvent) => void>();
  const find = <T extends SessionEvent["type"]>(type: T, fits: (event: EventOf<T>) => boolean) =>
    durable.find((event): event is EventOf<T> => event.type === type && fits(event as EventOf<T>));

  const host: RecordingHost = {
    events,
    order,
    calls,
    results,
    gate: async () => allowed,
    output: async (result) => result,
    disk: undefined,
    decide(call) {
      order.push("gate");
      calls.push(call);
      return host.gate(call);
    },
    toolDone(result) {
      order.push("tool done");
      results.push(result);
      return host.output(result);
    },
    compacting: async (_trigger, instructions) => instructions,
    compacted: async () => [],
    async emit(event) {
      events.push(event);
      if (event.type === "snapshot" || event.type === "process") await host.disk;
      order.push(event.type);
      durable.push(event);
      for (const tell of waiting) tell(event);
    },
    async wait(type, fits = () => true) {
      const late = new AbortController();
      const found = find(type, fits);
      if (found) return found;
      const coming = new Promise<EventOf<typeof type>>((resolve) => {
        const tell = (event: SessionEvent) => {
          if (event.type !== type || !fits(event as EventOf<typeof type>)) return;
          waiting.delete(tell);
          resolve(event as EventOf<typeof type>);
        };
        waiting.add(tell);
      });
      const tooLate = sleep(patienceMs, undefined, { signal: late.signal, ref: false }).then(() => {
        throw new Error(`No such ${type} event came within ${patienceMs / 1000} s. Seen: ${JSON.stringify(events.slice(-12))}`);
      });
      try {
        return await Promise.race([coming, tooLate]);
      } finally {
        late.abort();
        tooLate.catch(() => undefined);
      }
    },
    turnEnd: (inputId) => host.wait("turn-end", (event) => event.inputs.includes(inputId)),
    turnEnds: () => durable.filter((event) => event.type === "turn-end"),
    lastSnapshot() {
      const last = durable.findLast((event) => event.type === "snapshot");
      if (!last) throw new Error("The driver has emitted no snapshot.");
      return last.snapshot;
    },
    lastProcess: () => durable.findLast((event) => event.type === "process")?.mark,
  };
  return host;
}
