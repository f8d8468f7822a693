/** Works through the list with so many at a time, in its order. */
export async function inLanes<Item>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.entries()
  const lane = async () => {
    for (const [, item] of waiting) await work(item)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}
