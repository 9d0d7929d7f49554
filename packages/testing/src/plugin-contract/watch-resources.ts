import { createHook } from "node:async_hooks";
import { settle } from "../manual-clock.ts";

export interface WatchedResources extends Disposable {
  /** What was taken since and keeps the process busy, once what ends by itself had `patienceMs` to end: kinds of handles, and timers with the line that set them. */
  left(patienceMs: number): Promise<string[]>;
}

/** Handles that keep a process busy, by kind. What ends by itself within a turn is no leak, and timers are known better than by their kind. */
const handles = () => process.getActiveResourcesInfo().filter((kind) => !/^(Immediate|TickObject|FSReq|Timeout$)/.test(kind));

/** What is there now and was not before. */
function added(before: readonly string[]): string[] {
  const known = [...before];
  return handles().filter((kind) => {
    const index = known.indexOf(kind);
    if (index >= 0) known.splice(index, 1);
    return index < 0;
  });
}

/** The timers of the test runner come and go; they would hide one that a plugin leaks, so timers are told apart by who set them. */
const runner = /[\\/]node_modules[\\/](?:@vitest|vitest|vite|tinypool)[\\/]/;
const inside = /\(?node:|watch-resources\.[jt]s/;

/** The line that set a timer, as `file.ts:3:1`; undefined when that was the test runner. */
function setter(): string | undefined {
  const frames = (new Error("Who sets this timer?").stack ?? "").split("\n").slice(1);
  const frame = frames.find((line) => !inside.test(line))?.trim() ?? "somewhere";
  return runner.test(frame) ? undefined : (/\(([^()]+)\)$/.exec(frame)?.[1] ?? frame.replace(/^at (?:async )?/, ""));
}

/** Watches what is taken from now on. */
export function watchResources(): WatchedResources {
  const before = handles();
  const timers = new Map<NodeJS.Timeout & { readonly _destroyed?: boolean }, string>();
  const hook = createHook({
    init(_id, type, _trigger, resource) {
      if (type !== "Timeout") return;
      const where = setter();
      if (where !== undefined) timers.set(resource as NodeJS.Timeout, `a timer set at ${where}`);
    },
  }).enable();
  const running = () => [...timers].filter(([timer]) => timer._destroyed !== true && timer.hasRef()).map(([, where]) => where);
  return {
    async left(patienceMs) {
      const deadline = performance.now() + patienceMs;
      const found = () => [...added(before), ...running()];
      while (found().length > 0 && performance.now() < deadline) await settle();
      return found();
    },
    [Symbol.dispose]: () => void hook.disable(),
  };
}
