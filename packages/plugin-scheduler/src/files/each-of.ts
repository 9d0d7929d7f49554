import { setImmediate as breath } from "node:timers/promises";

/** A few ms of work. */
const atOnce = 50;

/** One after the other; whatever else the house has to do comes in between. */
export async function eachOf<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> {
  for (const [index, item] of items.entries()) {
    if (index % atOnce === atOnce - 1) await breath();
    await act(item);
  }
}
