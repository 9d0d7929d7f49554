import { setTimeout as timeout } from "node:timers/promises";

/** Like the clock's `sleep`, but keeps the process alive: a command that waits for the agent must not end for lack of other work. */
export const wait = (ms: number, signal?: AbortSignal): Promise<void> => timeout(ms, undefined, signal === undefined ? {} : { signal });
