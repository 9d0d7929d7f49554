import { setTimeout as pause } from "node:timers/promises";
import type { Clock } from "@instar/kernel";

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

export interface ManualClock extends Clock {
  /** Moves on, firing every timer at its own instant on the way, and lets what it set off settle, files that are read and written included. */
  advance(ms: number): Promise<void>;
  /** The machine slept: the wall clock jumps and timers fire late, not on the way. */
  jump(by: { readonly ms?: number; readonly minutes?: number; readonly hours?: number }): Promise<void>;
  /** Timers that wait. */
  readonly pending: number;
}

/** What hangs (a pipe without a writer) is not waited for longer. */
const longestWaitMs = 2_000;
const spins = 50;

/** Files know nothing of a clock that is moved by hand: what is read or written has to come back before it moves on. */
const filesAreUnderWay = () => process.getActiveResourcesInfo().some((name) => name.startsWith("FSReq") || name === "CloseReq");

/** So do modules: what is imported late for the first time comes from Vitest's main process, which may be busy. */
const modulesAreUnderWay = () => {
  const { __vitest_worker__: worker } = globalThis as { readonly __vitest_worker__?: { readonly resolvingModules?: { readonly size: number } } };
  return (worker?.resolvingModules?.size ?? 0) > 0;
};

/**
 * Lets promises and I/O callbacks that are ready now run, `turns` turns of the event loop in which no file is read or written. Calls to files that
 * this process has begun, and modules that it imports, are waited for, up to 2 s of real time; other processes and the network are not.
 */
export async function settle(turns = 5): Promise<void> {
  const until = performance.now() + longestWaitMs;
  for (let turn = 0, waited = 0; turn < turns; turn++) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (!(modulesAreUnderWay() || filesAreUnderWay()) || performance.now() > until) continue;
    turn = -1;
    if (++waited > spins) await pause(1);
  }
}

/** A clock that stands still until a test moves it. `start`: epoch ms or an ISO date, default 2026-01-01T00:00Z. */
export function createManualClock(start: number | string = "2026-01-01T00:00:00Z"): ManualClock {
  let now = typeof start === "string" ? Date.parse(start) : start;
  let timers: Timer[] = [];

  const fireDue = async () => {
    const due = timers.filter((timer) => timer.at <= now).sort((a, b) => a.at - b.at);
    timers = timers.filter((timer) => timer.at > now);
    for (const timer of due) timer.run();
    await settle();
    if (timers.some((timer) => timer.at <= now)) await fireDue();
  };

  const clock: ManualClock = {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + Math.max(0, ms), run };
      timers.push(timer);
      return {
        [Symbol.dispose]() {
          timers = timers.filter((other) => other !== timer);
        },
      };
    },
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const abort = () => {
          timer[Symbol.dispose]();
          reject(signal?.reason);
        };
        const timer = clock.after(ms, () => {
          signal?.removeEventListener("abort", abort);
          resolve();
        });
        signal?.addEventListener("abort", abort, { once: true });
      });
    },
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const next = Math.min(...timers.map((timer) => timer.at));
        if (next > end) break;
        now = Math.max(now, next);
        await fireDue();
      }
      now = end;
      await fireDue();
    },
    async jump({ ms = 0, minutes = 0, hours = 0 }) {
      now += ms + minutes * 60_000 + hours * 3_600_000;
      await fireDue();
    },
    get pending() {
      return timers.length;
    },
  };
  return clock;
}
