/** So many at once: enough to keep a disk busy, few enough for what else the house reads. */
const atOnce = 16;

export async function eachOf<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let item = items[next]; next < items.length; item = items[next]) {
      next += 1;
      await act(item as Item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane));
}
