import { setTimeout as sleep } from "node:timers/promises";

/** Waits for something that other processes do. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, timeoutMs = 15_000): Promise<void> {
  const began = performance.now();
  while (!(await holds())) {
    if (performance.now() - began > timeoutMs) throw new Error(`Waited ${timeoutMs} ms in vain: ${what}.`);
    await sleep(5);
  }
}
