import type { Clock, TapRun, Tracer } from "@instar/kernel";
import type { Connection } from "../socket/open-socket.ts";
import { describeRun } from "./describe-run.ts";
import type { TraceBatch, TraceFilter, TraceLine } from "./trace-line.ts";

/** So many lines wait for a terminal that does not read; older ones are dropped and counted. */
const atMost = 1_000;

/** A terminal that hears nothing for so long is answered with nothing, and asks again. */
const answerWithinMs = 20_000;

/** Who watches the taps of the running agent, each over its connection. */
export interface Tracing {
  /** For the kernel: nobody watches, nothing is done. */
  readonly tracer: Tracer;
  /** From now on, what fits is kept for this connection, until it is closed. */
  watch(connection: Pick<Connection, "onClose">, filter: TraceFilter): void;
  /** What was kept since the last time; waits for something. */
  next(connection: Pick<Connection, "onClose">): Promise<TraceBatch>;
}

interface Watcher {
  readonly filter: TraceFilter;
  lines: TraceLine[];
  dropped: number;
  wake: () => void;
}

const isStrings = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((item) => typeof item === "string");

/** A filter as it came over the socket; what is no list of names lets everything through. */
export const readFilter = (value: unknown): TraceFilter => {
  const { hooks, plugins } = (value ?? {}) as Partial<TraceFilter>;
  return { hooks: isStrings(hooks) ? hooks : [], plugins: isStrings(plugins) ? plugins : [] };
};

const fits = ({ hooks, plugins }: TraceFilter, { tap }: TapRun): boolean =>
  (hooks.length === 0 || hooks.includes(tap.hook)) && (plugins.length === 0 || plugins.includes(tap.plugin));

/** `redact` takes the secrets out of every text. A terminal that is slow or dead costs memory for 1,000 lines, and no time. */
export function openTracing(clock: Clock, redact: (text: string) => string): Tracing {
  const watchers = new Map<object, Watcher>();

  function heard(run: TapRun): void {
    let line: TraceLine | undefined;
    for (const watcher of watchers.values()) {
      if (!fits(watcher.filter, run)) continue;
      try {
        line ??= describeRun(run, clock.now(), redact);
      } catch {
        // An answer that throws when it is looked at has been judged by the kernel already; whoever watches must not change what came of it.
        return;
      }
      if (watcher.lines.push(line) > atMost) {
        watcher.lines.shift();
        watcher.dropped += 1;
      }
      watcher.wake();
    }
  }

  return {
    tracer: () => (watchers.size === 0 ? undefined : heard),
    watch(connection, filter) {
      watchers.set(connection, { filter, lines: [], dropped: 0, wake: () => undefined });
      connection.onClose(() => {
        watchers.get(connection)?.wake();
        watchers.delete(connection);
      });
    },
    async next(connection) {
      const watcher = watchers.get(connection);
      if (watcher === undefined) return { lines: [], dropped: 0 };
      if (watcher.lines.length === 0) {
        await new Promise<void>((resolve) => {
          const late = clock.after(answerWithinMs, resolve);
          watcher.wake = () => {
            late[Symbol.dispose]();
            watcher.wake = () => undefined;
            // What the same moment brings goes along.
            setImmediate(resolve);
          };
        });
      }
      const { lines, dropped } = watcher;
      watcher.lines = [];
      watcher.dropped = 0;
      return { lines, dropped };
    },
  };
}
