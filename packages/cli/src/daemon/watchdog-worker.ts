import { closeSync, openSync, writeSync } from "node:fs";
import type { Debugger, Runtime, Session } from "node:inspector";
import { parentPort, workerData } from "node:worker_threads";
import { type BlockedBy, blameName, placeOf, type WatchdogSettings } from "./watchdog-settings.ts";

const { beat, everyMs, patience, log, echo } = workerData as WatchdogSettings;

/** The main thread cannot write while it is blocked, and may never be able to again. */
function warn(blockedMs: number, by: BlockedBy | undefined) {
  const known = { ...(by?.plugin === undefined ? {} : { plugin: by.plugin }), ...(by === undefined ? {} : { at: placeOf(by.stack) }) };
  const line = `${JSON.stringify({ level: "warn", time: new Date().toISOString(), ...known, blockedMs, msg: "The agent's process does not get on: something blocks it." })}\n`;
  const file = openSync(log, "a", 0o600);
  writeSync(file, line);
  closeSync(file);
  if (echo) writeSync(2, line);
}

/** Stops the main thread for a moment to see what it does; undefined when it cannot be stopped, or goes on by itself meanwhile. */
async function look(stillBlocked: () => boolean, found: (by: BlockedBy) => void): Promise<Disposable> {
  const { Session } = await import("node:inspector");
  const session: Session = new Session();
  const files = new Map<string, string>();
  session.connectToMainThread();
  session.on("Debugger.scriptParsed", ({ params }) => void files.set(params.scriptId, params.url));
  session.on("Debugger.paused", ({ params }) => {
    const frames = params.callFrames.map(
      ({ functionName, location }: Debugger.CallFrame) =>
        `    at ${functionName || "<anonymous>"} (${files.get(location.scriptId) ?? "?"}:${location.lineNumber + 1}:${(location.columnNumber ?? 0) + 1})`,
    );
    const stack = frames.join("\n");
    const finish = (result?: Runtime.EvaluateReturnType) => {
      const plugin: unknown = result?.result.value;
      if (stillBlocked()) found({ stack, ...(typeof plugin === "string" ? { plugin } : {}) });
      session.post("Debugger.resume");
      session.post("Debugger.disable");
    };
    // In the very moment of the blocked code, so that its asynchronous context tells whose it is.
    session.post(
      "Runtime.evaluate",
      { expression: `globalThis[Symbol.for(${JSON.stringify(blameName)})]?.(${JSON.stringify(stack)})`, returnByValue: true },
      (_error, result) => finish(result),
    );
  });
  session.post("Debugger.enable");
  session.post("Debugger.pause");
  return { [Symbol.dispose]: () => session.disconnect() };
}

let last = Atomics.load(beat, 0);
let still = 0;
let by: BlockedBy | undefined;
let looking: Promise<Disposable> | undefined;

async function leave() {
  const session = await looking;
  looking = undefined;
  session?.[Symbol.dispose]();
}

// Counted in turns of its own, and not in time: a laptop that slept has not blocked anything.
setInterval(() => {
  const now = Atomics.load(beat, 0);
  if (now === last) {
    still += 1;
    const since = last;
    if (still === patience)
      looking = look(
        () => Atomics.load(beat, 0) === since,
        (found) => {
          by = found;
          warn(still * everyMs, by);
        },
      );
    if (still === patience * 2 && by === undefined) warn(still * everyMs, undefined);
    return;
  }
  if (still >= patience) {
    parentPort?.postMessage({ blockedMs: still * everyMs, ...by });
    void leave();
  }
  last = now;
  still = 0;
  by = undefined;
}, everyMs);
