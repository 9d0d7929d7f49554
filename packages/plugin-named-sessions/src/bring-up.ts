import type { NamedHouse } from "./house.ts";

/** How long a call waits for a process that is being brought up; it goes on afterwards. */
const bringUpMs = 20_000;

/** Without waiting for a place among the living for ever; a failure in time is the caller's, a later one is the session's. */
export async function bringUp(house: NamedHouse, name: string): Promise<void> {
  const ready = house.worker(name).ready();
  ready.catch(() => undefined); // it is on the session's record
  let waited: Disposable | undefined;
  const late = new Promise<void>((resolve) => {
    waited = house.clock.after(bringUpMs, resolve);
  });
  await Promise.race([ready, late]).finally(() => waited?.[Symbol.dispose]());
}
